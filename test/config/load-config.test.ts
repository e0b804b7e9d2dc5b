import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { ParityError } from '../../src/errors.ts';
import { contextWith } from '../helpers/source-context.ts';

async function load(text: string) {
  const loaded = await loadConfig(contextWith({ 'parity.yaml': text }).files);
  if (loaded.kind === 'none') throw new Error('parity.yaml was not found');
  return loaded;
}

async function problemsOf(text: string): Promise<string[]> {
  const error = await load(text).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ParityError)) throw new Error('it was accepted');
  expect(error).toMatchObject({ kind: 'usage', code: 'config/invalid' });
  return error.message.split('\n');
}

describe('a valid parity.yaml', () => {
  it('is optional', async () => {
    expect(await loadConfig(contextWith({}).files)).toEqual({ kind: 'none' });
  });

  it('may be empty', async () => {
    const { config } = await load('# nothing to say\n');

    expect(config).toMatchObject({ path: 'parity.yaml', policy: {}, deploy: {} });
    expect(config.environments.size).toBe(0);
  });

  it.each([
    ['a path', 'compose: compose.yaml', { kind: 'compose', paths: ['compose.yaml'] }],
    [
      'a list',
      'compose: [compose.yaml, compose.dev.yaml]',
      { kind: 'compose', paths: ['compose.yaml', 'compose.dev.yaml'] },
    ],
    [
      'a map',
      'compose: { files: [a.yaml], profiles: [oven] }',
      { kind: 'compose', paths: ['a.yaml'], profiles: ['oven'] },
    ],
    ['a kustomization', 'kustomize: overlays/prod', { kind: 'kustomize', paths: ['overlays/prod'] }],
    [
      'a chart',
      'helm: { chart: chart, values: [prod.yaml], release: bakery, namespace: shop }',
      { kind: 'helm', paths: ['chart'], values: ['prod.yaml'], release: 'bakery', namespace: 'shop' },
    ],
  ])('takes a source as %s', async (_, written, expected) => {
    const { config } = await load(`version: 1\nenvironments:\n  here: { ${written} }\n`);

    expect(config.environments.get('here')?.sources).toEqual([expected]);
  });

  it('keeps sources in the order of the file', async () => {
    const { config } = await load('version: 1\nenvironments:\n  local: { dotenv: .env, compose: compose.yaml }\n');

    expect(config.environments.get('local')?.sources.map((source) => source.kind)).toEqual(['dotenv', 'compose']);
  });

  it('takes __proto__ and constructor as names', async () => {
    const { config } = await load('version: 1\nservices:\n  __proto__: { local: a }\n  constructor: { local: b }\n');

    expect([...config.services.keys()]).toEqual(['__proto__', 'constructor']);
    expect(config.services.get('__proto__')?.local).toBe('a');
  });

  it('says where a key stands', async () => {
    const { placeOf } = await load(
      'version: 1\nservices:\n  oven:\n    env:\n      MODE: { type: enum, values: [rye] }\n',
    );

    expect(placeOf(['services', 'oven', 'env', 'MODE'])).toEqual({ line: 5, column: 7 });
    expect(placeOf(['services', 'oven', 'env', 'MODE', 'values', 0])).toEqual({ line: 5, column: 36 });
  });
});

describe('a wrong parity.yaml', () => {
  it.each([
    [
      'an unknown key at the top',
      'version: 1\nenvironmets: {}\n',
      'parity.yaml:2:1 unknown key environmets; did you mean environments?',
    ],
    [
      'an unknown key inside',
      'version: 1\nenvironments:\n  local: { composer: a }\n',
      'parity.yaml:3:12 unknown key environments.local.composer; did you mean compose?',
    ],
    [
      'an unknown key in a list',
      'version: 1\npolicy:\n  checks:\n    - { name: a, run: b, cover: [] }\n',
      'parity.yaml:4:26 unknown key policy.checks.0.cover; did you mean covers?',
    ],
    ['a wrong type', 'version: 1\nenvironments: [local]\n', 'parity.yaml:2:1 environments is a list; expected a map'],
    [
      'a word that is not allowed',
      'version: 1\nservices:\n  oven: { env: { MODE: { parity: difer } } }\n',
      'did you mean differ?',
    ],
    ['a version of the future', 'version: 2\n', 'parity.yaml:1:1 version has a value that is not allowed; expected 1'],
    ['no version', 'app: bakery\n', 'parity.yaml:1:1 the file lacks the key version'],
    [
      'a duration',
      'version: 1\ndeploy: { timeouts: { total: soon } }\n',
      'parity.yaml:2:23 deploy.timeouts.total does not have the form 90s, 15m, 2h or 7d',
    ],
    ['a key that stands there twice', 'version: 1\napp: a\napp: b\n', 'parity.yaml:3:1 the key app stands here twice'],
    ['broken YAML', 'version: 1\napp: [a\n', 'parity.yaml:'],
    ['a list at the top', '- version: 1\n', 'parity.yaml:1:1 the file is a list; expected a map'],
    ['a second document', 'version: 1\n---\nversion: 1\n', 'a second document; expected one'],
    ['a smoke test of two kinds', 'version: 1\ndeploy: { smoke: [{ job: a, run: [b] }] }\n', 'needs exactly one key'],
  ])('%s', async (_, text, expected) => {
    expect((await problemsOf(text)).join('\n')).toContain(expected);
  });

  it('is told all of its problems, in the order of the file', async () => {
    const problems = await problemsOf(
      'version: 1\nenvironments:\n  local: { compos: a, dotenv: 1 }\npolicy: { size: { files: many } }\n',
    );

    expect(problems.map((line) => line.split(' ')[0])).toEqual([
      'parity.yaml:3:12',
      'parity.yaml:3:23',
      'parity.yaml:4:19',
    ]);
  });

  it('is never quoted: a value may be a secret', async () => {
    const problems = await problemsOf(
      'version: 1\nenvironments: hunter2-rye-and-spelt\napp: [hunter2-rye-and-spelt]\n',
    );

    expect(problems.join('\n')).not.toContain('hunter2');
  });

  it('has to be there when it was named', async () => {
    await expect(loadConfig(contextWith({}).files, 'other.yaml')).rejects.toMatchObject({ code: 'config/invalid' });
  });
});

describe('a parity.yaml of the right form that cannot be meant', () => {
  const WAIVER = 'rule: env/missing, reason: rye, owner: "@bakers", expires: 2027-01-31';

  it.each([
    ['an environment without a source', 'environments: {local: {}}', '1:16 environments.local names no source'],
    ['no file of a source', 'environments: {local: {compose: []}}', 'environments.local.compose names no file'],
    [
      'options of a source alone',
      'environments: {a: {compose: {profiles: [x]}}}',
      'environments.a.compose names no file',
    ],
    ['an empty path', 'environments: {a: {manifests: ""}}', 'environments.a.manifests names no file'],
    ['a day that no month has', WAIVER.replace('01-31', '02-30'), 'policy.waivers.0.expires is no day'],
    ['a month that no year has', WAIVER.replace('01-31', '13-45'), 'policy.waivers.0.expires is no day'],
    ['an empty reason', WAIVER.replace('reason: rye', 'reason: ""'), 'policy.waivers.0.reason is empty'],
    ['an empty owner', WAIVER.replace('@bakers', ' '), 'policy.waivers.0.owner is empty'],
  ])('is refused: %s', async (_, text, said) => {
    const body = text.startsWith('rule') ? `policy: {waivers: [{${text}}]}` : text;
    const { files } = contextWith({ 'parity.yaml': `${body}\nversion: 1\n` });

    await expect(loadConfig(files)).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(said),
    });
    await expect(loadConfig(files)).rejects.toThrow(/^parity\.yaml:1:\d+ /);
  });

  it('but an environment may name a cluster alone', async () => {
    const { files } = contextWith({ 'parity.yaml': 'version: 1\nenvironments: {a: {cluster: {context: oven}}}\n' });

    expect(await loadConfig(files)).toMatchObject({ kind: 'loaded' });
  });
});

describe('a declaration', () => {
  const declared = (text: string) => `version: 1\nservices:\n  oven:\n    ${text}\n`;

  it.each([
    ['probes: {readyness: {required: true}}', 'unknown key services.oven.probes.readyness; did you mean readiness?'],
    ['resources: {memry: {parity: any}}', 'unknown key services.oven.resources.memry; did you mean memory?'],
    ['resources: {limits.memroy: {parity: any}}', 'did you mean limits.memory?'],
    ['ports: {http: {type: number}}', 'unknown key services.oven.ports.http.type; expected one of required, values'],
    ['probes: {readiness: {values: [1]}}', 'unknown key services.oven.probes.readiness.values; expected one of'],
    ['ports: {8080: {values: [80]}}', 'services.oven.ports.8080.values says which number a number is'],
    ['routes: {/breads: {value: [1]}}', 'unknown key services.oven.routes./breads.value; expected one of'],
    [
      'queues: {breads: {parity: localonly}}',
      'services.oven.queues.breads.parity has a value that is not allowed; did you mean local-only?',
    ],
  ])('with a key or name that means nothing is refused: %s', async (text, message) => {
    const [problem] = await problemsOf(declared(text));

    expect(problem).toMatch(/^parity\.yaml:4:\d+ /);
    expect(problem).toContain(message);
  });

  it.each([
    ['resources: {limits.nvidia.com/gpu: {required: true}, requests.hugepages-2Mi: {parity: any}}'],
    ['resources: {stop_grace_period: {values: [60, 1m]}, requests.cpu: {parity: same}}'],
    ['schedules: {nightly: {values: ["0 5 * * *"], reason: before the doors open}}'],
  ])('is accepted: %s', async (text) => {
    expect((await load(declared(text))).kind).toBe('loaded');
  });
});
