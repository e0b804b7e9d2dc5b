import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { progressLine } from '../../src/cli/progress.ts';
import { DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { ROOT } from '../helpers/program.ts';

describe('the line of progress', () => {
  it('never reaches the end of the terminal, where it could not be cleared', () => {
    const written: string[] = [];
    let clock = 0;
    const progress = progressLine((text) => written.push(text), { width: 20, now: () => clock });
    clock = 1_000;
    progress.step('kneading the dough of the whole bakery');
    progress.end();

    expect(written).toEqual(['\r\u001b[2Kkneading the doug …', '\r\u001b[2K']);
  });
});

describe.skipIf(!existsSync('/usr/bin/script'))('a terminal that knows no escapes', () => {
  it('gets none', () => {
    const command = `"${process.execPath}" "${join(ROOT, 'bin/run.js')}" check`;
    const cwd = folderWith({
      ...DRIFTED_BAKERY,
      ...Object.fromEntries(
        Array.from({ length: 300 }, (_, at) => [`oven/tray-${at}.js`, `process.env.TRAY_${at} ?? '1';\n`]),
      ),
    });
    const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
      cwd,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, TERM: 'dumb' },
    });

    expect(stdout).toContain('OVEN_MODE');
    expect(stdout).not.toContain('\u001b');
  });
});
