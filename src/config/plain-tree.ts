import type { Position } from '../text/position.ts';
import { isNull, type YamlNode } from '../text/yaml.ts';

/** Keys and list positions from the document's root. */
export type DocumentPath = readonly (string | number)[];

/** A YAML tree as plain data, by the YAML 1.2 core schema: only an unquoted scalar is anything but text. */
export function plainOf(node: YamlNode | undefined): unknown {
  if (node === undefined) return null;
  if (node.kind === 'list') return node.items.map(plainOf);
  if (node.kind === 'scalar') return scalarOf(node.text, node.plain, isNull(node));
  const result: Record<string, unknown> = {};
  // Defined, not assigned: `__proto__` is a name like any other.
  for (const entry of node.entries)
    Object.defineProperty(result, entry.key, { value: plainOf(entry.value), enumerable: true });
  return result;
}

function scalarOf(text: string, plain: boolean, empty: boolean): unknown {
  if (!plain) return text;
  if (empty) return null;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?([0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/.test(text)) return Number(text);
  if (/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(text)) return Number(text);
  return text;
}

/** Where a path of the document stands: its key, or its list item; the nearest parent when it is not there. */
export function placeIn(root: YamlNode | undefined, path: DocumentPath): Position {
  let node = root;
  let place: Position = root ?? { line: 1, column: 1 };
  for (const step of path) {
    if (node?.kind === 'map') {
      const entry = node.entries.find((candidate) => candidate.key === String(step));
      if (entry === undefined) break;
      place = entry.at;
      node = entry.value;
    } else if (node?.kind === 'list') {
      const item = node.items[Number(step)];
      if (item === undefined) break;
      place = item;
      node = item;
    } else break;
  }
  return { line: place.line, column: place.column };
}
