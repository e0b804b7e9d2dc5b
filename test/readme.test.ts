import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT_CODES } from '../src/errors.ts';
import { ROOT, runProgram } from './helpers/program.ts';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const COMMANDS = readdirSync(join(ROOT, 'src/commands')).map((file) => file.replace('.ts', ''));

/** The first two cells of every row of the table below such a heading, without the marks of code. */
function rowsBelow(heading: string): string[][] {
  const lines = README.slice(README.indexOf(`| ${heading} |`)).split('\n');
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(2, end).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, 3)
      .map((cell) => cell.trim().replaceAll('`', '').replaceAll('\\', '')),
  );
}

describe('the README', () => {
  it('shows what the program prints about the shop', async () => {
    const [, block = ''] = /```\n(web\n[\s\S]*?)```/.exec(README) ?? [];
    const { code, stdout } = await runProgram(['check', '--cwd', 'fixtures/shop-drifted']);

    expect(code).toBe(1);
    expect(block.split('\n').length).toBeGreaterThan(4);
    expect(stdout).toContain(block);
  });

  it('has the table of commands, each with the arguments it takes', () => {
    const { commands } = JSON.parse(readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8'));
    const rows = rowsBelow('command').map(([usage = '']) => usage.replace('parity ', '').split(' '));

    expect(rows.map(([name]) => name).sort()).toEqual([...COMMANDS].sort());
    for (const [name = '', ...args] of rows) expect(args).toHaveLength(Object.keys(commands[name].args).length);
  });

  it('has the table of exit codes, but for those of a command that is not there', () => {
    const ofDeploy = ['not-deployed', 'half-deployed', 'held'];
    const known = EXIT_CODES.filter((row) => COMMANDS.includes('deploy') || !ofDeploy.includes(row.name));

    expect(rowsBelow('exit')).toEqual(known.map((row) => [String(row.code), row.meaning]));
  });

  it('names only flags that check has', async () => {
    const { stdout } = await runProgram(['check', '--help']);
    const [, useful = ''] = /Useful flags of `check`:([\s\S]*?)\n\n/.exec(README) ?? [];
    const flags = useful.match(/--[a-z-]+/g) ?? [];

    expect(flags.length).toBeGreaterThan(5);
    for (const flag of flags) expect(stdout).toContain(flag);
  });
});
