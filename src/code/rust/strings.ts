import type { RsNode } from './syntax.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** The text of a string literal, raw or not, and of a byte string; undefined for anything else. */
export function stringIn(node: RsNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.type === 'raw_string_literal') return /^[bc]*r(#*)"(.*)"\1$/s.exec(node.text)?.[2];
  return node.type === 'string_literal' ? unquoted(node.text) : undefined;
}

/** What a string literal's own text says: escapes resolved, lines joined behind a backslash. */
export function unquoted(text: string): string | undefined {
  const inner = /^[bc]?"(.*)"$/s.exec(text)?.[1];
  return inner
    ?.replace(/\\\r?\n\s*/g, '')
    .replace(/\\(x[0-9a-fA-F]{2}|u\{[0-9a-fA-F_]+\}|.)/gs, (whole, code: string) => {
      const number = /^(?:x|u\{)([0-9a-fA-F_]+)/.exec(code)?.[1];
      if (number === undefined) return ESCAPES[code] ?? whole;
      const point = Number.parseInt(number.replaceAll('_', ''), 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    });
}
