// The dialect of the node package: https://github.com/motdotla/dotenv. Its parser is one regular expression; this reads
// the same language in linear time, with places, duplicates and the lines that it drops.
import type { DotenvEntry, DotenvError, DotenvText } from './dotenv-entry.ts';
import { positionsOf } from './position.ts';

type Mark = '"' | "'" | '`';
const QUOTES = { "'": 'single', '"': 'double', '`': 'backtick' } as const;

interface Read {
  readonly value: string;
  readonly quote: DotenvEntry['quote'];
  readonly end: number;
  readonly unterminated: boolean;
}

/** Reads a file as `dotenv.parse` does; a name without `=` is kept as a declaration. */
export function readNodeDotenv(original: string): DotenvText {
  const text = original.replace(/\r\n?/g, '\n');
  const positionOf = positionsOf(text);
  const closing = closingQuotes(text);
  const entries: DotenvEntry[] = [];
  const errors: DotenvError[] = [];
  let at = 0;
  for (;;) {
    at = skipSpace(text, at);
    if (at >= text.length) return { entries, errors };
    const key = text[at] === '#' ? undefined : readKey(text, at);
    if (key === undefined) {
      const lone = loneName(text, at);
      if (lone) entries.push({ ...lone.entry, ...positionOf(lone.start) });
      else if (text[at] !== '#') errors.push({ ...positionOf(at), message: 'the line is no `NAME=value`' });
      at = lineEnd(text, at);
      continue;
    }
    const read = readValue(text, key.end, closing);
    const { line, column } = positionOf(key.start);
    entries.push({
      name: key.name,
      value: read.value,
      quote: read.quote,
      interpolates: read.quote !== 'single',
      line,
      column,
    });
    if (read.unterminated) {
      errors.push({ ...positionOf(skipSpace(text, key.end)), message: 'a quoted value has no closing quote' });
    }
    at = read.end;
  }
}

function readKey(text: string, at: number): { name: string; start: number; end: number } | undefined {
  const assignment = /(?:export\s+)?([\w.-]+)(?:\s*=|:\s)/y;
  assignment.lastIndex = at;
  const match = assignment.exec(text);
  if (match === null) return undefined;
  const name = match[1] ?? '';
  const start =
    match[0].startsWith('export') && /^export\s+[\w.-]/.test(match[0]) ? at + match[0].indexOf(name, 6) : at;
  return { name, start, end: assignment.lastIndex };
}

function loneName(
  text: string,
  at: number,
): { entry: Omit<DotenvEntry, 'line' | 'column'>; start: number } | undefined {
  const alone = /(export[^\S\n]+)?([\w.-]+)[^\S\n]*(?:#.*)?(?=\n|$)/y;
  alone.lastIndex = at;
  const match = alone.exec(text);
  if (match === null) return undefined;
  const entry = { name: match[2] ?? '', value: undefined, quote: 'none', interpolates: false } as const;
  return { entry, start: at + (match[1] ?? '').length };
}

function readValue(text: string, from: number, closing: ClosingQuotes): Read {
  const open = skipSpace(text, from);
  const mark = text[open];
  if (mark === '"' || mark === "'" || mark === '`') {
    const close = closing(mark, open);
    if (close !== undefined) {
      const value = resolve(text.slice(open + 1, close), mark);
      return { value, quote: QUOTES[mark], end: lineEnd(text, close), unterminated: false };
    }
  }
  return readUnquoted(text, from);
}

function readUnquoted(text: string, from: number): Read {
  const end = lineEnd(text, from);
  const hash = text.indexOf('#', from);
  const value = text.slice(from, hash < 0 || hash > end ? end : hash).trim();
  const mark = value[0];
  if (mark !== '"' && mark !== "'" && mark !== '`') return { value, quote: 'none', end, unterminated: false };
  // `"a" "b"` begins and ends with a quote and is stripped all the same; `"a" b` keeps its quotes.
  const stripped = value.length > 1 && value.endsWith(mark);
  return {
    value: resolve(stripped ? value.slice(1, -1) : value, mark),
    quote: stripped ? QUOTES[mark] : 'none',
    end,
    unterminated: !stripped && value.indexOf(mark, 1) < 0,
  };
}

function resolve(inner: string, mark: Mark): string {
  return mark === '"' ? inner.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : inner;
}

/** The place of the quote that closes the one at `open`, if a line end or a comment follows it. */
type ClosingQuotes = (mark: Mark, open: number) => number | undefined;

interface Region {
  readonly from: number;
  readonly end: number;
  readonly close: number | undefined;
}

function closingQuotes(text: string): ClosingQuotes {
  // The quotes of one region are scanned once, however many lines open inside it: a hostile file costs no more.
  const regions = new Map<Mark, Region>();
  return (mark, open) => {
    let region = regions.get(mark);
    if (region === undefined || open < region.from || open >= region.end) {
      region = scanRegion(text, mark, open);
      regions.set(mark, region);
    }
    return region.close !== undefined && region.close > open ? region.close : undefined;
  };
}

/** From an opening quote to the first unescaped one; when that closes nothing, the last escaped one that could. */
function scanRegion(text: string, mark: Mark, from: number): Region {
  let close: number | undefined;
  for (let at = text.indexOf(mark, from + 1); at >= 0; at = text.indexOf(mark, at + 1)) {
    if (endsStatement(text, at + 1)) close = at;
    if (text[at - 1] !== '\\') return { from, end: at, close };
  }
  return { from, end: text.length, close };
}

function endsStatement(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && text[at] !== '\n' && /\s/.test(text[at] ?? '')) at += 1;
  return at >= text.length || text[at] === '\n' || text[at] === '#';
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
  return at;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
