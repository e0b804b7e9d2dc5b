import type { Problem } from '../../shape/origin.ts';
import { positionsOf } from '../../text/position.ts';
import type { ParsedFile } from '../language.ts';

/** Where a file stops being Java or Kotlin: the rest is read all the same, and what stands there is not known. */
export function syntaxProblems(file: ParsedFile): Problem[] {
  const start = file.brokenAt;
  if (start === undefined || start >= file.text.trimEnd().length) return [];
  const name = file.path.endsWith('.java') ? 'Java' : 'Kotlin';
  return [
    {
      kind: 'unresolved',
      source: 'jvm',
      path: file.path,
      ...positionsOf(file.text)(start),
      message: `read ${file.path}: the syntax is not ${name} from here on; the rest was read as far as it goes`,
      hint: 'compile the file',
    },
  ];
}
