import type { Problem } from '../../shape/origin.ts';
import type { PythonModule } from './module.ts';

/** Where a file stops being Python that the grammar knows: the rest is read all the same. */
export function syntaxProblems(module: PythonModule): Problem[] {
  const error = module.nodes.find((node) => node.type === 'ERROR');
  if (error === undefined) return [];
  const { line, column } = module.originOf(error);
  return [
    {
      kind: 'unresolved',
      source: 'python',
      path: module.path,
      line,
      column,
      message: `read ${module.path}: the syntax is not understood here; the rest was read as far as it goes`,
      hint: 'run python -m py_compile on the file',
    },
  ];
}
