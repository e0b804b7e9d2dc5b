import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { runProgram } from '../helpers/program.ts';

describe('check --format', () => {
  it.each(['sarif', 'gitlab'])('%s prints one JSON document', async (format) => {
    const { code, stdout, stderr } = await runProgram(['check', '--format', format], {
      cwd: folderWith(DRIFTED_BAKERY),
    });

    expect(() => JSON.parse(stdout)).not.toThrow();
    expect([code, stderr]).toEqual([1, '']);
  });

  it('github appends the report to the summary of the step, and keeps what stands there', async () => {
    const cwd = folderWith(DRIFTED_BAKERY);
    const summary = join(cwd, 'summary.md');
    writeFileSync(summary, 'before\n');

    const { code, stdout } = await runProgram(['check', '--format', 'github'], {
      cwd,
      env: { GITHUB_STEP_SUMMARY: summary },
    });

    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=/);
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n## parity: /);
  });

  it('a summary that cannot be written is no result', async () => {
    const env = { GITHUB_STEP_SUMMARY: '/nowhere/summary.md' };

    const { code, stderr } = await runProgram(['check', '--format', 'github'], {
      cwd: folderWith(DRIFTED_BAKERY),
      env,
    });

    expect(code).toBe(3);
    expect(stderr).toContain('/nowhere/summary.md');
  });

  it('names files from the top of the git repository, where CI looks for them', async () => {
    const files = Object.fromEntries(
      Object.entries(DRIFTED_BAKERY).map(([path, text]) => [`apps/bakery/${path}`, text]),
    );
    const cwd = folderWith(files);
    mkdirSync(join(cwd, '.git'), { recursive: true });

    const { stdout } = await runProgram(['check', '--cwd', 'apps/bakery', '--format', 'gitlab'], { cwd });

    for (const issue of JSON.parse(stdout)) expect(issue.location.path).toMatch(/^apps\/bakery\//);
  });
});
