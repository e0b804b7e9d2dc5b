import type { Position } from '../../text/position.ts';
import { entriesOf, itemsOf, parseYaml, textOf, type YamlMap, type YamlNode } from '../../text/yaml.ts';

/** One property of a file: `spring.datasource.url`, its text, and where both stand. */
export interface FileProperty {
  readonly key: string;
  readonly text: string;
  readonly at: Position;
  readonly valueAt: Position;
  /** The text stands in the file as it is, so that places in it can be counted. */
  readonly isVerbatim: boolean;
  /** The document of the file that holds it. */
  readonly document: number;
}

export interface PropertyFile {
  readonly properties: readonly FileProperty[];
  readonly error?: Position & { readonly message: string };
}

const MOST_PROPERTIES = 4000;

export function readYamlProperties(text: string): PropertyFile {
  const source = withPlainPlaceholders(text);
  const { documents, errors } = parseYaml(source);
  const lines = source.split('\n');
  const properties: FileProperty[] = [];
  for (const [document, { root }] of documents.entries())
    if (root?.kind === 'map') addMap(root, '', { document, lines, out: properties });
  const [error] = errors;
  return { properties, ...(error && { error }) };
}

/** Maven writes `@project.version@` where YAML allows none. */
function withPlainPlaceholders(text: string): string {
  return text.replace(/^([^#\n]*:[ \t]+)@([\w.-]+)@[ \t]*$/gm, (whole, before: string, name: string) =>
    whole.length < 500 ? `${before}~${name}~` : whole,
  );
}

function addMap(map: YamlMap, prefix: string, into: Omit<Place, 'at'>): void {
  for (const { key, at, value } of entriesOf(map)) {
    if (into.out.length >= MOST_PROPERTIES) return;
    add(prefix === '' ? key : `${prefix}.${key}`, value, { ...into, at });
  }
}

interface Place {
  readonly at: Position;
  readonly document: number;
  readonly lines: readonly string[];
  readonly out: FileProperty[];
}

function add(key: string, node: YamlNode, place: Place): void {
  const { at, document, lines, out } = place;
  if (node.kind === 'map') {
    addMap(node, key, place);
    return;
  }
  if (node.kind === 'scalar') {
    const text = textOf(node) ?? '';
    const valueAt = { line: node.line, column: node.column + (node.plain ? 0 : 1) };
    // A text that is folded from several lines is longer than what is left of its first one.
    const left = (lines[valueAt.line - 1] ?? '').length - (valueAt.column - 1);
    const isVerbatim = !text.includes('\n') && text.length <= left;
    out.push({ key, text, at, valueAt, isVerbatim, document });
    return;
  }
  const items = itemsOf(node);
  const texts = items.map(textOf);
  // A list of plain values is one property, as `a,b` would be.
  if (texts.every((text) => text !== undefined))
    out.push({ key, text: texts.join(','), at, valueAt: node, isVerbatim: false, document });
  else for (const [index, item] of items.entries()) add(`${key}[${index}]`, item, { ...place, at: item });
}

/** `.properties`: `key = value`, comments with `#` and `!`, lines continued by a backslash, documents apart by `#---`. */
export function readPlainProperties(text: string): PropertyFile {
  const properties: FileProperty[] = [];
  let document = 0;
  const lines = text.split('\n');
  for (let index = 0; index < lines.length && properties.length < MOST_PROPERTIES; index += 1) {
    const line = (lines[index] ?? '').replace(/\r$/, '');
    if (/^[#!]---\s*$/.test(line)) document += 1;
    const match = /^(\s*)((?:\\.|[^\s:=#!\\])(?:\\.|[^\s:=\\])*)(?:\s*[:=]\s*|\s+|$)/.exec(line);
    if (match === null || /^\s*[#!]/.test(line)) continue;
    const at = { line: index + 1, column: (match[1] ?? '').length + 1 };
    const valueAt = { line: index + 1, column: match[0].length + 1 };
    let value = line.slice(match[0].length);
    while (/(^|[^\\])(\\\\)*\\$/.test(value) && index + 1 < lines.length) {
      index += 1;
      value = value.slice(0, -1) + (lines[index] ?? '').replace(/\r$/, '').trimStart();
    }
    properties.push({
      key: unescaped(match[2] ?? ''),
      text: unescaped(value).trimEnd(),
      at,
      valueAt,
      isVerbatim: !value.includes('\\'),
      document,
    });
  }
  return { properties };
}

function unescaped(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, code: string) =>
        code.length === 5 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : code,
      )
    : text;
}
