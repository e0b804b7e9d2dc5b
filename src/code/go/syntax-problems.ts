import type { Problem } from '../../shape/origin.ts';
import { positionsOf } from '../../text/position.ts';
import type { ParsedFile } from '../language.ts';

/** Where a file stops being Go: the rest is read all the same, and what stands there is not known. */
export function syntaxProblems(file: ParsedFile): Problem[] {
  const start = file.brokenAt;
  // The grammar of the parser marks a missing line end behind the last declaration; that is none of the reader's worry.
  if (start === undefined || start >= file.text.trimEnd().length) return [];
  return [
    {
      kind: 'unresolved',
      source: 'go',
      path: file.path,
      ...positionsOf(file.text)(start),
      message: `read ${file.path}: the syntax is not Go from here on; the rest was read as far as it goes`,
      hint: 'run gofmt on the file',
    },
  ];
}
