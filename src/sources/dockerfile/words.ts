// BuildKit's word rules: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go

export interface RawWord {
  /** As written, quotes and escapes included. */
  readonly text: string;
  readonly start: number;
}

/** Splits at white space outside quotes. */
export function splitRawWords(text: string, escapeMark: string): RawWord[] {
  const words: RawWord[] = [];
  let start = -1;
  let quote = '';
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at] ?? '';
    const ends = at === text.length || (quote === '' && /\s/.test(character));
    if (ends) {
      if (start >= 0) words.push({ text: text.slice(start, at), start });
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (character === escapeMark && quote !== "'") at += 1;
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
  }
  return words;
}

export type WordPart = string | VariablePart;

export interface VariablePart {
  readonly name: string;
  /** `:-`, `-`, `:+`, `+`, `:?`, `?`; `other` for the pattern operators, which nobody evaluates here. */
  readonly operator?: string;
  readonly operand: readonly WordPart[];
  readonly written: string;
}

interface Scan {
  readonly text: string;
  readonly escapeMark: string;
  readonly depth: number;
  at: number;
}

const MOST_DEPTH = 20;

/** Literal text and variables of one word or value, quotes and escapes resolved; single quotes keep `$` literal. */
export function parseWord(text: string, escapeMark: string): WordPart[] {
  return parseUntil({ text, escapeMark, depth: 0, at: 0 }, '');
}

function parseUntil(scan: Scan, stop: string): WordPart[] {
  const parts: WordPart[] = [];
  let literal = '';
  let inDouble = false;
  const { text, escapeMark } = scan;
  while (scan.at < text.length) {
    const character = text[scan.at] ?? '';
    if (character === stop && !inDouble) break;
    if (character === escapeMark) {
      const next = text[scan.at + 1] ?? '';
      // Inside double quotes the escape character is itself before anything that needs no escape.
      literal += inDouble && next !== '"' && next !== '$' && next !== escapeMark ? escapeMark + next : next;
      scan.at += 2;
    } else if (character === "'" && !inDouble) {
      const close = text.indexOf("'", scan.at + 1);
      const end = close < 0 ? text.length : close;
      literal += text.slice(scan.at + 1, end);
      scan.at = end + 1;
    } else if (character === '"') {
      inDouble = !inDouble;
      scan.at += 1;
    } else if (character === '$') {
      const variable = readVariable(scan);
      if (typeof variable === 'string') literal += variable;
      else {
        if (literal !== '') parts.push(literal);
        literal = '';
        parts.push(variable);
      }
    } else {
      literal += character;
      scan.at += 1;
    }
  }
  if (literal !== '') parts.push(literal);
  return parts;
}

function readVariable(scan: Scan): WordPart {
  const { text } = scan;
  const start = scan.at;
  const named = /\$([A-Za-z_]\w*)/y;
  named.lastIndex = start;
  const plainName = named.exec(text);
  if (plainName) {
    scan.at = named.lastIndex;
    return { name: plainName[1] ?? '', operand: [], written: plainName[0] };
  }
  const braced = /\$\{([A-Za-z_]\w*)(:?[-+?]|[#%/]{0,2})/y;
  braced.lastIndex = start;
  const opened = braced.exec(text);
  if (opened === null || scan.depth >= MOST_DEPTH) {
    scan.at += 1;
    return '$';
  }
  const inner: Scan = { text, escapeMark: scan.escapeMark, depth: scan.depth + 1, at: braced.lastIndex };
  const operand = parseUntil(inner, '}');
  scan.at = inner.at + 1;
  const sign = opened[2] ?? '';
  const operator = sign === '' ? undefined : /[-+?]/.test(sign) ? sign : 'other';
  const written = text.slice(start, scan.at);
  return { name: opened[1] ?? '', operand, written, ...(operator !== undefined && { operator }) };
}
