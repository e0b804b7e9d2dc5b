import { parameterOf, visibleAssignments } from './names.ts';
import type { Reading } from './reading.ts';
import { stringText } from './strings.ts';
import { bare, childOf, isInside, type PyNode } from './syntax.ts';
import { knownStart } from './templates.ts';
import { evaluate } from './values.ts';

/** The variables that an expression names. */
export type Naming =
  | {
      readonly kind: 'names';
      readonly names: readonly { readonly name: string; readonly at: PyNode }[];
      readonly looped: boolean;
    }
  | { readonly kind: 'dynamic'; readonly prefix: string }
  /** A parameter of the function around: whoever calls it says the name. */
  | { readonly kind: 'parameter'; readonly definition: PyNode; readonly index: number; readonly prefix: string };

/** Reads the name in `os.environ[…]`: text, a loop over texts, a parameter, or something computed. */
export function namingOf(reading: Reading, node: PyNode): Naming {
  const at = bare(node);
  const parameter = parameterNaming(reading, at);
  if (parameter) return parameter;
  const looped = at.type === 'identifier' ? loopedNames(reading, at) : undefined;
  if (looped) return { kind: 'names', names: looped, looped: true };
  const listed = /^(set|list|tuple|call|identifier)$/.test(at.type) ? setNames(reading, at) : undefined;
  if (listed) return { kind: 'names', names: listed, looped: true };
  const value = evaluate(reading, at);
  if (value.kind === 'literal') return { kind: 'names', names: [{ name: value.text, at }], looped: false };
  const start = knownStart(value);
  if (start.kind === 'literal') return { kind: 'dynamic', prefix: start.text };
  const first = start.kind === 'template' ? start.parts[0] : undefined;
  return { kind: 'dynamic', prefix: typeof first === 'string' ? first : '' };
}

function parameterNaming(reading: Reading, at: PyNode): Naming | undefined {
  const { module } = reading;
  const inner = at.type === 'identifier' ? at : lastIdentifier(reading, at);
  const parameter = inner && parameterOf(module, inner.type === 'identifier' ? inner : at);
  if (parameter === undefined || inner === undefined) return undefined;
  const start = inner === at ? undefined : knownStart(evaluate(reading, at));
  // A prefix is only kept when the parameter stands at the very end.
  const prefix = start?.kind === 'literal' ? start.text : '';
  return { kind: 'parameter', definition: parameter.definition, index: parameter.index, prefix };
}

/** The identifier that ends `f"SHOP_{name}"`, `"SHOP_" + name`, or stands in `name.upper()`. */
function lastIdentifier(reading: Reading, at: PyNode): PyNode | undefined {
  if (at.type === 'string') {
    const field = at.children.at(-1);
    const expression = childOf(field, 'expression');
    return expression && field && /^\}["']+$/.test(reading.module.text.slice(field.end - 1, at.end))
      ? lastIdentifier(reading, expression)
      : undefined;
  }
  if (at.type === 'identifier') return at;
  if (at.type === 'binary_operator') {
    const right = childOf(at, 'right');
    return right && lastIdentifier(reading, bare(right));
  }
  if (at.type !== 'call') return undefined;
  const callee = childOf(at, 'function');
  const object = callee?.type === 'attribute' ? childOf(callee, 'object') : undefined;
  return object && /\.(upper|strip)$/.test(reading.module.textOf(callee ?? at))
    ? lastIdentifier(reading, object)
    : undefined;
}

/** `for name in ('A', 'B')`, also in a comprehension, also over a constant that lists them. */
function loopedNames(reading: Reading, use: PyNode): { name: string; at: PyNode }[] | undefined {
  const name = reading.module.textOf(use);
  for (let at = use.parent; at !== undefined; at = at.parent) {
    if (at.type === 'function_definition' || at.type === 'class_definition') return undefined;
    for (const clause of at.type === 'for_statement'
      ? [at]
      : at.children.filter((child) => child.type === 'for_in_clause')) {
      const left = childOf(clause, 'left');
      const right = childOf(clause, 'right');
      if (!left || !right || isInside(use, right)) continue;
      const targets = left.type === 'identifier' ? [left] : left.children;
      const index = targets.findIndex((target) => reading.module.textOf(target) === name);
      if (index >= 0) return listedTexts(reading, right, left.type === 'identifier' ? undefined : index);
    }
  }
  return undefined;
}

/** `{'A', 'B'}`, `set(NAMES)`: names that are asked for at once. */
function setNames(reading: Reading, node: PyNode): { name: string; at: PyNode }[] | undefined {
  const { module } = reading;
  const isSet = node.type === 'call' && /^(frozen)?set$/.test(module.textOf(childOf(node, 'function') ?? node));
  const inner = isSet ? module.argumentsOf(node).positional[0] : node.type === 'call' ? undefined : node;
  return inner && listedTexts(reading, inner, undefined);
}

/** The texts of a list, tuple, set or of a dictionary's keys; of the `index`th items where each is a tuple. */
function listedTexts(
  reading: Reading,
  node: PyNode,
  index: number | undefined,
): { name: string; at: PyNode }[] | undefined {
  let at = bare(node);
  let part = index;
  const items = /\.(items|keys)\(\)$/.exec(reading.module.textOf(at));
  const object = items && childOf(childOf(at, 'function'), 'object');
  if (object) {
    at = object;
    if (items[1] === 'items' && part !== 0) return undefined;
    part = undefined;
  }
  if (at.type === 'identifier' || at.type === 'attribute') {
    const assigned = visibleAssignments(reading.module, at);
    const only = assigned.length === 1 ? assigned[0]?.value : undefined;
    if (only === undefined) return undefined;
    at = bare(only);
  }
  if (!/^(list|tuple|set|dictionary)$/.test(at.type)) return undefined;
  const found: { name: string; at: PyNode }[] = [];
  for (const child of at.children) {
    const item = child.type === 'pair' ? childOf(child, 'key') : part === undefined ? child : child.children[part];
    const text = item && stringText(item, reading.module.text);
    if (!item || text === undefined) return undefined;
    found.push({ name: text, at: item });
  }
  return found;
}
