import { fieldOf, type Syntax } from '../syntax.ts';

/** The pieces of a text as it is written: fixed ones, and the expressions in it; undefined for anything else. */
export function stringParts(node: Syntax): readonly (string | Syntax)[] | undefined {
  switch (node.type) {
    case 'string': {
      const start = node.text.indexOf("'") + 1;
      return [node.text.slice(start, -1).replace(/\\(['\\])/g, '$1')];
    }
    case 'encapsed_string': {
      const start = node.text.indexOf('"') + 1;
      return piecesOf(node, node.start + start, node.end - 1);
    }
    case 'heredoc': {
      const body = fieldOf(node, 'value');
      return body ? piecesOf(body, body.start, body.end) : [''];
    }
    case 'nowdoc':
      return [fieldOf(node, 'value')?.text ?? ''];
    default:
      return undefined;
  }
}

/** The text of a string without expressions in it. */
export function stringOf(node: Syntax | undefined): string | undefined {
  const parts = node && stringParts(node);
  return parts?.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}

function piecesOf(node: Syntax, start: number, end: number): (string | Syntax)[] {
  const pieces: (string | Syntax)[] = [];
  const text = (from: number, to: number) => node.text.slice(from - node.start, to - node.start);
  let at = start;
  for (const child of node.children) {
    if (child.type === 'escape_sequence') {
      pieces.push(text(at, child.start), unescaped(child.text));
      at = child.end;
      continue;
    }
    // `{$shop}`: the braces belong to the expression.
    const isBraced = text(child.start - 1, child.start) === '{' && text(child.end, child.end + 1) === '}';
    pieces.push(text(at, child.start - (isBraced ? 1 : 0)), child);
    at = child.end + (isBraced ? 1 : 0);
  }
  pieces.push(text(at, end));
  return pieces.filter((piece) => piece !== '');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescaped(text: string): string {
  const letter = text.slice(1);
  return ESCAPES[letter] ?? letter;
}
