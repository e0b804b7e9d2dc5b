import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BAKERY, folderWith } from '../helpers/folder.ts';
import { runProgram } from '../helpers/program.ts';

it('init writes parity.yaml, shows it as a diff, and has nothing to do the second time', async () => {
  const cwd = folderWith(BAKERY);
  const first = await runProgram(['init'], { cwd });
  const written = readFileSync(join(cwd, 'parity.yaml'), 'utf8');
  const second = await runProgram(['init'], { cwd });
  const { code } = await runProgram(['check'], { cwd });

  expect(first.code).toBe(0);
  expect(first.stdout).toContain('\n+version: 1\n');
  expect(first.stdout).toMatch(/\nparity.yaml: created \(2 environments, 1 service\)\n$/);
  expect(written).toMatch(/^# yaml-language-server: \$schema=\S+parity\.schema\.json\n/);
  expect({ ...second, written: readFileSync(join(cwd, 'parity.yaml'), 'utf8') }).toEqual({
    code: 0,
    stdout: 'parity.yaml: nothing new\n',
    stderr: '',
    written,
  });
  expect(code).toBe(0);
});

it('init --dry-run writes nothing', async () => {
  const cwd = folderWith(BAKERY);
  const { code, stdout } = await runProgram(['init', '--dry-run'], { cwd });

  expect(code).toBe(0);
  expect(stdout).toContain('would be created');
  expect(existsSync(join(cwd, 'parity.yaml'))).toBe(false);
});

it('init writes over what a person has only when asked', async () => {
  const own = "version: 1\nservices: { oven: { local: 'oven' } }\n";
  const cwd = folderWith({ ...BAKERY, 'parity.yaml': own });
  await runProgram(['init'], { cwd });
  const kept = readFileSync(join(cwd, 'parity.yaml'), 'utf8');
  const { stdout } = await runProgram(['init', '--force', '--json'], { cwd });

  expect(kept).toContain("services: { oven: { local: 'oven', target: Deployment/oven } }\n");
  expect(JSON.parse(stdout)).toMatchObject({ schema: 'parity.init/v1', change: 'replaced', written: true });
  expect(readFileSync(join(cwd, 'parity.yaml'), 'utf8')).not.toContain("'oven'");
});

it('init in a folder below writes to the root', async () => {
  const cwd = folderWith({ ...BAKERY, '.git/HEAD': 'ref: refs/heads/main\n' });
  const { code } = await runProgram(['init', '--target', '../k8s'], { cwd: join(cwd, 'oven') });

  expect(code).toBe(0);
  expect(readFileSync(join(cwd, 'parity.yaml'), 'utf8')).toContain('\n    manifests: k8s\n');
});

it.each<[string, number, Readonly<Record<string, string>>, string]>([
  ['nothing is there', 3, {}, 'no compose file'],
  ['parity.yaml is none', 2, { ...BAKERY, 'parity.yaml': 'version: 2\n' }, 'parity.yaml:1:1'],
  ['nothing can be put into it', 2, { ...BAKERY, 'parity.yaml': 'version: 1\nservices: ~\n' }, 'services'],
])('init when %s: exit %i, and the file stays', async (_, exit, files, said) => {
  const cwd = folderWith(files);
  const { code, stderr } = await runProgram(['init'], { cwd });

  expect({ code, stderr }).toMatchObject({ code: exit, stderr: expect.stringContaining(said) });
  expect(existsSync(join(cwd, 'parity.yaml'))).toBe('parity.yaml' in files);
});

it('init where the file cannot be made: exit 3', async () => {
  const cwd = folderWith(BAKERY);
  mkdirSync(join(cwd, 'parity.yaml'));
  writeFileSync(join(cwd, 'parity.yaml/note'), '');
  const { code, stderr } = await runProgram(['init', '--force'], { cwd });

  expect(code).toBe(3);
  expect(stderr).toContain('parity.yaml: the system answered');
});
