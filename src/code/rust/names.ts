import { concat, fixed, literalOf } from '../assembled-text.ts';
import { evaluate, evaluateAll } from './evaluate.ts';
import type { RustReader } from './reader.ts';
import { definitionOf } from './scope.ts';
import { bare, type RsNode } from './syntax.ts';

/** A variable's name and where it is given. */
export interface GivenName {
  readonly name: string;
  readonly at: RsNode;
}

/** The names that an expression may be: one, each of a list that is gone through, or each that calls pass. */
export function namesOf(argument: RsNode, reader: RustReader, prefix = ''): GivenName[] {
  const node = bare(argument);
  const definition = node.type === 'identifier' ? definitionOf(node.text, node) : undefined;
  if (definition?.kind === 'loop') return listed(definition.list, reader, prefix);
  const found = evaluateAll(node, reader).map(({ text, site }) => ({
    name: literalOf(concat([fixed(prefix), text])),
    at: site ? (site.args.find((each) => literalOf(evaluate(each, reader)) === literalOf(text)) ?? argument) : argument,
  }));
  return found.flatMap(({ name, at }) => (name === undefined || name === '' ? [] : [{ name, at }]));
}

function listed(list: RsNode, reader: RustReader, prefix: string): GivenName[] {
  const inner = bare(list);
  const [constant] = inner.type === 'identifier' ? (reader.file.constants.get(inner.text) ?? []) : [];
  const local = inner.type === 'identifier' ? definitionOf(inner.text, inner) : undefined;
  const value = constant?.children.at(-1) ?? (local?.kind === 'value' ? local.value : inner);
  const items = itemsOf(bare(value));
  return items.flatMap((at) => {
    const name = literalOf(evaluate(at, reader));
    return name === undefined || name === '' ? [] : [{ name: prefix + name, at }];
  });
}

/** `["A", "B"].iter()` gives its items. */
function itemsOf(node: RsNode): readonly RsNode[] {
  if (node.type === 'array_expression') return node.children;
  const receiver = node.type === 'call_expression' ? node.children[0]?.children[0] : undefined;
  return receiver ? itemsOf(bare(receiver)) : [];
}
