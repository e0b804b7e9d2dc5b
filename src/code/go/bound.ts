import type { ExportedBinding } from '../language.ts';

type Bindings = readonly ExportedBinding[];

const byFirstWord = new WeakMap<Bindings, ReadonlyMap<string, Bindings>>();

/** What other files give under a name, or under names that start with it and a dot; each name that is followed asks. */
export function boundTo(name: string, bindings: Bindings): Bindings {
  const known = byFirstWord.get(bindings) ?? grouped(bindings);
  byFirstWord.set(bindings, known);
  return known.get(name) ?? [];
}

function grouped(bindings: Bindings): ReadonlyMap<string, Bindings> {
  const groups = new Map<string, ExportedBinding[]>();
  for (const binding of bindings) {
    const [first = ''] = binding.name.split('.', 1);
    const group = groups.get(first);
    if (group) group.push(binding);
    else groups.set(first, [binding]);
  }
  return groups;
}
