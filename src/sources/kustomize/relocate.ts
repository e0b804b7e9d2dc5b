import type { Facts } from '../../shape/facts.ts';
import type { Position } from '../../text/position.ts';

/** A copy of facts in which every place in the rendered stream is exchanged for the one in the repository. */
export function relocate(
  facts: Facts,
  rendered: string,
  find: (position: Position) => Position & { readonly path: string },
): Facts {
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change);
    if (!isPlainObject(value)) return value;
    const copy: Record<string, unknown> = Object.create(Object.getPrototypeOf(value));
    for (const [key, inner] of Object.entries(value)) copy[key] = change(inner);
    if (value.path !== rendered || typeof value.line !== 'number' || typeof value.column !== 'number') return copy;
    const { path, line, column } = find({ line: value.line, column: value.column });
    return { ...copy, path, line, column };
  };
  // The copy has the shape of the original: only paths, lines and columns changed.
  return change(facts) as Facts;
}

/** Secrets are instances of a class and stay the same ones. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
