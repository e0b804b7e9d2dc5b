import { describe, expect, it } from 'vitest';
import { READ_KINDS } from '../../src/config/config.ts';
import { BAKERY, folderWith } from '../helpers/folder.ts';
import { runProgram } from '../helpers/program.ts';

/** A second service whose name is the beginning of the first one's, and a second target. */
const BAKERIES = {
  ...BAKERY,
  'compose.yaml': `${BAKERY['compose.yaml']}  oven-door:\n    image: bakery/door:1.0\n`,
  'other/oven.yaml': BAKERY['k8s/oven.yaml'] ?? '',
};

describe('a flag that can be given several times', () => {
  it.each([
    [{ PARITY_TARGET: 'k8s' }, ['--target', 'k8s']],
    [{ PARITY_TARGET: 'manifests:k8s, manifests:other' }, ['--target', 'manifests:k8s', '--target', 'manifests:other']],
    [{ PARITY_LOCAL: 'compose.yaml' }, ['--local', 'compose.yaml']],
    [{ PARITY_RULE: 'env,port/mismatch' }, ['--rule', 'env', '--rule', 'port/mismatch']],
    [{ PARITY_SERVICE: 'oven-door' }, ['--service', 'oven-door']],
    [{ PARITY_SERVICE: ',' }, []],
  ])('can be given as %j', async (env, flags) => {
    const cwd = folderWith(BAKERIES);
    const [variable, flag] = await Promise.all([
      runProgram(['check', '--json'], { cwd, env }),
      runProgram(['check', '--json', ...flags], { cwd }),
    ]);

    expect(variable).toEqual(flag);
    expect(JSON.parse(variable.stdout)).toMatchObject({ schema: 'parity.report/v1' });
  });

  it('names whole services in its variable', async () => {
    const { stdout } = await runProgram(['shape', 'local', '--json'], {
      cwd: folderWith(BAKERIES),
      env: { PARITY_SERVICE: 'oven-door' },
    });

    expect(JSON.parse(stdout).services.map((service: { name: string }) => service.name)).toEqual(['oven-door']);
  });

  it('says so in help, with every kind of source', async () => {
    const { stdout } = await runProgram(['check', '--help']);
    const words = stdout.replace(/\s+/g, ' ');

    expect(words).toContain('several in PARITY_TARGET have commas between them');
    expect(words.split(`(${READ_KINDS.join(', ')})`)).toHaveLength(3);
  });
});

it('help shows no default where there is none', async () => {
  const { stdout } = await runProgram(['check', '--help']);

  expect(stdout).toContain('[default: error, env: PARITY_FAIL_ON]');
  expect(stdout).not.toContain('default: ,');
});

it.each([
  [['check', '--fail-on=eror'], 'did you mean error?'],
  [['check', '--format', 'jsn'], 'did you mean json?'],
  [['completion', 'bsh'], 'did you mean bash?'],
])('%j gets the nearest word that is accepted', async (args, hint) => {
  const { code, stderr } = await runProgram(args, { cwd: folderWith(BAKERY) });

  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(hint) });
});

it('a folder where the compose file would stand is said', async () => {
  const { 'compose.yaml': _, ...others } = BAKERY;
  const { stderr, stdout } = await runProgram(['check'], {
    cwd: folderWith({ ...others, 'compose.yaml/.keep': '' }),
  });

  expect(`${stdout}${stderr}`).toContain('compose.yaml is no file');
});

describe('--verbose', () => {
  it.each(['shape', 'explain', 'completion'])('is no flag of %s, where it would do nothing', async (command) => {
    expect((await runProgram([command, '--help'])).stdout).not.toContain('--verbose');
  });
});

describe('a flag with the wrong number of values is wrong usage', () => {
  it.each([
    ...['--output', '--cwd', '-C', '--service', '--env', '--target', '--rule'].map((flag) => [flag, 'expects a value']),
    ...['--format', '-f', '--fail-on'].map((flag) => [flag, 'expects one of these values']),
    ['--output --strict', '--output expects a value'],
    ['--cwd . --cwd .', '--cwd can only be specified once'],
  ])('check %s', async (flags = '', said = '') => {
    const { code, stdout, stderr } = await runProgram(['check', ...flags.split(' ')], { cwd: folderWith(BAKERY) });

    expect({ code, stdout, stderr }).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(said) });
  });
});
