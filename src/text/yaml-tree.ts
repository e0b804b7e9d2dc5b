// From the parser's flat events to a tree: anchors followed, merge keys resolved, every node with its place.
import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { Position } from './position.ts';
import type { YamlDocument, YamlDuplicate, YamlEntry, YamlNode, YamlScalar } from './yaml.ts';

/** Aliases may multiply a document at most to this many nodes: more is an attack or an accident. */
const MOST_NODES = 2_000_000;
/** Merge keys are written out, unlike aliases: each one costs its whole map. */
const MOST_MERGED = 300_000;

/** What the parser accepts and a document may not hold. */
export class YamlTreeError extends Error {
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
  /** For keys that stand twice: where they stand first. */
  firsts: Map<string, Position> | undefined;
  readonly duplicates: YamlDuplicate[];
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

type EventOf<Type> = Extract<Event, { readonly type: Type }>;

/**
 * All documents that the events describe.
 *
 * @param text what the events were read from
 * @param placeOf position of an offset in `text`, as the user sees it
 */
export function buildDocuments(
  events: readonly Event[],
  text: string,
  placeOf: (offset: number) => Position,
): YamlDocument[] {
  const builder = new TreeBuilder(text, placeOf);
  for (const event of events) builder.take(event);
  return builder.documents;
}

class TreeBuilder {
  readonly documents: YamlDocument[] = [];
  readonly #text: string;
  readonly #placeOf: (offset: number) => Position;
  readonly #stack: (OpenMap | OpenList)[] = [];
  readonly #sizes = new Map<YamlNode, number>();
  #anchors = new Map<string, YamlNode>();
  #root: YamlNode | undefined;
  #isOpen = false;
  #merged = 0;
  /** An empty value has no place of its own: it gets that of what stands before it. */
  #last: Position;

  constructor(text: string, placeOf: (offset: number) => Position) {
    this.#text = text;
    this.#placeOf = placeOf;
    this.#last = placeOf(0);
  }

  take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        this.#anchors = new Map();
        this.#root = undefined;
        this.#isOpen = true;
        break;
      case EVENT_ID.SCALAR:
        this.#scalar(event);
        break;
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        this.#open(event);
        break;
      case EVENT_ID.ALIAS:
        this.#alias(event.anchorStart, event.anchorEnd);
        break;
      case EVENT_ID.POP:
        this.#pop();
        break;
    }
  }

  #scalar(event: EventOf<typeof EVENT_ID.SCALAR>): void {
    const offset = event.valueStart >= 0 ? event.valueStart - (isQuoted(event.style) ? 1 : 0) : event.tagStart;
    if (offset >= 0) this.#last = this.#placeOf(offset);
    const tag = this.#slice(event.tagStart, event.tagEnd);
    const node: YamlScalar = {
      kind: 'scalar',
      text: getScalarValue(this.#text, event),
      plain: event.style === SCALAR_STYLE.PLAIN,
      ...(tag !== undefined && { tag }),
      ...this.#last,
    };
    this.#finish(node, this.#slice(event.anchorStart, event.anchorEnd), 1);
  }

  #open(event: EventOf<typeof EVENT_ID.MAPPING> | EventOf<typeof EVENT_ID.SEQUENCE>): void {
    const shared = {
      at: this.#placeOf(event.start),
      tag: this.#slice(event.tagStart, event.tagEnd),
      anchor: this.#slice(event.anchorStart, event.anchorEnd),
    };
    if (event.type === EVENT_ID.SEQUENCE) this.#stack.push({ kind: 'list', ...shared, items: [] });
    else {
      const empty = { entries: [], index: new Map(), firsts: undefined, duplicates: [], key: undefined };
      this.#stack.push({ kind: 'map', ...shared, ...empty });
    }
  }

  #alias(start: number, end: number): void {
    const name = this.#text.slice(start, end);
    const target = this.#anchors.get(name);
    if (target === undefined) throw new YamlTreeError(`alias *${name} has no anchor`, this.#placeOf(start));
    this.#add(target);
  }

  #pop(): void {
    const closed = this.#stack.pop();
    if (closed !== undefined) {
      const node = close(closed);
      const inside = childrenOf(node).reduce((sum, child) => sum + (this.#sizes.get(child) ?? 1), 0);
      this.#finish(node, closed.anchor, 1 + inside);
    } else if (this.#isOpen) {
      const root = this.#root;
      this.documents.push({ root, ...(root ? { line: root.line, column: root.column } : this.#last) });
      this.#isOpen = false;
    }
  }

  #finish(node: YamlNode, anchor: string | undefined, size: number): void {
    if (size > MOST_NODES) throw tooMany(node);
    if (size > 1) this.#sizes.set(node, size);
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    this.#add(node);
  }

  #add(node: YamlNode): void {
    const parent = this.#stack.at(-1);
    if (parent === undefined) this.#root = node;
    else if (parent.kind === 'list') parent.items.push(node);
    else if (parent.key === undefined) parent.key = node;
    else {
      this.#addEntry(parent, parent.key, node);
      parent.key = undefined;
    }
  }

  #addEntry(map: OpenMap, key: YamlNode, value: YamlNode): void {
    if (key.kind !== 'scalar') throw new YamlTreeError('a map or list cannot be a key', key);
    if (key.text === '<<' && key.plain) {
      this.#merge(map, value);
      return;
    }
    const at = { line: key.line, column: key.column };
    const known = map.entries[map.index.get(key.text) ?? -1];
    if (known !== undefined && known.merged !== true) {
      map.firsts ??= new Map();
      const first = map.firsts.get(key.text) ?? known.at;
      map.firsts.set(key.text, first);
      map.duplicates.push({ text: key.text, first, replaced: known.value, ...at });
    }
    putEntry(map, { key: key.text, at, value });
  }

  #merge(map: OpenMap, value: YamlNode): void {
    for (const source of value.kind === 'list' ? value.items : [value]) {
      if (source.kind !== 'map') throw new YamlTreeError('<< takes a map or a list of maps', value);
      this.#merged += source.entries.length;
      if (this.#merged > MOST_MERGED) throw tooMany(value);
      for (const entry of source.entries) if (!map.index.has(entry.key)) putEntry(map, { ...entry, merged: true });
    }
  }

  #slice(start: number, end: number): string | undefined {
    return start < 0 ? undefined : this.#text.slice(start, end);
  }
}

function tooMany(at: Position): YamlTreeError {
  return new YamlTreeError('aliases expand to more nodes than any real document has', at);
}

function isQuoted(style: number): boolean {
  return style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
}

function childrenOf(node: YamlNode): readonly YamlNode[] {
  if (node.kind === 'map') return node.entries.map((entry) => entry.value);
  return node.kind === 'list' ? node.items : [];
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
