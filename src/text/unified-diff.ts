import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** Two texts that differ in more than anybody would read are not compared for longer. */
const TIMEOUT_MS = 2_000;

/** The difference of two versions of a file, as `diff -u` prints it; empty when there is none. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const options = { context: 3, timeout: TIMEOUT_MS, headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(path, path, before, after, undefined, undefined, options) ?? '';
}
