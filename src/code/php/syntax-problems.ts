import type { Problem } from '../../shape/origin.ts';
import type { PhpFile } from './file.ts';

/** Where a file stops being PHP that the grammar knows: the rest is read all the same. */
export function syntaxProblems(file: PhpFile): Problem[] {
  // A template is made into PHP before it runs.
  if (file.brokenAt === undefined || file.path.endsWith('.blade.php')) return [];
  const { line, column } = file.originAt(file.brokenAt);
  return [
    {
      kind: 'unresolved',
      source: 'php',
      path: file.path,
      line,
      column,
      message: `read ${file.path}: the syntax is not understood here; the rest was read as far as it goes`,
      hint: `run php -l ${file.path}`,
    },
  ];
}
