import type { Syntax } from '../syntax.ts';

/** A piece of a string: text as the program has it, or an expression, or the name behind a bare `$`. */
export type StringPiece = string | Syntax | { readonly name: string };

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', s: ' ', '0': '\0' };

export function isString(node: Syntax): boolean {
  return node.type === 'string_literal' || node.type === 'multiline_string_literal';
}

/** The pieces of a string literal of either language; undefined for anything else. */
export function stringPieces(node: Syntax): readonly StringPiece[] | undefined {
  if (!isString(node)) return undefined;
  const quote = node.text.startsWith('"""') ? 3 : 1;
  const pieces: StringPiece[] = [];
  let at = node.start + quote;
  const end = Math.max(at, node.end - quote);
  for (const child of node.children) {
    // Kotlin's plain text has no node of its own in the tree.
    pieces.push(...namesIn(node.text.slice(at - node.start, child.start - node.start)));
    pieces.push(pieceOf(child));
    at = child.end;
  }
  if (at < end) pieces.push(...namesIn(node.text.slice(at - node.start, end - node.start)));
  return pieces;
}

function pieceOf(child: Syntax): StringPiece {
  if (child.type === 'interpolation') return child.children.at(-1) ?? '';
  if (child.type === 'escape_sequence') return unescaped(child.text);
  return child.type === 'multiline_string_fragment' ? trimmedBlock(child.text) : withEscapes(child.text);
}

/** Kotlin's grammar leaves some `$name` in the text. */
function namesIn(text: string): readonly StringPiece[] {
  return text
    .split(/(\$[A-Za-z_]\w*)/)
    .filter((part) => part !== '')
    .map((part) => (/^\$[A-Za-z_]/.test(part) ? { name: part.slice(1) } : part));
}

function withEscapes(text: string): string {
  return text.includes('\\') ? text.replace(/\\(u+[0-9a-fA-F]{4}|.)/gs, (whole) => unescaped(whole)) : text;
}

function unescaped(text: string): string {
  const code = /^\\u+([0-9a-fA-F]{4})$/.exec(text)?.[1];
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  const letter = text.slice(1);
  return ESCAPES[letter] ?? letter;
}

/** Java's text blocks lose the indentation that all lines share. */
function trimmedBlock(text: string): string {
  const lines = text.replace(/^\s*\n/, '').split('\n');
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const least = depths.length === 0 ? 0 : Math.min(...depths);
  return lines.map((line) => line.slice(least)).join('\n');
}

/** The text of a string without anything computed in it. */
export function stringOf(node: Syntax | undefined): string | undefined {
  const pieces = node && stringPieces(node);
  return pieces?.every((piece) => typeof piece === 'string') ? pieces.join('') : undefined;
}
