import { type Written, writtenAt } from './scalar.ts';

/** What stands at a place, by the way it is written. Lines count from 0. */
export type Entry =
  /** `NAME=value`, in a dotenv file or as an item of a YAML list (then `quote` is that of the whole item). */
  | {
      readonly form: 'assignment';
      readonly name: Span;
      readonly item: boolean;
      readonly quote: string;
      readonly value: Span;
    }
  /** `NAME: value` */
  | { readonly form: 'key'; readonly name: Span; readonly value: Written | undefined }
  /** `- name: NAME` with `value:` below it, or both in one line between braces. */
  | {
      readonly form: 'item';
      readonly flow: boolean;
      readonly name: Written;
      readonly valueLine: number;
      readonly value: Written | undefined;
    };

export interface Span {
  readonly start: number;
  readonly end: number;
}

const KEY = /^(["']?)([^\s"':{}[\],]+)\1\s*:(?=\s|$)/;
const ASSIGNMENT = /^(["']?)([A-Za-z_][\w.-]*)=/;

/** The entry at a line and column, both from 1; undefined where nothing of these forms stands there. */
export function entryAt(lines: readonly string[], line: number, column: number): Entry | undefined {
  const text = lines[line - 1] ?? '';
  const item = itemAt(lines, line - 1, column - 1);
  if (item !== undefined) return item;
  const rest = text.slice(column - 1);
  const assigned = ASSIGNMENT.exec(rest);
  if (assigned !== null) return assignmentAt(text, column - 1, assigned);
  const key = KEY.exec(rest);
  if (key === null) return undefined;
  const quote = key[1]?.length ?? 0;
  const start = column - 1 + quote;
  const isFlow = /^\s*(-\s+)?[{[]|:\s*[{[]/.test(text.slice(0, column - 1));
  const value = writtenAt(text, column - 1 + key[0].length, isFlow ? ',}]' : '');
  return { form: 'key', name: { start, end: start + (key[2]?.length ?? 0) }, value };
}

function assignmentAt(text: string, offset: number, [head = '', quote = '', name = '']: RegExpExecArray): Entry {
  const start = offset + quote.length;
  const isItem = /^\s*-\s+$/.test(text.slice(0, offset));
  const from = offset + head.length;
  const tail = text.slice(from);
  const close = quote === '' ? -1 : tail.indexOf(quote);
  const plain = /\s+#.*$|\s*$/.exec(tail)?.index ?? tail.length;
  const value = { start: from, end: from + (close >= 0 ? close : plain) };
  return { form: 'assignment', name: { start, end: start + name.length }, item: isItem, quote, value };
}

/** An item of a list of variables, as Kubernetes writes them. */
function itemAt(lines: readonly string[], line: number, column: number): Entry | undefined {
  const text = lines[line] ?? '';
  const before = text.slice(0, column);
  const rest = text.slice(column);
  if (!/^\s*-\s+$/.test(before)) return undefined;
  const flow = /^\{\s*name\s*:/.exec(rest);
  if (flow !== null) {
    const name = writtenAt(text, column + flow[0].length, ',}');
    const key = /[,{]\s*value\s*:/.exec(rest);
    const value = key === null ? undefined : writtenAt(text, column + key.index + key[0].length, ',}');
    return name && { form: 'item', flow: true, name, valueLine: line, value };
  }
  const block = /^name\s*:/.exec(rest);
  const name = block === null ? undefined : writtenAt(text, column + block[0].length);
  if (name === undefined) return undefined;
  for (const at of linesOf(lines, line, column - 1)) {
    const found = /^\s*value\s*:/.exec(lines[at] ?? '');
    if (found !== null && found[0].search(/\S/) === column)
      return { form: 'item', flow: false, name, valueLine: at, value: writtenAt(lines[at] ?? '', found[0].length) };
  }
  return { form: 'item', flow: false, name, valueLine: line, value: undefined };
}

/** The lines that belong to what starts in a line: those that are indented deeper than `indent`. */
export function linesOf(lines: readonly string[], line: number, indent: number): number[] {
  const own = [line];
  const open: number[] = [];
  for (let at = line + 1; at < lines.length; at += 1) {
    const text = lines[at] ?? '';
    const depth = text.search(/\S/);
    if (depth < 0 || (/^\s*#/.test(text) && depth <= indent)) {
      // Empty lines and remarks belong to what comes after them, unless more of this does.
      open.push(at);
      continue;
    }
    if (depth <= indent) break;
    own.push(...open.splice(0), at);
  }
  return own;
}
