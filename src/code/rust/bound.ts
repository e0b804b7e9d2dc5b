import type { CodeValue } from '../../shape/code-facts.ts';
import type { ExportedBinding } from '../language.ts';

/**
 * The value that other files give a name. Where several do, those of the file's own crate count before others, and
 * they must agree.
 */
export function boundTo(name: string, bindings: readonly ExportedBinding[], path: string): CodeValue | undefined {
  return agreed(
    nearest(
      bindings.filter((binding) => binding.name === name),
      path,
    ),
  );
}

/** Of bindings those whose file lies nearest: in the same crate. */
export function nearest(bindings: readonly ExportedBinding[], path: string): readonly ExportedBinding[] {
  const crate = crateOf(path);
  const own = bindings.filter((binding) => crateOf(binding.path) === crate);
  return own.length > 0 ? own : bindings;
}

export function agreed(bindings: readonly ExportedBinding[]): CodeValue | undefined {
  const [first, ...rest] = bindings;
  if (first === undefined) return undefined;
  const text = JSON.stringify(first.value);
  return rest.every(({ value }) => JSON.stringify(value) === text) ? first.value : undefined;
}

/** What stands before `src/`. */
function crateOf(path: string): string {
  return /^(.*?)(^|\/)src\//.exec(path)?.[1] ?? '';
}

/** Of items those that are defined nearest to a file, each name once. */
export function nearestOf<T extends { readonly name: string; readonly path: string }>(
  items: readonly T[],
  path: string,
): T[] {
  const crate = crateOf(path);
  return [...items].sort((a, b) => Number(crateOf(a.path) === crate) - Number(crateOf(b.path) === crate));
}
