import type { Problem } from '../../shape/origin.ts';
import { positionsOf } from '../../text/position.ts';
import type { ParsedFile } from '../language.ts';

/** Where a file stops being Go: the rest is read all the same, and what stands there is not known. */
export function syntaxProblems(file: ParsedFile): Problem[] {
  if (!file.root.hasError) return [];
  const cursor = file.root.walk();
  let start: number | undefined;
  // Down to the first error: each level enters the first child that holds one.
  for (let deeper = true; deeper && start === undefined; ) {
    if (cursor.nodeType === 'ERROR' || cursor.nodeIsMissing) start = cursor.startIndex;
    else if (cursor.gotoFirstChild()) while (!cursor.currentNode.hasError && cursor.gotoNextSibling());
    else deeper = false;
  }
  cursor.delete();
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
