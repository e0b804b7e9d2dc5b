import type { Position } from '../../text/position.ts';
import { entryOf, get, isNull, parseYaml, type YamlMap, type YamlNode } from '../../text/yaml.ts';
import { blockLines, type Entry, entryText } from './entry.ts';
import { closingBrace } from './flow-end.ts';

/** A key that a file does not have yet, and the keys of the maps around it. */
export interface Addition {
  readonly path: readonly string[];
  readonly entry: Entry;
}

/**
 * The text of a YAML file with more in it. What stands there stays as it is, to the last blank.
 *
 * @returns undefined where the file is written in a way that leaves no place for it
 */
export function extendText(text: string, { path, entry }: Addition): string | undefined {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const place = placeIn(rootOf(text), path, entry);
  const changed = place && insert(text.slice(mark.length).split(lineEnd), place);
  if (changed === undefined) return undefined;
  const made = mark + changed.join(lineEnd);
  return get(rootOf(made), ...path, entry.key) === undefined ? undefined : made;
}

function rootOf(text: string): YamlNode | undefined {
  const { documents, errors } = parseYaml(text);
  return errors.length > 0 ? undefined : documents[0]?.root;
}

/** A new entry, and the map that is to have it. */
interface Place {
  readonly map: YamlMap;
  /** Where the key of the map stands; undefined for the document itself. */
  readonly key: Position | undefined;
  /** The key has no value yet. */
  readonly isOpen: boolean;
  readonly entry: Entry;
  /** Line of the next key that is no part of the map; undefined where none follows. */
  readonly end: number | undefined;
}

/** The innermost map that is there; keys that are not become a part of what is new. */
function placeIn(root: YamlNode | undefined, path: readonly string[], entry: Entry): Place | undefined {
  if (root?.kind !== 'map') return undefined;
  let place: Place = { map: root, key: undefined, isOpen: false, entry, end: undefined };
  for (const [at, step] of path.entries()) {
    const found = entryOf(place.map, step);
    if (found === undefined || found.merged === true) return { ...place, entry: wrapped(path.slice(at), entry) };
    const next = place.map.entries.find((other) => other.at.line > found.at.line && other.merged !== true);
    const isOpen = isNull(found.value);
    if (!isOpen && (found.value.kind !== 'map' || !isAfter(found.value, found.at))) return undefined;
    const map: YamlMap =
      found.value.kind === 'map' ? found.value : { ...found.at, kind: 'map', entries: [], duplicates: [] };
    place = { map, key: found.at, isOpen, entry, end: next?.at.line ?? place.end };
    if (isOpen) return { ...place, entry: wrapped(path.slice(at + 1), entry) };
  }
  return place;
}

/** What an alias stands for is written elsewhere. */
function isAfter(one: Position, other: Position): boolean {
  return one.line > other.line || (one.line === other.line && one.column > other.column);
}

function wrapped(path: readonly string[], entry: Entry): Entry {
  return path.reduceRight<Entry>((inner, key) => ({ key, value: { lines: [inner] } }), entry);
}

function insert(lines: readonly string[], place: Place): string[] | undefined {
  const { map, key, isOpen, entry } = place;
  const [first] = map.entries;
  const isFlow = !isOpen && /^[{&!]/.test((lines[map.line - 1] ?? '').slice(map.column - 1));
  if (isFlow) return intoBraces(lines, place);
  // `services: ~`, an anchor or an alias: the text behind the key is more than a place for something.
  if (isOpen && key !== undefined && !/:\s*(#.*)?$/.test(lines[key.line - 1] ?? '')) return undefined;
  if (!isOpen && (first === undefined || first.at.line <= (key?.line ?? 0))) return undefined;
  const indent = first === undefined || isOpen ? (key?.column ?? 1) + 1 : first.at.column - 1;
  const row = isOpen && key !== undefined ? key.line : endOf(lines, place, indent);
  const isSpaced = key === undefined || isBlankBetween(lines, map);
  const made = [...(isSpaced ? [''] : []), ...blockLines({ lines: [entry] }, indent)];
  return [...lines.slice(0, row), ...made, ...closed(lines.slice(row))];
}

/** Entries that stand apart from each other get company that does. */
function isBlankBetween(lines: readonly string[], { entries }: YamlMap): boolean {
  return entries.slice(1).some(({ at }) => (lines[at.line - 2] ?? '').trim() === '');
}

/** A file ends with a line end. */
function closed(rest: readonly string[]): readonly string[] {
  return rest.length === 0 ? [''] : rest;
}

/** How many lines belong to a map and what is before it: none of the blank ones and remarks behind it. */
function endOf(lines: readonly string[], { end }: Place, indent: number): number {
  const isMarker = (line: string) => /^(\.\.\.|---)(\s|$)/.test(line);
  const stop = lines.findIndex((line, at) => at > 0 && isMarker(line) && lines.slice(0, at).some(isContent));
  let row = Math.min(end === undefined ? lines.length : end - 1, stop === -1 ? lines.length : stop);
  const isOutside = (line: string) =>
    line.trim() === '' || (/^\s*#/.test(line) && (indent === 0 ? false : line.search(/\S/) < indent));
  while (row > 0 && isOutside(lines[row - 1] ?? '')) row -= 1;
  return row;
}

function isContent(line: string): boolean {
  return !/^\s*(#.*)?$|^---/.test(line);
}

function intoBraces(lines: readonly string[], { map, entry }: Place): string[] | undefined {
  const brace = closingBrace(lines, { line: map.line - 1, column: map.column - 1 });
  if (brace === undefined) return undefined;
  const { line, column, after } = brace;
  const text = lines[line] ?? '';
  const before = text.slice(0, column);
  const isSpaced = /\s$/.test(before) || before.trim() === '';
  const comma = after === '{' || after === ',' ? '' : ', ';
  const head = comma === '' ? before : before.trimEnd() === '' ? before : before.trimEnd();
  const made = `${head}${comma}${comma === '' && !isSpaced && after === ',' ? ' ' : ''}${entryText(entry)}`;
  return lines.map((each, at) => (at === line ? `${made}${isSpaced ? ' ' : ''}${text.slice(column)}` : each));
}
