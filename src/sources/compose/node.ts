// A Compose file as a tree after interpolation. Every node knows its file, because merging mixes the nodes of many files.
import type { Origin } from '../../shape/origin.ts';
import type { Value } from '../../shape/value.ts';
import type { Variables } from './variables.ts';

/** What the nodes of one file share. */
export interface FileScope {
  readonly path: string;
  /** The folder that relative paths of the file start from. */
  readonly folder: string;
  /** What the file is interpolated with. */
  readonly variables: Variables;
}

export interface Place {
  readonly scope: FileScope;
  readonly line: number;
  readonly column: number;
}

export type ComposeNode = ComposeMap | ComposeList | ComposeScalar;

export interface ComposeMap extends Place {
  readonly kind: 'map';
  readonly entries: readonly ComposeEntry[];
  readonly tag?: string;
}

export interface ComposeEntry extends Place {
  readonly key: string;
  readonly value: ComposeNode;
}

export interface ComposeList extends Place {
  readonly kind: 'list';
  readonly items: readonly ComposeNode[];
  readonly tag?: string;
}

export interface ComposeScalar extends Place {
  readonly kind: 'scalar';
  /** The interpolated text; what is secret or not known stands in it as `${NAME}`. */
  readonly text: string;
  /** Neither quoted nor a block, and without variables: it can be a number, a boolean or null. */
  readonly plain: boolean;
  readonly parts: readonly TextPart[];
  readonly tag?: string;
}

export interface TextPart {
  readonly text: string;
  readonly value: Value;
  /** The variable that gave the part. */
  readonly variable?: { readonly name: string; readonly at: Origin };
}

export function isNull(node: ComposeNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.plain && /^(~|null|Null|NULL|)$/.test(node.text));
}

/** Whether a part of the text is not known before run time, or must not be told. */
export function isOpen(scalar: ComposeScalar): boolean {
  return scalar.parts.some((part) => part.value.kind !== 'plain');
}

export function entryOf(node: ComposeNode | undefined, key: string): ComposeEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** The value under a path of keys; undefined when it is not there or null. */
export function get(node: ComposeNode | undefined, ...path: readonly string[]): ComposeNode | undefined {
  let current = node;
  for (const key of path) current = entryOf(current, key)?.value;
  return isNull(current) ? undefined : current;
}

export function scalarOf(node: ComposeNode | undefined, ...path: readonly string[]): ComposeScalar | undefined {
  const found = get(node, ...path);
  return found?.kind === 'scalar' ? found : undefined;
}

export function textOf(node: ComposeNode | undefined, ...path: readonly string[]): string | undefined {
  return scalarOf(node, ...path)?.text;
}

export function isTrue(node: ComposeNode | undefined): boolean {
  return node?.kind === 'scalar' && /^(true|True|TRUE)$/.test(node.text);
}

export function itemsOf(node: ComposeNode | undefined): readonly ComposeNode[] {
  return node?.kind === 'list' ? node.items : [];
}

export function entriesOf(node: ComposeNode | undefined): readonly ComposeEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

export function originOf(place: Place, object?: string): Origin {
  const origin = { source: 'compose', path: place.scope.path, line: place.line, column: place.column };
  return object === undefined ? origin : { ...origin, object };
}
