import { createTwoFilesPatch } from 'diff';

/** Two texts that differ in more than anybody would read are not compared for longer. */
const TIMEOUT_MS = 2_000;

/** The difference of two versions of a file as a patch for `git apply`; empty when there is none. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const options = { context: 3, timeout: TIMEOUT_MS };
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, options);
  return patch?.replace(/^=+\n/, '') ?? '';
}
