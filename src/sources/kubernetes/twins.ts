import { entryOf, textOf, type YamlEntry, type YamlNode } from '../../text/yaml.ts';

/** An item of a list that has the name of one before it. */
export interface Twin {
  readonly name: string;
  readonly entry: YamlEntry;
  /** The nearest one before it. */
  readonly first: YamlEntry;
}

/** The items of a list whose `name` stands there already. */
export function twinsOf(items: readonly YamlNode[]): Twin[] {
  const seen = new Map<string, YamlEntry>();
  return items.flatMap((item) => {
    const entry = entryOf(item, 'name');
    const name = textOf(entry?.value);
    if (entry === undefined || name === undefined) return [];
    const first = seen.get(name);
    seen.set(name, entry);
    return first === undefined ? [] : [{ name, entry, first }];
  });
}
