import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Language } from '../../src/code/language.ts';
import { scanCode } from '../../src/code/scan.ts';
import { linesOfFacts } from './code-fact-lines.ts';
import { contextOf } from './source-context.ts';

/**
 * One test per folder of `folder`: scans the files below `<case>/input/` as one service and compares the facts, one
 * line each, with `<case>/expected.txt`. `UPDATE_FIXTURES=1` writes the file anew; a reviewer reads that diff as code.
 */
export function codeCases(folder: string, languages: readonly Language[]): void {
  const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  test(`${folder} holds cases`, () => {
    expect(cases.length).toBeGreaterThan(0);
  });
  for (const { name } of cases) {
    test(name, async () => {
      const expected = join(folder, name, 'expected.txt');

      const actual = await scanLines(join(folder, name, 'input'), languages);

      if (process.env.UPDATE_FIXTURES === '1') writeFileSync(expected, actual);
      expect(actual).toBe(existsSync(expected) ? readFileSync(expected, 'utf8') : '(no expected.txt)');
    });
  }
}

async function scanLines(root: string, languages: readonly Language[]): Promise<string> {
  const { files, secrets } = contextOf(root);
  // Read without git, so that a case may hold a file that git would ignore.
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
  const scan = await scanCode(paths, languages, { files, secrets });
  return [...linesOfFacts(scan.facts, scan.problems), ''].join('\n');
}
