import { spawnSync } from 'node:child_process';
import { existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { BAKERY, DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { ROOT, runProgram } from '../helpers/program.ts';

const COMMANDS = readdirSync(join(ROOT, 'src/commands')).map((file) => file.replace('.ts', ''));

describe('every command', () => {
  it.each(COMMANDS)('%s has help with summary, flags and exit codes', async (command) => {
    const { code, stdout } = await runProgram([command, '--help']);

    expect(code).toBe(0);
    expect(stdout).toContain('USAGE');
    expect(stdout).toContain('PARITY_JSON');
    expect(stdout).toContain('EXIT CODES');
  });

  it.each(COMMANDS)('%s prints an error under --json as one document and nothing else', async (command) => {
    const { code, stdout, stderr } = await runProgram([command, '--json', '--no-such-flag']);

    expect(code).toBe(2);
    expect(stderr).toBe('');
    const { error, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({});
    expect(Object.keys(error)).toEqual(['code', 'message', 'hint']);
  });

  it.each(COMMANDS)('%s is at most 80 lines', (command) => {
    expect(readFileSync(join(ROOT, `src/commands/${command}.ts`), 'utf8').split('\n').length).toBeLessThanOrEqual(81);
  });

  it('can be given each of its flags as PARITY_<FLAG>', () => {
    const { commands } = JSON.parse(readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8'));

    for (const command of COMMANDS) {
      for (const { name, env } of Object.values<{ name: string; env?: string }>(commands[command].flags)) {
        expect(`${command} --${name} ${env}`).toBe(
          `${command} --${name} PARITY_${name.toUpperCase().replace('-', '_')}`,
        );
      }
    }
  });
});

describe('parity', () => {
  it('prints its version and nothing else', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

    expect(await runProgram(['--version'])).toEqual({ code: 0, stdout: `parity ${version}\n`, stderr: '' });
  });

  it.each([[['--version', '--json']], [['--json', '--version']]])('%j is the version as a document', async (args) => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const { code, stdout } = await runProgram(args);

    expect({ code, document: JSON.parse(stdout) }).toEqual({ code: 0, document: { name: 'parity', version } });
  });

  it.skipIf(!existsSync('/dev/full'))('says in one line that its version could not be written', async () => {
    const { code, stderr } = await runProgram(['--version'], { stdout: openSync('/dev/full', 'w') });

    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'error: write the version to stdout: the system answered ENOSPC\n',
    });
  });

  it.each([[[]], [['help']], [['--help']], [['-h']]])('with %j prints help with every command', async (args) => {
    const { code, stdout } = await runProgram(args);

    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toContain(`\n  ${command} `);
  });

  it('help COMMAND is COMMAND --help', async () => {
    const [asked, flagged] = await Promise.all([runProgram(['help', 'check']), runProgram(['check', '--help'])]);

    expect(asked).toEqual(flagged);
  });
});

describe('explain', () => {
  it('lists the rules of a dimension, as check --rule takes one', async () => {
    const cwd = folderWith({});
    const [text, json] = await Promise.all([
      runProgram(['explain', 'probe'], { cwd }),
      runProgram(['explain', 'probe', '--json'], { cwd }),
    ]);
    const { kind, rules } = JSON.parse(json.stdout);

    expect(text.stdout).toMatch(/^probe\/mismatch error\n {2}\S[\s\S]*\n\nprobe\/missing /);
    expect({ kind, ids: rules.map(({ id }: { id: string }) => id) }).toEqual({
      kind: 'dimension',
      ids: ['probe/mismatch', 'probe/missing'],
    });
  });
});

describe('check', () => {
  it('--json is --format json, also by environment variable', async () => {
    const cwd = folderWith(DRIFTED_BAKERY);
    const [json, format, variable] = await Promise.all([
      runProgram(['check', '--json'], { cwd }),
      runProgram(['check', '--format', 'json'], { cwd }),
      runProgram(['check'], { cwd, env: { PARITY_FORMAT: 'json' } }),
    ]);

    expect(JSON.parse(json.stdout)).toMatchObject({ schema: 'parity.report/v1', complete: true });
    expect(format).toEqual(json);
    expect(variable).toEqual(json);
  });

  it('looks at the whole repository from any folder of it', async () => {
    const cwd = folderWith({ ...BAKERY, '.git/HEAD': 'ref: refs/heads/main\n' });
    const [top, below, named] = await Promise.all([
      runProgram(['check'], { cwd }),
      runProgram(['check'], { cwd: join(cwd, 'oven') }),
      runProgram(['check', '-C', cwd]),
    ]);

    expect(below).toEqual(top);
    expect(named).toEqual(top);
  });

  it('--output writes the result to the file and leaves stdout empty', async () => {
    const cwd = folderWith(BAKERY);
    const { code, stdout } = await runProgram(['check', '--json', '--output', 'report.json'], { cwd });

    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).toMatchObject({ schema: 'parity.report/v1' });
  });

  it('--quiet prints the summary line alone', async () => {
    const { stdout } = await runProgram(['check', '--quiet'], { cwd: folderWith(DRIFTED_BAKERY) });

    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toMatch(/^1 error/);
  });

  it('has no colour where nobody looks, and writes nothing to stderr', async () => {
    const { stdout, stderr } = await runProgram(['check'], { cwd: folderWith(DRIFTED_BAKERY) });

    expect(stdout).not.toContain('\u001b');
    expect(stderr).toBe('');
  });

  it.skipIf(!existsSync('/usr/bin/script'))('has colour and code frames on a terminal', () => {
    const command = `"${process.execPath}" "${join(ROOT, 'bin/run.js')}" check`;
    const options = {
      cwd: folderWith(DRIFTED_BAKERY),
      encoding: 'utf8',
      env: { PATH: process.env.PATH, TERM: 'xterm' },
    } as const;
    const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], options);

    expect(stdout).toContain('\u001b[');
    expect(stripVTControlCharacters(stdout)).toContain('2 │ const mode = process.env.OVEN_MODE;');
    expect(stdout).toContain('^^^^');
  });

  it('has no colour with NO_COLOR, whatever else is set', async () => {
    const env = { NO_COLOR: '1', FORCE_COLOR: '1' };
    const { stdout } = await runProgram(['check'], { cwd: folderWith(DRIFTED_BAKERY), env });

    expect(stdout).not.toContain('\u001b');
  });

  it.skipIf(!existsSync('/usr/bin/script'))('has no colour with FORCE_COLOR=0, at a terminal too', () => {
    const command = `${process.execPath} ${join(ROOT, 'bin/run.js')} check`;
    const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
      cwd: folderWith(DRIFTED_BAKERY),
      encoding: 'utf8',
      env: { PATH: process.env.PATH, TERM: 'xterm', FORCE_COLOR: '0' },
    });

    expect(stdout).toContain('OVEN_MODE');
    expect(stdout).not.toContain('\u001b[3');
  });

  it('prints the same bytes for the same input', async () => {
    const runs = [folderWith(DRIFTED_BAKERY), folderWith(DRIFTED_BAKERY)].map((cwd) =>
      runProgram(['check', '--json'], { cwd }),
    );
    const [first, second] = await Promise.all(runs);

    expect(second).toEqual(first);
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('%s names every command', async (shell) => {
    const { code, stdout } = await runProgram(['completion', shell]);

    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toContain(command);
    expect(stdout).toContain('fail-on');
  });
});

describe('rules', () => {
  it('lists all rules, those of a dimension, or one', async () => {
    const [all, env, one] = await Promise.all([
      runProgram(['rules', '--json']),
      runProgram(['rules', 'env', '--json']),
      runProgram(['rules', 'env/missing', '--format', 'markdown']),
    ]);

    const ids = (stdout: string) => JSON.parse(stdout).rules.map(({ id }: { id: string }) => id);
    expect(ids(all.stdout).length).toBeGreaterThan(45);
    expect(ids(env.stdout)).toEqual(ids(all.stdout).filter((id: string) => id.startsWith('env/')));
    expect(one.stdout).toBe(readFileSync(join(ROOT, 'docs/rules/env-missing.md'), 'utf8'));
  });

  it('refuses a name that is no rule, and says the nearest', async () => {
    const { code, stderr } = await runProgram(['rules', 'env/mising']);

    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: env\/mising: there is no such rule.*\nhint: .*env\/missing/);
  });
});
