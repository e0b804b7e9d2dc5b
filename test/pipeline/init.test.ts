import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { ROOT } from '../helpers/program.ts';
import { initOver, verdictWith } from '../helpers/with-init.ts';

const RULES = join(ROOT, 'fixtures/rules');
/** The first case of every rule: each is a small repository of its own. */
const CASES = readdirSync(RULES).flatMap((dimension) =>
  readdirSync(join(RULES, dimension)).flatMap((rule) => {
    const [first] = readdirSync(join(RULES, dimension, rule)).sort();
    return first === undefined ? [] : [join('fixtures/rules', dimension, rule, first)];
  }),
);

const OVERLAYS: Readonly<Record<string, string>> = {
  ...DRIFTED_BAKERY,
  'compose.ci.yaml': 'services: {oven: {build: ./oven}}\n',
  'k8s/kustomization.yaml': 'resources: [oven.yaml]\n',
  'overlays/prod/kustomization.yaml': 'resources: [../../k8s]\n',
  'overlays/staging/kustomization.yaml': 'resources: [../../k8s]\n',
};

describe('parity.yaml as init writes it', () => {
  it.each(['fixtures/shop', 'fixtures/shop-drifted', ...CASES])(
    'changes no verdict, and a second run nothing: %s',
    { timeout: 60_000 },
    async (path) => {
      const root = join(ROOT, path);
      const made = await initOver(root);
      const again = await initOver(root, made.text);

      expect(await verdictWith(root, made.text)).toBe(await verdictWith(root, undefined));
      expect({ change: again.change, diff: again.diff }).toEqual({ change: 'none', diff: '' });
    },
  );

  it('says what was chosen, for each environment, and what else was found', async () => {
    const { text, added } = await initOver(folderWith(OVERLAYS));

    expect(text).toContain('\n    compose: compose.yaml\n');
    expect(text).toContain('#   compose: compose.ci.yaml   its name says ci\n');
    expect(text).toContain('\n  production:\n    kustomize: overlays/prod\n');
    expect(text).toContain('\n  staging:\n    kustomize: overlays/staging\n');
    expect(text).toContain('\n  oven:\n    code: [oven]\n    local: oven\n    target: Deployment/oven # ');
    expect(text).toMatch(/# env: .*\n {4}# {3}OVEN_MODE: { required: true } # oven\/server.js:2\n/);
    expect(added).toEqual(['environments.local', 'environments.production', 'environments.staging', 'services.oven']);
  });

  it('leaves to inference what nobody can tell, and writes it as a remark', async () => {
    const root = folderWith({
      ...DRIFTED_BAKERY,
      'k8s/oven.yaml': '',
      'one/oven.yaml': DRIFTED_BAKERY['k8s/oven.yaml'] ?? '',
      'two/oven.yaml': DRIFTED_BAKERY['k8s/oven.yaml'] ?? '',
    });
    const { text, open, complete } = await initOver(root);

    expect(open).toHaveLength(1);
    expect(text).toMatch(/\n {2}# production: manifests: one/);
    expect(complete).toBe(false);
    expect(await verdictWith(root, text)).toBe(await verdictWith(root, undefined));
  });
});

const OURS = `# ours
version: 1
services:
    "oven":   # the big one
        target: 'Deployment/oven'

policy: {levels: {image/tag: info}}   # loud
`;

describe('a file that is there', () => {
  it('gets what is new, and every line of it stays as it is', async () => {
    const { text, change, added } = await initOver(folderWith(DRIFTED_BAKERY), OURS);
    const lines = text.split('\n');

    expect({ change, added }).toEqual({
      change: 'extended',
      added: ['environments.local', 'environments.production', 'services.oven.local'],
    });
    expect(OURS.split('\n').filter((line) => !lines.includes(line))).toEqual([]);
    expect(text).toContain("        target: 'Deployment/oven'\n        local: oven\n\npolicy:");
    expect(text.endsWith('\n')).toBe(true);
  });

  it('keeps the sides and names that it gives', async () => {
    const own =
      'version: 1\nenvironments:\n  dev: {compose: compose.yaml}\n  live: {manifests: k8s}\nservices:\n  big: {local: oven}\n';
    const { text, added } = await initOver(folderWith(DRIFTED_BAKERY), own);

    expect(added).toEqual(['services.big.target']);
    expect(text).toBe(own.replace('{local: oven}', '{local: oven, target: Deployment/oven}'));
  });

  it('gets a service that came later', async () => {
    const first = await initOver(folderWith(DRIFTED_BAKERY));
    const compose = `${DRIFTED_BAKERY['compose.yaml'] ?? ''}  till:\n    image: example.org/till:1\n`;
    const { added, diff } = await initOver(folderWith({ ...DRIFTED_BAKERY, 'compose.yaml': compose }), first.text);

    expect(added).toEqual(['services.till']);
    expect(diff.match(/^[-+](?![-+]).*$/gm)).toEqual(['+', '+  till:', '+    local: till # only local'].slice(1));
  });
});
