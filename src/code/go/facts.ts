import type { CodeValue } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import { type AssembledText, beforeGap, literalOf } from '../assembled-text.ts';
import { evaluateAll } from './evaluate.ts';
import type { GoReader } from './reader.ts';
import { codeValue, variants } from './text.ts';
import { bare, child, type GoNode } from './tree.ts';

/** A value at the place it was given: the argument itself, or the call that fed the function around it. */
export interface PlacedText {
  readonly text: AssembledText;
  readonly at: Origin;
}

/** All texts of an expression, with places; a list literal gives one for each element. */
export function placedTexts(node: GoNode, reader: GoReader): PlacedText[] {
  return elementsOf(node, reader).flatMap((element) =>
    evaluateAll(element, reader).flatMap(({ text, site }) =>
      variants(text).map((each) => ({ text: each, at: reader.file.origin(site?.nameNode ?? element) })),
    ),
  );
}

/** `[]string{"a", "b"}` gives its elements, a name of such a list too; anything else itself. */
export function elementsOf(node: GoNode, reader: GoReader): readonly GoNode[] {
  const inner = bare(node);
  const held = inner.type === 'identifier' ? reader.file.assignments.get(inner.text)?.at(-1)?.value : undefined;
  const list = inner.type === 'composite_literal' ? inner : held?.type === 'composite_literal' ? held : undefined;
  if (list === undefined || !/^(slice|array|implicit_length_array)_type$/.test(child(list, 'type')?.type ?? ''))
    return [inner];
  return (child(list, 'body')?.children ?? []).map(bare);
}

/** The value of a keyed field in a struct literal. */
export function fieldOf(literal: GoNode, name: string): GoNode | undefined {
  for (const element of child(literal, 'body')?.children ?? []) {
    const key = element.type === 'keyed_element' ? (child(element, 'key') ?? element.children[0]) : undefined;
    if (key?.text !== name && key?.text !== `"${name}"`) continue;
    const value = child(element, 'value') ?? element.children[1];
    return value && bare(value);
  }
  return undefined;
}

/** Struct and map literals by the text of their type: `redis.Options`. */
export function literalsOf(reader: GoReader): { readonly type: string; readonly node: GoNode }[] {
  return reader.file.literals.map((node) => ({ type: child(node, 'type')?.text ?? '', node }));
}

/** The value of a URL or address: up to the first computed piece when the host is settled before it. */
export function targetValue(text: AssembledText): CodeValue {
  const whole = codeValue(text);
  if (whole.kind !== 'computed') return whole;
  const start = beforeGap(text);
  const shown = start.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  const hostIsSettled =
    /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?[^/:]+(:\d+)?\//i.test(shown) || /^[^/:]+(:\d+)?\//.test(shown);
  return hostIsSettled ? codeValue(start) : whole;
}

/** Whether the file imports a package whose path contains one of the words. */
export function importsAny(reader: GoReader, words: RegExp): boolean {
  return [...reader.file.imports.values()].some((path) => words.test(path));
}

/** Whether a text is settled and empty. */
export function isEmpty(text: AssembledText): boolean {
  return literalOf(text) === '';
}
