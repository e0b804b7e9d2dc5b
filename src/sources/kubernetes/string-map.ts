import { entriesOf, isNull, textOf, type YamlNode } from '../../text/yaml.ts';

/** A map of strings, such as labels. Without a prototype, so that `__proto__` is a name like any other. */
export function stringMap(node: YamlNode | undefined): Readonly<Record<string, string>> {
  const map: Record<string, string> = Object.create(null);
  for (const entry of entriesOf(node)) {
    const text = isNull(entry.value) ? '' : textOf(entry.value);
    if (text !== undefined) map[entry.key] = text;
  }
  return map;
}
