import { grouped } from '../grouped.ts';
import type { ExportedBinding } from '../language.ts';

type Bindings = readonly ExportedBinding[];

const byFirstWord = new WeakMap<Bindings, ReadonlyMap<string, Bindings>>();

/** What other files give under a name, or under names that start with it and a dot; each name that is followed asks. */
export function boundTo(name: string, bindings: Bindings): Bindings {
  const known =
    byFirstWord.get(bindings) ??
    grouped(bindings.map((binding) => [binding.name.split('.', 1)[0] ?? '', binding] as const));
  byFirstWord.set(bindings, known);
  return known.get(name) ?? [];
}
