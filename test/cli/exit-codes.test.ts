import { chmodSync, cpSync, existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT_CODES } from '../../src/errors.ts';
import { BAKERY, DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { ROOT, runProgram } from '../helpers/program.ts';

describe('exit codes of the built program', () => {
  it('0: both sides agree', async () => {
    const { code, stdout } = await runProgram(['check'], { cwd: folderWith(BAKERY) });

    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('1 of 1 service compared') });
  });

  it('1: a finding at the level of --fail-on', async () => {
    const { code, stdout } = await runProgram(['check'], { cwd: folderWith(DRIFTED_BAKERY) });

    expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringContaining('OVEN_MODE') });
  });

  it('0: findings, and --fail-on never', async () => {
    const { code, stdout } = await runProgram(['check', '--fail-on', 'never'], { cwd: folderWith(DRIFTED_BAKERY) });

    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('OVEN_MODE') });
  });

  it.each([
    ['an unknown command', ['chek'], 'did you mean check?'],
    ['an unknown flag', ['check', '--lokal', 'compose.yaml'], 'did you mean --local?'],
    ['a value that is not allowed', ['check', '--fail-on', 'sometimes'], 'error, warning, info, never'],
    ['flags that exclude each other', ['check', '--quiet', '--verbose'], '--verbose'],
    ['a missing argument', ['completion'], 'shell'],
    ['an argument too many', ['check', 'oven'], 'oven'],
    ['a rule that is not there', ['check', '--rule', 'env/mising'], 'did you mean env/missing?'],
    ['a dimension that is not there', ['check', '--rule', 'evn'], 'did you mean env?'],
    ['a rule without a name', ['check', '--rule', ''], '--rule names no rule'],
    ['a local side without a name', ['check', '--local', ''], '--local names nothing'],
    ['a target without a name', ['check', '--target', ' '], '--target names nothing'],
    ['a target of a kind and without a path', ['check', '--target', 'manifests:'], '--target manifests: names nothing'],
    ['a local side without a name', ['check', '--local', ''], '--local names nothing'],
    ['a target without a name', ['check', '--target', ' '], '--target names nothing'],
    ['a target of a kind and without a path', ['check', '--target', 'manifests:'], '--target manifests: names nothing'],
    ['one input for both sides', ['check', '--target', 'compose.yaml'], 'both sides are compose:compose.yaml'],
    ['a service that is not there', ['check', '--service', 'ovn'], 'did you mean oven?'],
    ['a folder that is not there', ['check', '--cwd', 'no-such-bakery'], 'no-such-bakery'],
  ])('2: %s', async (_, args, said) => {
    const { code, stdout, stderr } = await runProgram(args, { cwd: folderWith(BAKERY) });

    expect({ code, stdout, stderr }).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(said) });
  });

  it('2: a parity.yaml with an unknown key, with line, column and the nearest word', async () => {
    const cwd = folderWith({ ...BAKERY, 'parity.yaml': 'version: 1\nenvironmets: {}\n' });
    const { code, stderr } = await runProgram(['check'], { cwd });

    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('parity.yaml:2:1') });
    expect(stderr).toContain('did you mean environments?');
  });

  it.each([
    ['a target that holds no Kubernetes object', ['--target', 'manifests:compose.yaml']],
    ['a local side that holds no service', ['--local', 'compose:k8s/oven.yaml']],
  ])('3: %s', async (_, args) => {
    const { code } = await runProgram(['check', ...args], { cwd: folderWith(BAKERY) });

    expect(code).toBe(3);
  });

  it.each([
    [
      'a build without its Dockerfile',
      { 'oven/Dockerfile': '', 'compose.yaml': 'services: {oven: {build: ./stove}}\n' },
      [],
    ],
    [
      'a dependency that is no service',
      { 'compose.yaml': 'services: {oven: {build: ./oven, depends_on: [till]}}\n' },
      [],
    ],
    ['a misspelt key', { 'compose.yaml': 'services: {oven: {build: ./oven, prots: ["80:80"]}}\n' }, []],
    [
      'a dotenv file that is for no service',
      { 'compose.yaml': 'services: {store: {image: postgres}, cache: {image: redis}}\n', 'live.env': 'A=1\n' },
      ['--target', 'dotenv:live.env'],
    ],
  ])('3: %s', async (_, files, args) => {
    const { code } = await runProgram(['check', ...args], { cwd: folderWith({ ...BAKERY, ...files }) });

    expect(code).toBe(3);
  });

  it('2: an environment of parity.yaml that names nothing', async () => {
    const cwd = folderWith({ ...BAKERY, 'parity.yaml': 'version: 1\nenvironments: {local: {}, production: {}}\n' });
    const { code, stderr } = await runProgram(['check'], { cwd });

    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('parity.yaml:2:16') });
  });

  it('3: nothing to check', async () => {
    const { code, stdout } = await runProgram(['check'], { cwd: folderWith({}) });

    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  });

  it('3 wins over 1: an input that cannot be read, and the findings are still printed', async () => {
    const cwd = folderWith({
      ...DRIFTED_BAKERY,
      'k8s/oven.yaml': `${DRIFTED_BAKERY['k8s/oven.yaml']}---\nkind: [unclosed\n`,
    });
    const { code, stdout } = await runProgram(['check'], { cwd });

    expect({ code, stdout }).toMatchObject({ code: 3, stdout: expect.stringContaining('OVEN_MODE') });
  });

  it('3: --output names a place that cannot be written', async () => {
    const cwd = folderWith(BAKERY);
    const { code, stderr } = await runProgram(['check', '--output', 'no-such-folder/report.txt'], { cwd });

    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('no-such-folder/report.txt') });
  });

  it.skipIf(!existsSync('/dev/full'))('3: stdout is full', async () => {
    const { code, stderr } = await runProgram(['check'], {
      cwd: folderWith(BAKERY),
      stdout: openSync('/dev/full', 'w'),
    });

    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('ENOSPC') });
  });

  it('3: nobody reads stdout', async () => {
    const { code, stderr } = await runProgram(['check'], { cwd: folderWith(BAKERY), stdout: 'closed' });

    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('EPIPE') });
  });

  it('70: a part of the program is broken', async () => {
    const copy = folderWith({});
    for (const part of ['bin', 'dist', 'package.json', 'oclif.manifest.json'])
      cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    const command = join(copy, 'dist/commands/check.js');
    writeFileSync(command, 'throw new TypeError("the dough did not rise");\n');
    const { code, stdout, stderr } = await runProgram(['check'], {
      cwd: folderWith(BAKERY),
      bin: join(copy, 'bin/run.js'),
    });

    expect({ code, stdout, stderr }).toMatchObject({
      code: 70,
      stdout: '',
      stderr: expect.stringContaining('the dough did not rise'),
    });
    expect(stderr).toContain('report it');
  });

  it('70: the program was not built', async () => {
    const copy = folderWith({});
    for (const part of ['bin', 'package.json']) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    const { code, stderr } = await runProgram(['check'], { bin: join(copy, 'bin/run.js') });

    expect({ code, stderr }).toMatchObject({ code: 70, stderr: expect.stringContaining('npm run build') });
  });

  it('130: interrupted while an outside tool runs', async () => {
    const cwd = folderWith({
      ...BAKERY,
      'overlay/kustomization.yaml': 'resources: [../k8s/oven.yaml]\n',
      'tools/kustomize': '#!/bin/sh\ntouch "$STARTED"\nsleep 20\n',
    });
    chmodSync(join(cwd, 'tools/kustomize'), 0o755);
    const started = join(cwd, 'started');
    const begin = Date.now();
    const { code, stdout } = await runProgram(['check', '--target', 'kustomize:overlay'], {
      cwd,
      env: { PATH: `${join(cwd, 'tools')}:${process.env.PATH}`, STARTED: started },
      signalOn: { when: () => existsSync(started), signal: 'SIGINT' },
    });

    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(Date.now() - begin).toBeLessThan(10_000);
  });

  it('130: interrupted while code is read', async () => {
    const reads = Array.from({ length: 150 }, (_, at) => `export const tray${at} = process.env.TRAY_${at} || [${at}];`);
    const files = Array.from({ length: 600 }, (_, at) => [`oven/tray-${at}.js`, reads.join('\n')]);
    // What the program does not load is not read.
    const loads = files.map((_, at) => `require('./tray-${at}.js');\n`).join('');
    const server = `${loads}${BAKERY['oven/server.js']}`;
    const cwd = folderWith({ ...BAKERY, ...Object.fromEntries(files), 'oven/server.js': server });
    const begin = Date.now();
    let sent = 0;
    const { code, stdout } = await runProgram(['check'], {
      cwd,
      signalOn: {
        when: () => {
          if (Date.now() - begin < 1_000) return false;
          sent ||= Date.now();
          return true;
        },
        signal: 'SIGINT',
      },
    });

    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(Date.now() - sent).toBeLessThan(3_000);
  });

  it.skipIf(!existsSync('/dev/full'))('3: --output names a disk that is full', async () => {
    const { code, stderr } = await runProgram(['check', '--output', '/dev/full'], { cwd: folderWith(BAKERY) });

    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('ENOSPC') });
  });

  it('help prints the whole table', async () => {
    const { code, stdout } = await runProgram(['--help']);

    expect(code).toBe(0);
    for (const row of EXIT_CODES) expect(stdout).toContain(`${row.code}  ${row.meaning}`);
  });
});
