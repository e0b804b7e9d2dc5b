import type { GoNode } from './tree.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** The text of a Go string literal, raw or interpreted; undefined for any other node. */
export function stringIn(node: GoNode | undefined): string | undefined {
  if (node?.type === 'raw_string_literal') return node.text.slice(1, -1).replaceAll('\r', '');
  return node?.type === 'interpreted_string_literal' ? decodeEscapes(node.text.slice(1, -1)) : undefined;
}

/** Decodes the escapes of an interpreted Go string. */
export function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3}))/g,
    (_, simple?: string, hex?: string, short?: string, long?: string, octal?: string) => {
      if (simple !== undefined) return ESCAPES[simple] ?? simple;
      const code = octal === undefined ? Number.parseInt(hex ?? short ?? long ?? '0', 16) : Number.parseInt(octal, 8);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}

/** One entry of a struct tag: `env:"PORT,required"`, with the offset of its value inside the tag's text. */
export interface TagEntry {
  readonly key: string;
  readonly value: string;
  readonly offset: number;
}

/** The entries of a struct tag, read as `reflect.StructTag` reads them; a tag with single-word text has none. */
export function tagEntries(node: GoNode): TagEntry[] {
  const tag = stringIn(node) ?? '';
  const entries: TagEntry[] = [];
  for (const match of tag.matchAll(/([^\s":]+):"((?:[^"\\]|\\.)*)"|(?<=^|\s)([\w-]+)(?=\s|$)/g)) {
    const key = match[1] ?? match[3] ?? '';
    // The quotes of a raw tag take one character; where the value starts is what a reader is shown.
    const offset = (match.index ?? 0) + 1 + (match[1] === undefined ? 0 : key.length + 2);
    entries.push({ key, value: decodeEscapes(match[2] ?? ''), offset });
  }
  return entries;
}
