import type { CsNode } from './syntax.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', a: '\x07', e: '\x1b' };

/** The pieces of a string: text as it is, and the expressions between. Undefined when it is no string. */
export function stringParts(node: CsNode): (string | CsNode)[] | undefined {
  switch (node.type) {
    case 'string_literal':
      return [unescaped(withoutQuotes(node.text.replace(/u8$/i, '')))];
    case 'verbatim_string_literal':
      return [node.text.replace(/^@"|"(u8)?$/gi, '').replaceAll('""', '"')];
    case 'raw_string_literal':
      return [node.text.replace(/^"{3,}\s*|\s*"{3,}(u8)?$/gi, '')];
    case 'character_literal':
      return [unescaped(node.text.slice(1, -1))];
    case 'interpolated_string_expression':
      return interpolated(node);
    default:
      return undefined;
  }
}

function withoutQuotes(text: string): string {
  return text.replace(/^"|"$/g, '');
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|([\s\S]))/g, (_, code: string | undefined, letter: string | undefined) =>
    code === undefined ? (ESCAPES[letter ?? ''] ?? letter ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Of an interpolated string the tree holds what is computed; the text stands between. */
function interpolated(node: CsNode): (string | CsNode)[] {
  const { text, start } = node;
  const open = /^[$@]+"+/.exec(text)?.[0] ?? '';
  const close = /"+$/.exec(text)?.[0] ?? '';
  const isRaw = open.endsWith('"""');
  const isVerbatim = isRaw || open.includes('@');
  const plain = (piece: string) =>
    isRaw
      ? piece
      : (isVerbatim ? piece.replaceAll('""', '"') : unescaped(piece)).replace(/\{\{/g, '{').replace(/\}\}/g, '}');
  const parts: (string | CsNode)[] = [];
  let at = open.length;
  for (const child of node.children) {
    if (child.type !== 'interpolation') continue;
    parts.push(plain(text.slice(at, child.start - start)));
    const expression = child.children.find(({ type }) => !/^interpolation_/.test(type));
    if (expression) parts.push(expression);
    at = child.end - start;
  }
  parts.push(plain(text.slice(at, Math.max(at, text.length - close.length))));
  return parts.filter((part) => part !== '');
}

/** The text of a string in which nothing is computed. */
export function plainString(node: CsNode | undefined): string | undefined {
  const parts = node && stringParts(node);
  return parts?.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}
