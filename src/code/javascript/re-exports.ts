import type { EnvironmentHelper, ExportedBinding } from '../language.ts';
import { reExportsOf } from './exports.ts';
import { importsFile } from './imports.ts';
import type { SourceModule } from './module.ts';

/** What a file passes on from others (`export * from './env'`), as if it were its own. */
export function reExported(module: SourceModule): {
  helpers: EnvironmentHelper[];
  bindings: ExportedBinding[];
} {
  const statements = reExportsOf(module);
  const pass = <T extends { readonly name: string; readonly path: string }>(items: readonly T[]): T[] =>
    statements.flatMap(({ from, names }) =>
      items
        .filter((item) => importsFile(module.path, from, item.path))
        .flatMap((item) => namesAfter(item.name, names).map((name) => ({ ...item, name, path: module.path }))),
    );
  return { helpers: pass(module.context.helpers), bindings: pass(module.context.bindings) };
}

function namesAfter(
  name: string,
  names: readonly { readonly name: string; readonly as: string }[] | undefined,
): string[] {
  const [first = '', ...rest] = name.split('.');
  if (!names) return first === 'default' ? [] : [name];
  return names.filter((item) => item.name === first).map((item) => [item.as, ...rest].join('.'));
}
