import type { Position } from '../../text/position.ts';
import { get, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';
import { type Field, fieldsOf, objectFields } from '../kustomize/field-path.ts';
import type { RenderedLine } from './align.ts';
import type { Chart, YamlFile } from './chart.ts';
import { type Printer, printersOf } from './printers.ts';
import { linesBehind } from './rendered-lines.ts';
import type { TemplateLine } from './template-sections.ts';
import { chartField, type StatedValue, statedValues } from './values.ts';

export interface Place extends Position {
  readonly path: string;
}

interface Document {
  readonly printer: Printer;
  readonly lines: ReadonlyMap<number, TemplateLine>;
  readonly fields: readonly Field[];
  readonly object: string;
}

const SOURCE_LINE = /^# Source: (.+)$/;

/** Makes a function from a place in the rendered stream to the place in the repository that states it. */
export function originFinder(
  chart: Chart,
  given: readonly YamlFile[],
  rendered: string,
): (position: Position) => Place {
  const printers = printersOf(chart, given);
  const text = rendered.split('\n');
  const fields = new Map<string, Field>();
  const documents: { readonly start: number; readonly document: Document }[] = [];
  const roots = parseYaml(rendered).documents.flatMap(({ root }) => root ?? []);
  let path = '';
  for (const { start, end } of documentsIn(text)) {
    path = SOURCE_LINE.exec(text[start] ?? '')?.[1] ?? path;
    const root = roots.find(({ line }) => line > start && line <= end);
    if (root === undefined) continue;
    const own = objectFields(root);
    for (const field of own) fields.set(`${field.line}:${field.column}`, field);
    const lines = text.slice(start, end).map((line, offset) => ({ text: line, index: start + offset }));
    documents.push({ start, document: documentOf(root, own, { lines, printer: printers(path) }) });
  }
  return ({ line, column }) => {
    const found = documents.findLast(({ start }) => start < line)?.document;
    if (found === undefined) return { path: chart.metadata.path, line: 1, column: 1 };
    const field = fields.get(`${line}:${column}`);
    const token = (text[line - 1] ?? '').slice(column - 1);
    return placeOf({ line, token, ...(field && { field }) }, found);
  };
}

function documentOf(
  root: YamlNode,
  fields: readonly Field[],
  { lines, printer }: { readonly lines: readonly RenderedLine[]; readonly printer: Printer },
): Document {
  const printed = lines.filter(({ text }) => text.trim() !== '' && !text.trimStart().startsWith('#'));
  const object = textOf(get(root, 'metadata', 'name')) ?? '';
  return { printer, fields, object, lines: linesBehind(printed, printer.templates) };
}

/** Each document with its `# Source` line; indices from 0, the end not included. */
function documentsIn(text: readonly string[]): { start: number; end: number }[] {
  const starts = text.flatMap((line, index) => (/^---\s*$/.test(line) ? [index + 1] : []));
  return starts.map((start, at) => ({ start, end: (starts[at + 1] ?? text.length + 1) - 1 }));
}

interface Asked {
  /** From 1. */
  readonly line: number;
  /** What stands at the place, to the end of its line. */
  readonly token: string;
  readonly field?: Field;
}

function placeOf(asked: Asked, document: Document): Place {
  const { field } = asked;
  const line = document.lines.get(asked.line - 1);
  const variable = field && /^(.*\/env\/\[[^/]*\])(\/name)?$/.exec(field.keyed)?.[1];
  const value = variable === undefined ? undefined : document.fields.find(({ keyed }) => keyed === `${variable}/value`);
  // A variable is where its value is decided.
  const stated = value && valuePlace(value, document.lines.get(value.line - 1), document);
  if (stated !== undefined) return stated;
  const own = field && valuePlace(field, line, document);
  if (own !== undefined) return own;
  return line === undefined ? fallback(asked, document.printer) : templatePlace(line, asked.token);
}

/** Where the values that a line prints are stated; undefined when it prints none, or none that is the field. */
function valuePlace(field: Field, line: TemplateLine | undefined, { printer, object }: Document): Place | undefined {
  if (line === undefined || (line.parts !== undefined && field.text === undefined)) return undefined;
  const references = field.keyed.endsWith('/image') ? line.references.toReversed() : line.references;
  for (const reference of references) {
    const stated =
      reference.kind === 'chart'
        ? [chartField(printer.chart, reference.field)].filter((found) => found !== undefined)
        : statedValues(printer.values, reference.keys);
    const place = chosen(stated, field, object);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** Of the entries that could be meant the one whose text is in the field, the object's own before others. */
function chosen(stated: readonly StatedValue[], field: Field, object: string): Place | undefined {
  const parts = stated.flatMap((value) => partsOf(value, field));
  const fitting = parts.filter(({ text }) => isPrintedIn(field.text ?? '', text));
  const byKey = parts.filter(({ key }) => key !== '' && key === field.text);
  const named = fitting.find(({ key }) => key !== '' && object.includes(key));
  return (named ?? fitting[0] ?? byKey[0])?.place;
}

/** Secrets are printed in base64. */
function isPrintedIn(rendered: string, text: string): boolean {
  if (text === '') return false;
  return rendered.includes(text) || rendered === Buffer.from(text, 'utf8').toString('base64');
}

interface Part {
  readonly key: string;
  readonly text: string;
  readonly place: Place;
}

/** A value that is a map or list is searched for the part that the field is. */
function partsOf({ path, entry }: StatedValue, field: Field): Part[] {
  const { key, at, value } = entry;
  if (value.kind === 'scalar') return [{ key, text: value.text, place: { path, ...at } }];
  const inside = fieldsOf(value)
    .filter((part) => part.text !== undefined)
    .map((part) => ({ part, shared: sharedEnd(part.keyed, field.keyed) + (part.text === field.text ? 1 : 0) }))
    .sort((a, b) => b.shared - a.shared);
  const image = field.keyed.endsWith('/image')
    ? inside.filter(({ part }) => /\/(tag|version|digest)$/.test(part.keyed))
    : [];
  return [...image, ...inside].map(({ part }) => ({
    key: (part.keyed.split('/').at(-1) ?? '').replace(/^\[|\]$/g, ''),
    text: part.text ?? '',
    place: { path, line: part.line, column: part.column },
  }));
}

/** How many steps two paths have in common at their ends. */
function sharedEnd(left: string, right: string): number {
  const a = left.split('/').reverse();
  const b = right.split('/').reverse();
  const differs = a.findIndex((step, index) => step !== b[index]);
  return differs === -1 ? a.length : differs;
}

/** The token in a line of a template, or the action that prints it. */
function templatePlace({ path, line, text }: TemplateLine, token: string): Place {
  const word = /^["']?([\w./-]+)/.exec(token)?.[0] ?? '';
  const literal = word === '' ? -1 : text.indexOf(word);
  const action = text.indexOf('{{');
  const start = text.search(/[^\s-]|-\S/);
  const index = literal !== -1 ? literal : action !== -1 ? action : Math.max(start, 0);
  return { path, line, column: index + 1 };
}

/** A line that nothing in the template explains: the word itself where it stands there, else the template's first line. */
function fallback({ token }: Asked, { path, text }: Printer): Place {
  const word = /^["']?([\w./-]{3,}:?)/.exec(token)?.[1];
  const lines = text.split('\n');
  const index = word === undefined ? -1 : lines.findIndex((line) => line.includes(word));
  if (index === -1 || word === undefined) return { path, line: 1, column: 1 };
  return { path, line: index + 1, column: (lines[index] ?? '').indexOf(word) + 1 };
}
