import { describe, expect, it } from 'vitest';
import { BAKERY, folderWith } from '../helpers/folder.ts';
import { checkFolder } from '../helpers/rule-cases.ts';

const TARGET = '{manifests: k8s/}';
const THREE = `environments: {local: {compose: compose.yaml}, production: ${TARGET}, staging: ${TARGET}}`;

const check = (group: string, declared: string, more = '') =>
  checkFolder(
    folderWith({ ...BAKERY, 'parity.yaml': `services: {oven: {${group}: {${declared}}}}\n${more}\nversion: 1\n` }),
  );

describe('a declaration of something that is not required', () => {
  it.each([
    ['ports', '8800: {parity: any}', '1:27 services.oven.ports.8800', 'did you mean 8080?'],
    [
      'storage',
      '/srv/breads: {parity: differ}',
      '1:29 services.oven.storage./srv/breads',
      'take it out, or correct the name',
    ],
    ['queues', 'OVEN_MOOD: {parity: any}', '1:28 services.oven.queues.OVEN_MOOD', 'did you mean OVEN_MODE?'],
    ['schedules', 'nightly: {parity: any}', '1:31 services.oven.schedules.nightly', 'take it out, or correct the name'],
    ['resources', 'memory: {parity: any}', '1:31 services.oven.resources.memory', 'take it out, or correct the name'],
    ['probes', 'startup: {parity: any}', '1:28 services.oven.probes.startup', 'take it out, or correct the name'],
    ['env', 'OVEN_MOOD: {parity: any}', '1:25 services.oven.env.OVEN_MOOD', 'did you mean OVEN_MODE?'],
  ])('of %s that the service does not have is said', async (group, declared, at, hint) => {
    const { notes } = await check(group, declared);

    expect(notes).toContain(`parity.yaml:${at}: nothing of oven is called so; ${hint}`);
  });

  it.each([
    ['is there', 'ports', '8080: {parity: any}', ''],
    ['is required', 'storage', '/srv/breads: {required: true}', ''],
    ['another target may have', 'storage', '/srv/breads: {parity: any}', THREE],
  ])('is no news where it %s', async (_, group, declared, more) => {
    const { notes } = await check(group, declared, more);

    expect(notes.join('\n')).not.toContain('is called so');
  });
});

describe('what is declared as required', () => {
  it.each([
    [
      'ports',
      '9090: {required: true}',
      'parity.yaml says that oven needs port 9090; nothing in production leads to it',
    ],
    [
      'probes',
      'readiness: {required: true}',
      'parity.yaml says that oven needs a readiness probe; it has none in production',
    ],
    ['storage', '/srv: {required: true}', 'parity.yaml says that oven keeps /srv; production keeps nothing there'],
    [
      'queues',
      'breads: {required: true}',
      'parity.yaml says that oven needs queue breads; nothing that it receives in production names it',
    ],
    [
      'schedules',
      'nightly: {required: true}',
      'parity.yaml says that oven runs by a schedule; Deployment/oven has none in production',
    ],
    [
      'resources',
      'memory: {required: true}',
      'parity.yaml says that oven needs limits.memory; production does not set it',
    ],
    [
      'routes',
      '/breads: {required: true}',
      'parity.yaml says that /breads of oven is reached from outside; no way in of production leads there',
    ],
  ])('of %s and is not in the target is a finding with both places', async (group, declared, message) => {
    const { findings } = await check(group, declared);

    expect(findings).toMatchObject([
      {
        message,
        places: [
          { role: 'expected', path: 'k8s/oven.yaml' },
          { role: 'declared', path: 'parity.yaml', line: 1 },
        ],
      },
    ]);
  });

  it('is told once where a rule finds it by itself', async () => {
    const compose = `${BAKERY['compose.yaml']}    volumes: [breads:/srv/breads]\nvolumes: {breads: {}}\n`;
    const folder = folderWith({
      ...BAKERY,
      'compose.yaml': compose,
      'parity.yaml': 'version: 1\nservices: {oven: {storage: {/srv/breads: {required: true}}}}\n',
    });

    expect((await checkFolder(folder)).findings).toMatchObject([{ rule: 'volume/missing', subject: 'breads' }]);
  });
});

describe('what a declaration excuses', () => {
  const COMPOSE = `${BAKERY['compose.yaml']}    mem_limit: 512m\n`;
  const MANIFEST = (BAKERY['k8s/oven.yaml'] ?? '').replace(
    'image: bakery/oven:1.0',
    'image: bakery/oven:1.0\n          resources: {limits: {memory: 256Mi}}',
  );

  it.each([
    ['', 1, 0],
    ['services: {oven: {resources: {memory: {parity: differ}}}}', 0, 1],
  ])('N226 is counted as hidden: %s', async (declared, found, hidden) => {
    const files = { ...BAKERY, 'compose.yaml': COMPOSE, 'k8s/oven.yaml': MANIFEST };
    const report = await checkFolder(folderWith({ ...files, 'parity.yaml': `version: 1\n${declared}\n` }));

    expect(report.findings).toHaveLength(found);
    expect(report.hidden.N226 ?? 0).toBe(hidden);
  });
});
