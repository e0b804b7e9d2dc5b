// YAML as a tree in which every node knows its place. js-yaml's event stream does the parsing.
import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import { type Position, positionsOf } from './position.ts';

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
  /** Keys that stand in the map more than once: each later place. */
  readonly duplicates: readonly YamlScalar[];
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

/** Aliases may multiply a document at most to this many nodes: more is an attack or an accident. */
const MOST_NODES = 2_000_000;
const MOST_DEPTH = 100;

/** All documents of a stream. A broken document is an error with its place; the documents around it are still read. */
export function parseYaml(text: string): { documents: YamlDocument[]; errors: YamlError[] } {
  const source = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const whole = parsePart(source, 0);
  if (whole.error === undefined) return { documents: whole.documents, errors: [] };
  const documents: YamlDocument[] = [];
  const errors: YamlError[] = [];
  for (const part of splitDocuments(source)) {
    const parsed = parsePart(part.text, part.lineOffset);
    documents.push(...parsed.documents);
    if (parsed.error) errors.push(parsed.error);
  }
  return { documents, errors: errors.length > 0 ? errors : [whole.error] };
}

function parsePart(text: string, lineOffset: number): { documents: YamlDocument[]; error?: YamlError } {
  try {
    return { documents: buildDocuments(parseEvents(text, { maxDepth: MOST_DEPTH }), text, lineOffset) };
  } catch (error) {
    if (error instanceof YamlTreeError) return { documents: [], error: { ...error.at, message: error.message } };
    if (!(error instanceof YAMLException)) throw error;
    const line = (error.mark?.line ?? 0) + 1 + lineOffset;
    return { documents: [], error: { line, column: (error.mark?.column ?? 0) + 1, message: error.reason } };
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

class YamlTreeError extends Error {
  readonly at: Position;
  constructor(message: string, at: Position) {
    super(message);
    this.at = at;
  }
}

interface OpenMap {
  readonly kind: 'map';
  readonly at: Position;
  readonly entries: YamlEntry[];
  /** Key to its place in `entries`. */
  readonly index: Map<string, number>;
  readonly duplicates: YamlScalar[];
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
  key: YamlNode | undefined;
}
interface OpenList {
  readonly kind: 'list';
  readonly at: Position;
  readonly items: YamlNode[];
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

function buildDocuments(events: readonly Event[], text: string, lineOffset: number): YamlDocument[] {
  const positionOf = positionsOf(text);
  const place = (offset: number): Position => {
    const position = positionOf(Math.max(offset, 0));
    return { line: position.line + lineOffset, column: position.column };
  };
  const documents: YamlDocument[] = [];
  const stack: (OpenMap | OpenList)[] = [];
  const sizes = new Map<YamlNode, number>();
  let anchors = new Map<string, YamlNode>();
  let root: YamlNode | undefined;
  let open = false;
  let last = place(0);

  const slice = (start: number, end: number) => (start < 0 ? undefined : text.slice(start, end));
  const add = (node: YamlNode) => {
    const parent = stack.at(-1);
    if (parent === undefined) root = node;
    else if (parent.kind === 'list') parent.items.push(node);
    else if (parent.key === undefined) parent.key = node;
    else {
      addEntry(parent, parent.key, node);
      parent.key = undefined;
    }
  };
  const finish = (node: YamlNode, anchor: string | undefined, size: number) => {
    if (size > MOST_NODES) throw new YamlTreeError('aliases expand to more nodes than any real document has', node);
    sizes.set(node, size);
    if (anchor !== undefined) anchors.set(anchor, node);
    add(node);
  };

  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        anchors = new Map();
        root = undefined;
        open = true;
        break;
      case EVENT_ID.SCALAR: {
        const offset = event.valueStart >= 0 ? event.valueStart - (isQuoted(event.style) ? 1 : 0) : event.tagStart;
        // An empty value has no place of its own: it gets that of the key before it.
        const start = offset >= 0 ? place(offset) : last;
        last = start;
        const tag = slice(event.tagStart, event.tagEnd);
        const node: YamlScalar = {
          kind: 'scalar',
          text: getScalarValue(text, event),
          plain: event.style === SCALAR_STYLE.PLAIN,
          ...(tag !== undefined && { tag }),
          ...start,
        };
        finish(node, slice(event.anchorStart, event.anchorEnd), 1);
        break;
      }
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        const shared = {
          at: place(event.start),
          tag: slice(event.tagStart, event.tagEnd),
          anchor: slice(event.anchorStart, event.anchorEnd),
        };
        if (event.type === EVENT_ID.MAPPING)
          stack.push({ kind: 'map', ...shared, entries: [], index: new Map(), duplicates: [], key: undefined });
        else stack.push({ kind: 'list', ...shared, items: [] });
        break;
      }
      case EVENT_ID.ALIAS: {
        const name = text.slice(event.anchorStart, event.anchorEnd);
        const target = anchors.get(name);
        if (target === undefined) throw new YamlTreeError(`alias *${name} has no anchor`, place(event.anchorStart));
        add(target);
        break;
      }
      case EVENT_ID.POP: {
        const closed = stack.pop();
        if (closed !== undefined) {
          const node = close(closed);
          finish(node, closed.anchor, 1 + children(node).reduce((sum, child) => sum + (sizes.get(child) ?? 1), 0));
        } else if (open) {
          documents.push({ root, ...(root ? { line: root.line, column: root.column } : last) });
          open = false;
        }
        break;
      }
    }
  }
  return documents;
}

function isQuoted(style: number): boolean {
  return style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
}

function children(node: YamlNode): YamlNode[] {
  if (node.kind === 'map') return node.entries.map((entry) => entry.value);
  return node.kind === 'list' ? [...node.items] : [];
}

function addEntry(map: OpenMap, key: YamlNode, value: YamlNode): void {
  if (key.kind !== 'scalar') throw new YamlTreeError('a map or list cannot be a key', key);
  if (key.text === '<<' && key.plain) {
    for (const source of value.kind === 'list' ? value.items : [value]) {
      if (source.kind !== 'map') throw new YamlTreeError('<< takes a map or a list of maps', value);
      for (const entry of source.entries) if (!map.index.has(entry.key)) putEntry(map, { ...entry, merged: true });
    }
    return;
  }
  const known = map.index.get(key.text);
  if (known !== undefined && map.entries[known]?.merged !== true) map.duplicates.push(key);
  putEntry(map, { key: key.text, at: { line: key.line, column: key.column }, value });
}

function putEntry(map: OpenMap, entry: YamlEntry): void {
  const known = map.index.get(entry.key);
  if (known !== undefined) {
    map.entries[known] = entry;
    return;
  }
  map.index.set(entry.key, map.entries.length);
  map.entries.push(entry);
}

function close(open: OpenMap | OpenList): YamlNode {
  const tag = open.tag === undefined ? {} : { tag: open.tag };
  if (open.kind === 'list') return { kind: 'list', items: open.items, ...tag, ...open.at };
  return { kind: 'map', entries: open.entries, duplicates: open.duplicates, ...tag, ...open.at };
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
