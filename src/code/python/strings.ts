import type { PyNode } from './syntax.ts';

/** The text of a string literal (also `'a' 'b'`); undefined for f-strings with fields, bytes and everything else. */
export function stringText(node: PyNode, text: string): string | undefined {
  const parts = stringParts(node, text);
  if (parts === undefined || parts.some((part) => typeof part !== 'string')) return undefined;
  return parts.join('');
}

/** The pieces of a string or f-string: text as it is, and the expressions between. Undefined when it is no string. */
export function stringParts(node: PyNode, text: string): (string | PyNode)[] | undefined {
  if (node.type === 'concatenated_string') {
    const all = node.children.map((child) => stringParts(child, text));
    return all.every((parts) => parts !== undefined) ? all.flat() : undefined;
  }
  if (node.type !== 'string') return undefined;
  const written = text.slice(node.start, node.end);
  const match = /^([A-Za-z]*)("""|'''|"|')/.exec(written);
  const flags = (match?.[1] ?? '').toLowerCase();
  const quote = match?.[2] ?? '';
  if (match === null || flags.includes('b') || !written.endsWith(quote)) return undefined;
  const decode = (piece: string) => decodePiece(piece, flags);
  const parts: (string | PyNode)[] = [];
  let at = node.start + match[0].length;
  const end = node.end - quote.length;
  for (const field of node.children) {
    if (field.type !== 'interpolation') continue;
    parts.push(decode(text.slice(at, field.start)));
    const expression = field.children.find((child) => child.field === 'expression');
    if (expression) parts.push(expression);
    at = field.end;
  }
  parts.push(decode(text.slice(at, Math.max(at, end))));
  return parts.filter((part) => part !== '');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', '\n': '' };

function decodePiece(piece: string, flags: string): string {
  const braces = flags.includes('f') ? piece.replace(/\{\{/g, '{').replace(/\}\}/g, '}') : piece;
  if (flags.includes('r')) return braces;
  return braces.replace(/\\([\s\S])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}
