import type { Problem } from '../../shape/origin.ts';
import type { CsFile } from './file.ts';

/** Where a file stops being C# that the grammar knows: the rest is read all the same. */
export function syntaxProblems(file: CsFile): Problem[] {
  if (file.brokenAt === undefined) return [];
  const { line, column } = file.originAt(file.brokenAt);
  return [
    {
      kind: 'unresolved',
      source: 'csharp',
      path: file.path,
      line,
      column,
      message: `read ${file.path}: the syntax is not understood here; the rest was read as far as it goes`,
      hint: 'build the project with dotnet build',
    },
  ];
}
