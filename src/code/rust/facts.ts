import type { CodeValue } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import { type AssembledText, codeValue } from '../assembled-text.ts';
import { evaluateAll } from './evaluate.ts';
import type { RustFile } from './file.ts';
import type { RustReader } from './reader.ts';
import { definitionOf } from './scope.ts';
import { bare, type RsNode } from './syntax.ts';

/** A value at the place it was given: the argument itself, or the call that fed the function around it. */
export interface PlacedText {
  readonly text: AssembledText;
  readonly at: Origin;
}

/** All texts of an expression, with places; a list gives one for each item. */
export function placedTexts(node: RsNode, reader: RustReader): PlacedText[] {
  return itemsOf(node, reader).flatMap((item) =>
    evaluateAll(item, reader).map(({ text, site }) => ({ text, at: reader.file.originOf(site?.nameNode ?? item) })),
  );
}

/** `&["orders", "returns"]` gives its items, a name of such a list too; anything else itself. */
function itemsOf(node: RsNode, { file }: RustReader): readonly RsNode[] {
  const inner = bare(node);
  const definition = inner.type === 'identifier' ? definitionOf(inner.text, inner) : undefined;
  const [constant] = inner.type === 'identifier' ? (file.constants.get(inner.text) ?? []) : [];
  const value = definition?.kind === 'value' ? definition.value : constant?.children.at(-1);
  const list = inner.type === 'array_expression' ? inner : value && bare(value);
  const isAddress = list?.children.length === 4 && list.children.every(({ type }) => type === 'integer_literal');
  return list?.type === 'array_expression' && !isAddress ? list.children : [node];
}

const known = new WeakMap<RustFile, Map<RegExp, boolean>>();

/** Whether the file names one of these crates. */
export function mentions(file: RustFile, crates: RegExp): boolean {
  const answers = known.get(file) ?? new Map<RegExp, boolean>();
  known.set(file, answers);
  const answer = answers.get(crates) ?? crates.test(file.text);
  answers.set(crates, answer);
  return answer;
}

/** The value of a text as a fact may carry it: users and passwords of URLs taken out, and what the vault hides. */
export function shown(value: CodeValue, { context }: RustReader): CodeValue {
  const safe = (name: string, text: string): string | undefined => {
    if (context.secrets.value(name, text).kind === 'plain') return withoutUser(text);
    return text.includes('://') ? withoutUser(text) : undefined;
  };
  if (value.kind === 'literal') return { kind: 'literal', text: safe('', value.text) ?? '' };
  if (value.kind === 'variable') return withSafeStandIn(value, value.name, safe);
  if (value.kind !== 'template') return value;
  const parts = value.parts.map((part) =>
    typeof part === 'string' ? withoutUser(safe('', part) ?? '') : withSafeStandIn(part, part.variable, safe),
  );
  return { kind: 'template', parts };
}

function withSafeStandIn<T extends { readonly fallback?: string }>(
  part: T,
  name: string,
  safe: (name: string, text: string) => string | undefined,
): T {
  if (part.fallback === undefined) return part;
  const { fallback, ...rest } = part;
  const text = safe(name, fallback);
  return { ...rest, ...(text !== undefined && { fallback: text }) } as T;
}

function withoutUser(text: string): string {
  return text.replace(/(:\/\/)[^/@\s]*@/, '$1');
}

/** The value of a name in a fact. */
export function shownText(text: AssembledText, reader: RustReader): CodeValue {
  return shown(codeValue(text), reader);
}
