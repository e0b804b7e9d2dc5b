import { describe, expect, it } from 'vitest';
import { wantsJson } from '../../src/cli/wants-json.ts';
import { folderWith } from '../helpers/folder.ts';
import { runProgram } from '../helpers/program.ts';

describe('an error is a JSON document', () => {
  it.each([
    ['--json'],
    ['--format json'],
    ['--format=json'],
    ['-f json'],
    ['-f=json'],
    ['-fjson'],
    ['-qfjson'],
    ['-qf json'],
  ])('for %s', (flags) => {
    expect(wantsJson(['check', ...flags.split(' '), '--bogus'], {})).toBe(true);
  });

  it.each([{ PARITY_FORMAT: 'json' }, { PARITY_JSON: '1' }, { PARITY_JSON: 'true' }])('for %j', (env) => {
    expect(wantsJson(['check', '--bogus'], env)).toBe(true);
  });

  it.each([
    ['', {}],
    ['-f text', {}],
    ['-- --json', {}],
    ['--output json', {}],
    ['-C fjson', {}],
    ['--formatted json', {}],
    ['--format text', { PARITY_FORMAT: 'json' }],
    ['', { PARITY_JSON: '0' }],
  ])('not for %j with %j', (flags, env) => {
    expect(wantsJson(['check', ...flags.split(' ')], env)).toBe(false);
  });

  it.each([
    [['-fjson'], {}],
    [['-f=json'], {}],
    [[], { PARITY_FORMAT: 'json' }],
  ])('from the built program: %j %j', async (flags, env) => {
    const { code, stdout, stderr } = await runProgram(['check', ...flags, '--bogus'], { cwd: folderWith({}), env });

    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'usage/unknown-flag' } });
  });
});
