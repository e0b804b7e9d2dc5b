import type { Problem } from '../../shape/origin.ts';
import { positionsOf } from '../../text/position.ts';
import type { ParsedFile } from '../language.ts';

/** Where a file stops being Rust: the rest is read all the same, and what stands there is not known. */
export function syntaxProblems(file: ParsedFile): Problem[] {
  const start = file.brokenAt;
  if (start === undefined || start >= file.text.trimEnd().length) return [];
  return [
    {
      kind: 'unresolved',
      source: 'rust',
      path: file.path,
      ...positionsOf(file.text)(start),
      message: `read ${file.path}: the syntax is not Rust from here on; the rest was read as far as it goes`,
      hint: 'run cargo check on the file',
    },
  ];
}
