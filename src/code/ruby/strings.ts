import { fieldOf } from '../syntax.ts';
import type { RbNode } from './syntax.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', e: '\x1b', s: ' ', '\n': '' };

/** The pieces of a string or symbol: text as it is, and the expressions between. Undefined when it is none. */
export function stringParts(node: RbNode): (string | RbNode)[] | undefined {
  switch (node.type) {
    case 'simple_symbol':
      return [node.text.slice(1)];
    case 'hash_key_symbol':
    case 'bare_string':
    case 'bare_symbol':
      return node.children.some(({ type }) => type === 'interpolation') ? undefined : [node.text];
    case 'chained_string': {
      const all = node.children.map(stringParts);
      return all.every((parts) => parts !== undefined) ? all.flat() : undefined;
    }
    case 'string':
    case 'delimited_symbol':
      return quoted(node);
    case 'heredoc_beginning':
      return heredoc(node);
    default:
      return undefined;
  }
}

function quoted(node: RbNode): (string | RbNode)[] {
  const open = /^:?(%[qQwWsi]?.|["'])/.exec(node.text)?.[0] ?? '';
  const isRaw = open.endsWith("'") || /^%[qs]/.test(open);
  const end = Math.max(node.end - 1, node.start + open.length);
  return pieces(node, { from: node.start + open.length, to: end, isRaw });
}

/** `<<~SQL`: its text stands behind the statement. */
function heredoc(node: RbNode): (string | RbNode)[] | undefined {
  const name = /\w+/.exec(node.text)?.[0];
  for (let at = node.parent; at !== undefined; at = at.parent) {
    const body = at.children.find(
      ({ type, start, text }) => type === 'heredoc_body' && start >= node.end && text.trimEnd().endsWith(name ?? ''),
    );
    if (body === undefined) continue;
    const close = body.children.at(-1);
    const to = close?.type === 'heredoc_end' ? close.start : body.end;
    const parts = pieces(body, { from: body.start, to, isRaw: node.text.includes("'") });
    return parts.map((part) => (typeof part === 'string' ? part.replace(/\n\s*/g, '\n').replace(/^\n/, '') : part));
  }
  return undefined;
}

function pieces(node: RbNode, { from, to, isRaw }: { from: number; to: number; isRaw: boolean }): (string | RbNode)[] {
  const text = (start: number, end: number) => plain(node.text.slice(start - node.start, end - node.start), isRaw);
  const parts: (string | RbNode)[] = [];
  let at = from;
  for (const child of node.children) {
    if (child.type !== 'interpolation') continue;
    parts.push(text(at, child.start));
    const expression = child.children.length === 1 ? child.children[0] : child;
    if (expression) parts.push(expression);
    at = child.end;
  }
  parts.push(text(at, Math.max(at, to)));
  return parts.filter((part) => part !== '');
}

function plain(piece: string, isRaw: boolean): string {
  if (isRaw) return piece.replace(/\\(['\\])/g, '$1');
  return piece.replace(/\\([\s\S])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

/** The text of a string or symbol in which nothing is computed. */
export function plainString(node: RbNode | undefined): string | undefined {
  const parts = node && stringParts(node);
  return parts?.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}

/** The elements of a list that is written out: `%w[A B]`, `['A', 'B'].freeze`; undefined for anything else. */
export function elementsOf(node: RbNode | undefined): readonly RbNode[] | undefined {
  if (node === undefined) return undefined;
  if (/^(array|string_array|symbol_array)$/.test(node.type)) return node.children;
  const method = node.type === 'call' ? fieldOf(node, 'method')?.text : undefined;
  return method !== undefined && /^(freeze|map|to_a|uniq|sort)$/.test(method)
    ? elementsOf(fieldOf(node, 'receiver'))
    : undefined;
}
