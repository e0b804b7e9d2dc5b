// YAML as a tree in which every node knows its place. js-yaml's event stream does the parsing.
import { parseEvents, YAMLException } from 'js-yaml';
import { type Position, positionsOf } from './position.ts';
import { indentFlowLines } from './yaml-flow-lines.ts';
import { buildDocuments, YamlTreeError } from './yaml-tree.ts';

export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlScalar extends Position {
  readonly kind: 'scalar';
  /** Decoded text; for a plain scalar the token as written (`0644`, `yes`, `~`). */
  readonly text: string;
  /** Neither quoted nor a block: only such a scalar can be a number, a boolean or null. */
  readonly plain: boolean;
  readonly tag?: string;
}

export interface YamlList extends Position {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly tag?: string;
}

export interface YamlMap extends Position {
  readonly kind: 'map';
  /** In order, merge keys (`<<`) resolved, the last of equal keys kept. */
  readonly entries: readonly YamlEntry[];
  readonly tag?: string;
  /** Keys that stand in the map more than once, once for each later place. */
  readonly duplicates: readonly YamlDuplicate[];
}

/** A key that stands in its map already; the place is the later one. */
export interface YamlDuplicate extends Position {
  readonly text: string;
  readonly first: Position;
  /** What stood under the key before. */
  readonly replaced: YamlNode;
}

export interface YamlEntry {
  readonly key: string;
  /** Where the key stands. */
  readonly at: Position;
  readonly value: YamlNode;
  /** Came in through `<<`. */
  readonly merged?: boolean;
}

export interface YamlDocument extends Position {
  /** Undefined for an empty document. */
  readonly root: YamlNode | undefined;
}

export interface YamlError extends Position {
  readonly message: string;
}

const MOST_DEPTH = 100;

/** All documents of a stream. A broken document is an error with its place; the documents around it are still read. */
export function parseYaml(text: string): { documents: YamlDocument[]; errors: YamlError[] } {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const whole = parsePart(source, 0);
  if (whole.error === undefined) return { documents: whole.documents, errors: [] };
  const parts = splitDocuments(source);
  if (parts.length === 1) return { documents: whole.documents, errors: [whole.error] };
  const documents: YamlDocument[] = [];
  const errors: YamlError[] = [];
  for (const part of parts) {
    const parsed = parsePart(part.text, part.lineOffset);
    documents.push(...parsed.documents);
    if (parsed.error) errors.push(parsed.error);
  }
  return { documents, errors: errors.length > 0 ? errors : [whole.error] };
}

interface Part {
  readonly documents: YamlDocument[];
  readonly error?: YamlError;
}

function parsePart(text: string, lineOffset: number): Part {
  const strict = parseText(text, new Map(), lineOffset);
  if (strict.error === undefined) return strict;
  const indented = indentFlowLines(text);
  if (indented === undefined) return { ...strict, error: namingTheFault(strict.error) };
  const mended = parseText(indented.text, indented.added, lineOffset);
  return mended.error === undefined ? mended : { ...mended, error: laterOf(strict.error, mended.error) };
}

/** With every line deep enough, the parser's complaint about depth means that the text ended before the bracket did. */
function namingTheFault(error: YamlError): YamlError {
  if (error.message !== 'deficient indentation') return error;
  return { ...error, message: 'a bracket or a quote is not closed' };
}

/** The parse that came further failed at what is really broken. */
function laterOf(one: YamlError, other: YamlError): YamlError {
  return other.line >= one.line ? other : one;
}

function parseText(text: string, added: ReadonlyMap<number, number>, lineOffset: number): Part {
  const place = ({ line, column }: Position): Position => ({
    line: line + lineOffset,
    column: Math.max(1, column - (added.get(line) ?? 0)),
  });
  const positionOf = positionsOf(text);
  const placeOf = (offset: number) => place(positionOf(Math.max(offset, 0)));
  try {
    return { documents: buildDocuments(parseEvents(text, { maxDepth: MOST_DEPTH }), text, placeOf) };
  } catch (error) {
    if (error instanceof YamlTreeError) return { documents: [], error: { ...error.at, message: error.message } };
    if (!(error instanceof YAMLException)) throw error;
    const at = { line: (error.mark?.line ?? 0) + 1, column: (error.mark?.column ?? 0) + 1 };
    return { documents: [], error: { ...place(at), message: error.reason } };
  }
}

function splitDocuments(text: string): { text: string; lineOffset: number }[] {
  const parts: { text: string; lineOffset: number }[] = [];
  let start = 0;
  let lineOffset = 0;
  for (const match of text.matchAll(/^---(?=\s|$)/gm)) {
    if (match.index > start) {
      const part = text.slice(start, match.index);
      parts.push({ text: part, lineOffset });
      lineOffset += part.split('\n').length - 1;
      start = match.index;
    }
  }
  parts.push({ text: text.slice(start), lineOffset });
  return parts;
}

/** The value under a key, undefined when the node is no map or lacks it. */
export function get(node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined {
  let current = node;
  for (const key of path) {
    if (current?.kind !== 'map') return undefined;
    current = current.entries.find((entry) => entry.key === key)?.value;
  }
  return current;
}

/** The entry under a key, with the key's own place. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items : [];
}

export function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

export function isNull(node: YamlNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.plain && /^(~|null|Null|NULL|)$/.test(node.text));
}

/** The text of a scalar as written; undefined for null, maps and lists. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && !isNull(node) ? node.text : undefined;
}
