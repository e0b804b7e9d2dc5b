import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../helpers/folder.ts';
import { ROOT, runProgram } from '../helpers/program.ts';
import { FURTHER, FURTHER_PLANTS } from './further-inputs.ts';
import { PLANTED as COMMON, formsOf, PLANTS as NAMED } from './plants.ts';

const BIN = join(ROOT, 'bin/run.js');
const TOOLS = { PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}` };

const PLANTS = [...NAMED, ...FURTHER_PLANTS];
const PLANTED = { ...COMMON, ...Object.fromEntries(FURTHER.map(({ path, text }) => [path, text])) };

/** The places whose secret is in the text, each with the line that tells it. */
function leaksIn(said: string): string[] {
  return PLANTS.flatMap((plant) => {
    const form = formsOf(plant).find((candidate) => said.includes(candidate));
    if (form === undefined) return [];
    const line = said.split('\n').find((candidate) => candidate.includes(form)) ?? '';
    return [`${plant.place}: ${line.trim()}`];
  });
}

async function leaksOf(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = TOOLS) {
  const { stdout, stderr } = await runProgram(args, { cwd, env });
  expect(`${stdout}${stderr}`).not.toBe('');
  return leaksIn(`${stdout}\n${stderr}`);
}

const SIDES = [
  ['--target', 'k8s'],
  ['--target', 'kustomize:overlay'],
  ['--target', 'compose.yaml'],
  ['--local', 'procfile:Procfile'],
  ['--target', 'dotenv:.env'],
  ['--target', 'k8s/bakery.yaml', '--local', 'dotenv:oven.env'],
  ...FURTHER.map(({ side }) => side),
];
const FORMS = [
  [],
  ['--verbose'],
  ['--quiet'],
  ['--json'],
  ['--strict', '--verbose', '--fail-on', 'info'],
  ['--output', '/dev/stdout', '--verbose'],
];

describe('a planted secret', () => {
  const cwd = folderWith(PLANTED);

  it.each(SIDES.map((side) => [side.join(' '), side] as const))('never leaves through check %s', async (_, side) => {
    const leaks: string[] = [];
    for (const form of FORMS) leaks.push(...(await leaksOf(['check', ...side, ...form], cwd)));

    expect(leaks).toEqual([]);
  });

  it.each([['local'], ['production'], []])('never leaves through shape %s', async (...names) => {
    const environment = names.filter((name) => typeof name === 'string');
    const leaks: string[] = [];
    for (const form of FORMS.slice(0, 4)) leaks.push(...(await leaksOf(['shape', ...environment, ...form], cwd)));

    expect(leaks).toEqual([]);
  });

  it.each(['sarif', 'junit', 'github', 'gitlab', 'markdown'])('never leaves through --format %s', async (format) => {
    expect(await leaksOf(['check', '--target', 'k8s', '--format', format], cwd)).toEqual([]);
  });

  it.each([[[]], [['--json']]])('never leaves through fix %j', async (form) => {
    expect(await leaksOf(['fix', '--target', 'k8s', ...form], cwd)).toEqual([]);
  });

  it.each([['init'], ['init', '--dry-run', '--json']])('never leaves through %s %s %s', async (...words) => {
    const args = words.filter((word) => typeof word === 'string');
    const bakery = folderWith(PLANTED);
    const bare = folderWith(Object.fromEntries(Object.entries(PLANTED).filter(([path]) => path !== 'parity.yaml')));
    const said = [...(await leaksOf(args, bakery)), ...(await leaksOf(args, bare))];
    const written = existsSync(join(bare, 'parity.yaml')) ? readFileSync(join(bare, 'parity.yaml'), 'utf8') : '';

    expect([...said, ...leaksIn(written)]).toEqual([]);
  });

  it('never leaves through a file that --output writes', async () => {
    const output = join(mkdtempSync(join(tmpdir(), 'parity-test-')), 'report.json');
    await runProgram(['check', '--json', '--output', output], { cwd, env: TOOLS });

    expect(leaksIn(readFileSync(output, 'utf8'))).toEqual([]);
  });

  it.each(SIDES.slice(0, 2).map((side) => [side.join(' '), side] as const))(
    'never leaves through the explanation of a finding: %s',
    { timeout: 120_000 },
    async (_, side) => {
      const { stdout } = await runProgram(['check', '--json', ...side], { cwd, env: TOOLS });
      const ids: string[] = JSON.parse(stdout).findings.map((finding: { id: string }) => finding.id);
      const leaks = await inTurn(ids, (id) => leaksOf(['explain', id, ...side], cwd));

      expect(ids.length).toBeGreaterThan(8);
      expect(leaks).toEqual([]);
    },
  );

  it.skipIf(spawnSync('script', ['--version']).status !== 0)('never leaves on a terminal', async () => {
    const columns = 'stty cols 70 rows 40 2>/dev/null';
    const commands = ['check --verbose', 'check', 'shape'].map((args) => `"${process.execPath}" "${BIN}" ${args}`);
    const { stdout } = spawnSync('script', ['-qec', `${columns}; ${commands.join('; ')}`, '/dev/null'], {
      cwd,
      encoding: 'utf8',
      env: { ...TOOLS, TERM: 'xterm', SHELL: '/bin/sh' },
    });

    expect(stdout).toContain('OVEN_PASSWORD');
    // On a terminal words are broken and coloured: neither may hide a leak.
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');
    expect(leaksIn(stdout.replace(escapes, ''))).toEqual([]);
  });
});

/** Each input of the bakery, broken in ways that make its reader speak of it. */
const BROKEN: readonly (readonly [string, string, (text: string) => string])[] = Object.keys(PLANTED)
  .filter((path) => path !== 'till-secret.txt')
  .flatMap((path) => [
    [path, 'cut in the middle', (text) => text.slice(0, Math.floor(text.length / 2))],
    [path, 'without the quotes that close', (text) => text.replaceAll(/([\w>])["'`]/g, '$1')],
    [path, 'indented by tabs', (text) => text.replaceAll(/^ {2}/gm, '\t')],
  ]);

describe('a planted secret never leaves through what is said of a broken input:', () => {
  it.each(BROKEN)('%s, %s', { timeout: 60_000 }, async (path, _, change) => {
    const cwd = folderWith({ ...PLANTED, [path]: change(PLANTED[path] ?? '') });
    const further = FURTHER.find((input) => input.path === path);
    const side = further?.side ?? ['--target', path.startsWith('overlay/') ? 'kustomize:overlay' : 'k8s'];
    const named = path === 'Procfile' ? ['--local', 'procfile:Procfile'] : [];

    expect(await leaksOf(['check', '--verbose', ...side, ...named], cwd)).toEqual([]);
  });

  it('a kustomization without kustomize', async () => {
    const cwd = folderWith(PLANTED);
    const leaks = await leaksOf(['check', '--target', 'kustomize:overlay', '--verbose'], cwd, { PATH: '/nowhere' });

    expect(leaks).toEqual([]);
  });

  it('a kustomize that prints what it read, and fails', async () => {
    const cwd = folderWith({
      ...PLANTED,
      'tools/kustomize': '#!/bin/sh\ncat kustomization.yaml overlay/*.yaml overlay/mill.env *.env >&2\nexit 1\n',
    });
    chmodSync(join(cwd, 'tools/kustomize'), 0o755);
    const env = { PATH: `${join(cwd, 'tools')}:${process.env.PATH}` };
    const leaks = await leaksOf(['check', '--target', 'kustomize:overlay', '--verbose'], cwd, env);

    expect(leaks).toEqual([]);
  });
});

async function inTurn(items: readonly string[], leaksFor: (item: string) => Promise<string[]>): Promise<string[]> {
  const leaks: string[] = [];
  for (const item of items) leaks.push(...(await leaksFor(item)));
  return leaks;
}
