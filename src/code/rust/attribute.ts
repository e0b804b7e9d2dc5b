import { unquoted } from './strings.ts';
import type { RsNode } from './syntax.ts';

/** One argument of an attribute: `long`, `env = "PORT"`, `deserialize(with = "…")`. */
export interface AttributeArgument {
  readonly key: string;
  /** As it is written. */
  readonly value?: string;
  /** The text of a value that is a string. */
  readonly string?: string;
  /** Offset of the value, else of the key, in the file. */
  readonly start: number;
  readonly inner: readonly AttributeArgument[];
}

export interface Attribute {
  /** With its path: `utoipa::path`. */
  readonly name: string;
  readonly arguments: readonly AttributeArgument[];
  readonly node: RsNode;
}

/** The attributes that stand before an item, a field or a variant. */
export function attributesOf(item: RsNode): readonly Attribute[] {
  const siblings = item.parent?.children ?? [];
  const found: Attribute[] = [];
  for (let at = siblings.indexOf(item) - 1; siblings[at]?.type === 'attribute_item'; at -= 1) {
    const node = siblings[at];
    if (node) found.unshift(readAttribute(node));
  }
  return found;
}

function readAttribute(node: RsNode): Attribute {
  const attribute = node.children[0] ?? node;
  const open = attribute.text.search(/[(=]/);
  const name = (open < 0 ? attribute.text : attribute.text.slice(0, open)).replace(/\s/g, '');
  const isList = attribute.text[open] === '(';
  const inside = isList ? attribute.text.slice(open + 1, attribute.text.lastIndexOf(')')) : '';
  return { name, arguments: readArguments(inside, attribute.start + open + 1), node };
}

/** Splits at commas that stand in no string and no brackets. */
function readArguments(text: string, start: number): AttributeArgument[] {
  const found: AttributeArgument[] = [];
  for (const { text: piece, start: offset } of pieces(text)) {
    const lead = piece.length - piece.trimStart().length;
    const match = /^([\w:.]+)\s*(?:=(?!=)\s*(.*)|\((.*)\))?$/s.exec(piece.trim());
    const at = start + offset + lead;
    if (match === null) {
      const string = unquoted(piece.trim());
      if (string !== undefined) found.push({ key: '', value: piece.trim(), string, start: at, inner: [] });
      continue;
    }
    const [whole, key = '', value, list] = match;
    const string = value === undefined ? undefined : unquoted(value);
    const valueAt = value === undefined ? at : at + whole.length - value.length;
    const listAt = list === undefined ? 0 : at + whole.length - list.length - 1;
    found.push({
      key,
      ...(value !== undefined && { value }),
      ...(string !== undefined && { string }),
      start: valueAt,
      inner: list === undefined ? [] : readArguments(list, listAt),
    });
  }
  return found;
}

function pieces(text: string): { readonly text: string; readonly start: number }[] {
  const found: { text: string; start: number }[] = [];
  let [start, depth] = [0, 0];
  for (const match of text.matchAll(/"(?:\\.|[^"\\])*"|[([{<]|[)\]}>]|,/gs)) {
    if (/^[([{<]$/.test(match[0])) depth += 1;
    else if (/^[)\]}>]$/.test(match[0])) depth -= 1;
    else if (match[0] === ',' && depth <= 0) {
      found.push({ text: text.slice(start, match.index), start });
      start = match.index + 1;
    }
  }
  return [...found, { text: text.slice(start), start }].filter((piece) => piece.text.trim() !== '');
}
