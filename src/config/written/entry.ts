/** A value of one line. */
export type Flow = string | boolean | readonly Flow[] | { readonly [key: string]: Flow };

/** A key with its value, a remark on a line of its own, or nothing. */
export type Line = Entry | { readonly remark: string } | { readonly blank: true };

export interface Entry {
  readonly key: string;
  readonly value: Flow | Block;
  /** Said behind it in the same line. */
  readonly remark?: string;
}

/** What stands below a key, one line each. */
export interface Block {
  readonly lines: readonly Line[];
}

export function isBlock(value: Flow | Block): value is Block {
  return typeof value === 'object' && 'lines' in value && Array.isArray(value.lines);
}

export function isEntry(line: Line): line is Entry {
  return 'key' in line;
}

/** Farther to the right nobody sees a remark. */
const LAST_COLUMN = 64;

/** The lines of a block, remarks one below the other. */
export function blockLines({ lines }: Block, indent: number): string[] {
  const margin = ' '.repeat(indent);
  const heads = lines.map((line) => ('blank' in line ? '' : margin + headOf(line)));
  const remarked = heads.filter((_, at) => remarkOf(lines[at]) !== undefined).map((head) => head.length);
  const column = Math.max(0, ...remarked.filter((length) => length <= LAST_COLUMN)) + 1;
  return lines.flatMap((line, at) => {
    const head = heads[at] ?? '';
    const remark = remarkOf(line);
    const first = remark === undefined ? head : `${head.padEnd(column)}# ${remark}`;
    return isEntry(line) && isBlock(line.value) ? [first, ...blockLines(line.value, indent + 2)] : [first];
  });
}

function headOf(line: Exclude<Line, { blank: true }>): string {
  if (!isEntry(line)) return `# ${line.remark}`;
  return isBlock(line.value) ? `${scalarText(line.key)}:` : `${scalarText(line.key)}: ${flowText(line.value)}`;
}

function remarkOf(line: Line | undefined): string | undefined {
  return line !== undefined && isEntry(line) ? line.remark : undefined;
}

/** The same in one line, for a map between braces: there is no room for remarks. */
export function entryText({ key, value }: Entry): string {
  return `${scalarText(key)}: ${flowText(plainValue(value))}`;
}

function plainValue(value: Flow | Block): Flow {
  if (!isBlock(value)) return value;
  return Object.fromEntries(value.lines.filter(isEntry).map((entry) => [entry.key, plainValue(entry.value)]));
}

export function flowText(value: Flow): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return scalarText(value);
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  const parts = Object.entries(value).map(([key, part]) => `${scalarText(key)}: ${flowText(part)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** Nothing that YAML could take for anything but text, and nothing that means something between braces. */
const PLAIN = /^[A-Za-z_./][\w./@+-]*$/;
const WORD = /^(true|false|null|yes|no|on|off|y|n|\.nan|[-+]?\.inf)$/i;
const NUMBER = /^[-+.]?\d/;

function scalarText(text: string): string {
  return PLAIN.test(text) && !WORD.test(text) && !NUMBER.test(text) ? text : JSON.stringify(text);
}
