import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { runProgram } from '../helpers/program.ts';

it('what a baseline knows no longer fails the check; what comes new does', async () => {
  const cwd = folderWith(DRIFTED_BAKERY);
  const written = await runProgram(['baseline', '--output', 'known.json'], { cwd });
  const known = await runProgram(['check', '--baseline', 'known.json'], { cwd });
  const compose = DRIFTED_BAKERY['compose.yaml'] ?? '';
  writeFileSync(join(cwd, 'compose.yaml'), compose.replace('OVEN_MODE: rye', 'OVEN_MODE: rye\n      OVEN_GLAZE: egg'));
  const server = DRIFTED_BAKERY['oven/server.js'] ?? '';
  writeFileSync(join(cwd, 'oven/server.js'), `${server}if (!process.env.OVEN_GLAZE) throw new Error('no glaze');\n`);
  const more = await runProgram(['check', '--baseline', 'known.json', '--json'], { cwd });

  expect(written.code).toBe(0);
  expect(known.code).toBe(0);
  expect(known.stdout).toMatch(/^no findings, \d+ suppressed/m);
  expect(more.code).toBe(1);
  expect(JSON.parse(more.stdout).findings).toMatchObject([{ rule: 'env/missing', subject: 'OVEN_GLAZE' }]);
});

it('a baseline is named from where the user stands', async () => {
  const cwd = folderWith(DRIFTED_BAKERY);
  mkdirSync(join(cwd, '.git'));
  mkdirSync(join(cwd, 'ci'));
  await runProgram(['baseline', '--output', 'known.json'], { cwd: join(cwd, 'ci') });

  const { code } = await runProgram(['check', '--baseline', 'known.json'], { cwd: join(cwd, 'ci') });

  expect(code).toBe(0);
});

it.each([
  ['that is not there', undefined, 'there is no such file'],
  ['that is a report', '{"schema": "parity.report/v1"}', 'it is no baseline'],
  ['that is no text', '\u0000', 'it holds binary data'],
])('a baseline %s is refused', async (_, text, said) => {
  const cwd = folderWith({ ...DRIFTED_BAKERY, ...(text !== undefined && { 'known.json': text }) });

  const { code, stderr } = await runProgram(['check', '--baseline', 'known.json'], { cwd });

  expect(code).toBe(2);
  expect(stderr).toContain(`--baseline known.json: ${said}`);
  expect(stderr).toContain('hint: write one with parity baseline --output known.json');
});
