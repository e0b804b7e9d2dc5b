import type { Mend } from '../findings/mend.ts';
import { type Entry, entryAt, linesOf, type Span } from './entry.ts';
import { dotenvText, textOf, writtenAt, yamlText } from './scalar.ts';

/**
 * The text of a file after a change, everything else in it as it was: remarks, order, quotes, line ends.
 * @returns undefined where the text is not written in a way that allows it
 */
export function applyMend(text: string, mend: Mend): string | undefined {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(lineEnd);
  const { line, column } = mend.at;
  const changed = mend.kind === 'first' ? withFirst(lines, mend) : withEntry(lines, entryAt(lines, line, column), mend);
  return changed?.join(lineEnd);
}

function withEntry(
  lines: readonly string[],
  entry: Entry | undefined,
  mend: Exclude<Mend, { kind: 'first' }>,
): string[] | undefined {
  if (entry === undefined) return undefined;
  switch (mend.kind) {
    case 'value':
      return withValue(lines, entry, mend);
    case 'key':
      return withKey(lines, entry, mend);
    case 'rename':
      return withName(lines, entry, mend);
    case 'beside':
      return withNeighbour(lines, entry, mend);
  }
}

type MendOf<Kind> = Extract<Mend, { readonly kind: Kind }>;

function withValue(lines: readonly string[], entry: Entry, { at, from, to }: MendOf<'value'>): string[] | undefined {
  const row = entry.form === 'item' ? entry.valueLine : at.line - 1;
  const text = lines[row] ?? '';
  if (entry.form === 'assignment') {
    const old = text.slice(entry.value.start, entry.value.end);
    const quote = entry.item ? '' : quoteOf(old);
    const next = inPlaceOf(from, bare(old, quote), to);
    if (next === undefined) return undefined;
    const written = entry.item ? itemText(next, entry.quote) : dotenvText(next, quote);
    return written === undefined ? undefined : replaced(lines, row, entry.value, written);
  }
  if (entry.value === undefined) return undefined;
  const old = textOf(text, entry.value);
  const next = inPlaceOf(from, old, to);
  return next === undefined ? undefined : replaced(lines, row, entry.value, yamlText(next, entry.value.quote, old));
}

/** The new value where the old one is what the rule found: as a whole, or as the last part of a URL's path. */
function inPlaceOf(from: string | undefined, old: string, to: string): string | undefined {
  if (from === undefined || old === from) return to;
  const [, before, last, query = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^?#]*\/)([^/?#]+)(\?.*)?$/i.exec(old) ?? [];
  return before !== undefined && last === from ? `${before}${to}${query}` : undefined;
}

function withKey(lines: readonly string[], entry: Entry, { at, from, to }: MendOf<'key'>): string[] | undefined {
  if (entry.form !== 'item') return undefined;
  for (const row of linesOf(lines, at.line - 1, (lines[at.line - 1] ?? '').search(/\S/))) {
    const text = lines[row] ?? '';
    const found = /(^|[\s{,])key\s*:/.exec(text);
    if (found === null) continue;
    const value = writtenAt(
      text,
      found.index + found[0].length,
      /[{]/.test(text.slice(0, found.index + 1)) ? ',}' : '',
    );
    if (value !== undefined && textOf(text, value) === from)
      return replaced(lines, row, value, yamlText(to, value.quote, from));
  }
  return undefined;
}

function withName(lines: readonly string[], entry: Entry, { at, from, to }: MendOf<'rename'>): string[] | undefined {
  const text = lines[at.line - 1] ?? '';
  if (entry.form !== 'item') {
    return text.slice(entry.name.start, entry.name.end) === from
      ? replaced(lines, at.line - 1, entry.name, to)
      : undefined;
  }
  if (textOf(text, entry.name) !== from) return undefined;
  return replaced(lines, at.line - 1, entry.name, yamlText(to, entry.name.quote));
}

function withNeighbour(lines: readonly string[], entry: Entry, mend: MendOf<'beside'>): string[] | undefined {
  const { at, name, value } = mend;
  const row = at.line - 1;
  const text = lines[row] ?? '';
  const indent = text.search(/\S/);
  const margin = text.slice(0, indent);
  const own = linesOf(lines, row, indent);
  const after = (own.at(-1) ?? row) + 1;
  const insert = (...made: readonly string[]) => [...lines.slice(0, after), ...made, ...lines.slice(after)];
  if (entry.form === 'assignment') {
    const written = entry.item ? itemText(value, entry.quote) : dotenvText(value, '');
    if (written === undefined) return undefined;
    const close = entry.item ? entry.quote : '';
    const head = entry.item ? text.slice(0, entry.name.start) : (/^\s*(export\s+)?/.exec(text)?.[0] ?? '');
    return insert(`${head}${name}=${written}${close}`);
  }
  if (entry.form === 'item') {
    if (!entry.flow) return insert(`${margin}- name: ${name}`, `${margin}  value: ${stringText(value)}`);
    const space = /-\s+\{(\s*)/.exec(text)?.[1] ?? '';
    return insert(`${margin}- {${space}name: ${name}, value: ${JSON.stringify(value)}${space}}`);
  }
  // A key between braces has its neighbours in the same line.
  if (entry.name.start > indent + 1) return undefined;
  return insert(`${margin}${name}: ${stringText(value)}`);
}

/** The container's other keys stand in the column of its name. */
function withFirst(lines: readonly string[], { at, name, value }: MendOf<'first'>): string[] | undefined {
  const row = at.line - 1;
  const text = lines[row] ?? '';
  if (!/^\s*-\s+$/.test(text.slice(0, at.column - 1)) || !/^[A-Za-z]+:\s/.test(text.slice(at.column - 1)))
    return undefined;
  const margin = ' '.repeat(at.column - 1);
  const own = linesOf(lines, row, at.column - 2).map((line) => lines[line] ?? '');
  if (own.some((line) => line.startsWith(`${margin}env:`))) return undefined;
  const made = [`${margin}env:`, `${margin}  - name: ${name}`, `${margin}    value: ${stringText(value)}`];
  return [...lines.slice(0, row + 1), ...made, ...lines.slice(row + 1)];
}

/** A variable is text, whatever it looks like. */
function stringText(value: string): string {
  return yamlText(value, '');
}

/** The value of a list item `NAME=value`, which YAML reads as a whole. */
function itemText(value: string, quote: string): string | undefined {
  if (quote !== '') return value.includes(quote) || value.includes('\\') ? undefined : value;
  return /: |\s#|[\n\r]|^\s|\s$/.test(value) ? undefined : value;
}

function quoteOf(written: string): '"' | "'" | '' {
  return written.startsWith('"') ? '"' : written.startsWith("'") ? "'" : '';
}

function bare(written: string, quote: string): string {
  return quote === '' ? written : written.slice(1, -1);
}

function replaced(lines: readonly string[], row: number, { start, end }: Span, by: string): string[] {
  return lines.map((line, at) => (at === row ? line.slice(0, start) + by + line.slice(end) : line));
}
