import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { runProgram } from '../helpers/program.ts';

const REMARK = '# the oven of the shop\n';
const MANIFEST = 'k8s/oven.yaml';
const DRIFTED: Readonly<Record<string, string>> = {
  ...DRIFTED_BAKERY,
  [MANIFEST]: `${REMARK}${DRIFTED_BAKERY[MANIFEST] ?? ''}`,
};

it('shows a patch that git applies, and changes nothing', async () => {
  const cwd = folderWith(DRIFTED);
  const { code, stdout } = await runProgram(['fix', '--json'], { cwd });
  const { files, mended, left, written } = JSON.parse(stdout);

  expect(code).toBe(0);
  expect(readFileSync(join(cwd, MANIFEST), 'utf8')).toBe(DRIFTED[MANIFEST]);
  expect({ mended, left, written }).toMatchObject({
    mended: [{ rule: 'env/missing', service: 'oven', subject: 'OVEN_MODE' }],
    left: [],
    written: false,
  });
  execFileSync('git', ['init', '-q'], { cwd });
  execFileSync('git', ['apply', '-'], { cwd, input: files[0].patch });
  expect((await runProgram(['check'], { cwd })).stdout).toMatch(/^no findings/m);
});

it('with --write changes the files, keeps remarks and modes, and has nothing to do the next time', async () => {
  const cwd = folderWith(DRIFTED);
  chmodSync(join(cwd, MANIFEST), 0o640);
  const first = await runProgram(['fix', '--write'], { cwd });
  const text = readFileSync(join(cwd, MANIFEST), 'utf8');
  const second = await runProgram(['fix', '--write'], { cwd });

  expect(first.stdout).toContain('1 of 1 findings mended by 1 file, written');
  expect(text.startsWith(REMARK)).toBe(true);
  expect(text).toContain('            - name: OVEN_MODE\n              value: rye\n');
  expect(statSync(join(cwd, MANIFEST)).mode & 0o777).toBe(0o640);
  expect(second.stdout).toBe('0 of 0 findings mended by 0 files\n');
  expect(readFileSync(join(cwd, MANIFEST), 'utf8')).toBe(text);
  expect((await runProgram(['check'], { cwd })).stdout).toMatch(/^no findings/m);
});

it('leaves to a person what belongs to the environment by nature, with the reason and the next action', async () => {
  const cwd = folderWith(DRIFTED);
  for (const path of ['compose.yaml', 'oven/server.js'])
    writeFileSync(
      join(cwd, path),
      (DRIFTED[path] ?? '').replaceAll('OVEN_MODE', 'OVEN_URL').replace('rye', 'http://till/'),
    );
  const { stdout } = await runProgram(['fix'], { cwd });

  expect(stdout).toContain('env/missing oven OVEN_URL: it is for a person to decide\n  set OVEN_URL in');
  expect(stdout).toMatch(/^0 of \d findings mended by 0 files$/m);
});

it('only mends what is asked for', async () => {
  const cwd = folderWith(DRIFTED);
  const { stdout } = await runProgram(['fix', '--rule', 'port'], { cwd });

  expect(stdout).toBe('0 of 0 findings mended by 0 files\n');
});

it('refuses a rule that is not there', async () => {
  const { code, stderr } = await runProgram(['fix', '--rule', 'prot'], { cwd: folderWith(DRIFTED) });

  expect(code).toBe(2);
  expect(stderr).toContain('did you mean port?');
});
