// Compose's own dialect: https://github.com/compose-spec/compose-go/blob/main/dotenv/parser.go
import type { DotenvEntry, DotenvError, DotenvText } from './dotenv-entry.ts';
import { positionsOf } from './position.ts';

const BLANK = /[\t\v\f\r \u0085\u00A0]/;
const NAME_CHARACTER = /[\p{L}\p{N}_.\-[\]]/u;
const ESCAPE = /\\(?:[abcfnrtv$"\\]|0\d{0,3})/g;
const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['"', '"'],
  ['\\', '\\'],
  // `\$` is a literal dollar: interpolation writes that as `$$`.
  ['$', '$$'],
]);

interface Key {
  readonly name: string;
  readonly start: number;
  /** Where the value may begin. */
  readonly end: number;
  /** Ended by the line, not by `=` or `:`. */
  readonly alone: boolean;
}

type Refusal = { readonly refused: string; readonly at: number };
type Quoted = Pick<DotenvEntry, 'value' | 'quote' | 'interpolates'> & { readonly end: number };

/** Reads a file as Compose reads `.env` and `env_file`. Compose refuses a file at its first error; here the rest goes on. */
export function readComposeDotenv(text: string): DotenvText {
  const positionOf = positionsOf(text);
  const entries: DotenvEntry[] = [];
  const errors: DotenvError[] = [];
  for (let at = nextStatement(text, 0); at < text.length; at = nextStatement(text, at)) {
    const key = readKey(text, at);
    if ('refused' in key) {
      errors.push({ ...positionOf(key.at), message: key.refused });
      at = lineEnd(text, Math.max(at, key.at));
      continue;
    }
    if (key.alone) {
      entries.push({
        name: key.name,
        value: undefined,
        quote: 'none',
        interpolates: false,
        ...positionOf(key.start),
      });
      at = key.end;
      continue;
    }
    const read = readValue(text, skipBlanks(text, key.end));
    if ('refused' in read) errors.push({ ...positionOf(read.at), message: read.refused });
    else {
      const { end, ...value } = read;
      entries.push({ name: key.name, ...value, ...positionOf(key.start) });
      at = end;
      continue;
    }
    at = lineEnd(text, read.at);
  }
  return { entries, errors };
}

function nextStatement(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (text[at] === '#') at = lineEnd(text, at);
    else if (/\s|\u0085/.test(text[at] ?? '')) at += 1;
    else return at;
  }
  return at;
}

function readKey(text: string, from: number): Key | Refusal {
  const exported = /export[\t\v\f\r \u0085\u00A0]+/y;
  exported.lastIndex = from;
  const start = exported.test(text) ? exported.lastIndex : from;
  let at = start;
  for (; at < text.length; at += 1) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (character === '=' || character === ':' || character === '\n') break;
    if (!BLANK.test(character) && !NAME_CHARACTER.test(character)) {
      return { refused: 'the name of a variable holds a character that Compose does not allow', at };
    }
    at += character.length - 1;
  }
  const name = text.slice(start, at).trim();
  if (name === '') return { refused: 'the line has no name before its `=`', at: start };
  if (name.includes(' ')) return { refused: 'the name of a variable holds a space', at: start };
  const alone = at >= text.length || text[at] === '\n';
  return { name, start, end: alone ? at : at + 1, alone };
}

function readValue(text: string, at: number): Quoted | Refusal {
  const mark = text[at];
  if (mark === '"' || mark === "'") return readQuoted(text, at, mark);
  const end = lineEnd(text, at);
  const line = text.slice(at, end);
  const comment = line.indexOf(' #');
  const value = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  return { value, quote: 'none', interpolates: true, end };
}

function readQuoted(text: string, open: number, mark: '"' | "'"): Quoted | Refusal {
  let raw = '';
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === mark) {
      return mark === '"'
        ? { value: resolveEscapes(raw), quote: 'double', interpolates: true, end: at + 1 }
        : { value: raw, quote: 'single', interpolates: false, end: at + 1 };
    }
    if (character === '\\' && at + 1 < text.length) {
      at += 1;
      // The quote itself is the one character whose escape is resolved in both kinds of quotes.
      raw += text[at] === mark ? mark : `\\${text[at]}`;
    } else raw += character;
  }
  return { refused: 'a quoted value has no closing quote', at: open };
}

function resolveEscapes(raw: string): string {
  return raw.replace(ESCAPE, (whole) => {
    const code = whole.slice(1);
    if (code.startsWith('0')) {
      const octal = code.slice(1);
      // Go takes exactly three octal digits; anything else stays as written.
      return /^[0-3][0-7]{2}$/.test(octal) ? String.fromCodePoint(Number.parseInt(octal, 8)) : whole;
    }
    return ESCAPED.get(code) ?? whole;
  });
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && BLANK.test(text[at] ?? '')) at += 1;
  return at;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
