import { basename, dirname } from 'node:path/posix';
import { type AssembledText, fixed, textOfValue, UNKNOWN } from '../assembled-text.ts';
import { foldAssignments } from './assigned.ts';
import { boundTo } from './bound.ts';
import { packageName } from './call.ts';
import { follow, helperText } from './evaluate.ts';
import { callsOfOwn, type GoAssignment, isFunction, parametersOf } from './model.ts';
import type { Following } from './reader.ts';
import { taggedVariable } from './tagged-variable.ts';
import { oneOf, sameText } from './text.ts';
import { ancestors, child, type GoNode } from './tree.ts';
import { typeNameOf } from './type-name.ts';

/** The text of a name: a local variable, a parameter, or something of the package. */
export function lookUp(node: GoNode, following: Following): AssembledText {
  const name = node.text;
  const all = following.file.assignments.get(name) ?? [];
  const chain = [...ancestors(node)].filter(isFunction);
  for (const [at, owner] of chain.entries()) {
    const position = parametersOf(owner).findIndex((parameter) => parameter.name === name);
    const inside = new Set(chain.slice(0, at + 1));
    const local = all.filter((each) => each.owner !== undefined && inside.has(each.owner) && isBefore(each, node));
    const declared = all.some((each) => each.declares && each.owner === owner && each.target.start < node.start);
    if (position === -1 && !declared) continue;
    const start = position === -1 ? undefined : parameterText(owner, position, following);
    const written = writtenByHelper(name, node, following);
    return written ?? foldAssignments(local, node, { following, start });
  }
  return writtenByHelper(name, node, following) ?? packageText(name, node, all, following);
}

/** Whether an assignment is done when a place is reached; `port = ":" + port` is not, inside itself. */
function isBefore({ target, value }: GoAssignment, node: GoNode): boolean {
  const holds = value !== undefined && value.start <= node.start && node.end <= value.end;
  return target.end <= node.start && !holds;
}

function packageText(name: string, node: GoNode, all: readonly GoAssignment[], following: Following): AssembledText {
  const declares = new Set(all.filter((each) => each.declares && each.owner).map((each) => each.owner));
  const shared = all.filter((each) => each.owner === undefined || !declares.has(each.owner));
  if (shared.length === 0)
    return bound(following, name, (binding) => binding.name === name && sameFolder(binding.path, following));
  const outer = new Set<GoNode | undefined>([...ancestors(node)].filter(isFunction));
  const here = shared.filter((each) => outer.has(each.owner) && isBefore(each, node));
  const base = shared.filter((each) => each.owner === undefined);
  return foldAssignments(here.length > 0 ? [...new Set([...base, ...here])] : shared, node, {
    following,
    start: undefined,
  });
}

function parameterText(owner: GoNode, position: number, following: Following): AssembledText {
  const frame = following.frames.get(owner);
  if (frame) {
    const value = frame.args[position];
    return value ? follow(value, following) : UNKNOWN;
  }
  const name = child(owner, 'name')?.text;
  if (name === undefined) return UNKNOWN;
  const sites = callsOfOwn(name, following.file);
  const local = sites.map((call) => {
    const value = call.args[position];
    return value ? follow(value, { ...following, frames: new Map([...following.frames, [owner, call]]) }) : UNKNOWN;
  });
  const others = boundTo(name, following.file.context.bindings)
    .filter((binding) => binding.name === `${name}.${position}` && goesTo(binding.path, following.file.path))
    .map((binding) => textOfValue(binding.value));
  const texts = [...local, ...others];
  const agreed = agree(texts) ?? (local.length === 0 ? oneOf(texts) : undefined);
  if (agreed === undefined && local.length > 1) following.open.add(owner);
  return agreed ?? UNKNOWN;
}

/** Whether an argument passed to a package is one for a file: `sql.Open(…)` feeds no `Open` of another package. */
function goesTo(passed: string, path: string): boolean {
  const own = basename(dirname(path));
  // A module's root is imported by the name of the module, which no folder of the repository need have.
  return own === '.' || packageName(basename(dirname(passed))) === packageName(own);
}

/** `mustMapEnv(&svc.cart, "CART_ADDR")` puts the variable where its first argument points. */
function writtenByHelper(name: string, node: GoNode, following: Following): AssembledText | undefined {
  for (const helper of following.helpers.values()) {
    const target = helper.targetParameter;
    if (target === undefined) continue;
    const calls = (following.file.callsByName.get(helper.name) ?? []).filter(
      (call) => call.args[target]?.text === name,
    );
    const before = calls.filter((call) => call.node.start < node.start).at(-1) ?? calls[0];
    if (before) return helperText(before, following);
  }
  return undefined;
}

/** Names so common that a field of one type says nothing about a field of another. */
const COMMON_FIELD = /^(Name|Key|Value|ID|Id|Type|Body|Data|Path|Method|name|key|value|id)$/;

/** The text of `x.Field` or `package.Name`. */
export function lookUpSelector(node: GoNode, following: Following): AssembledText {
  const { file } = following;
  const operand = child(node, 'operand');
  const field = child(node, 'field')?.text ?? '';
  const path = operand && file.imports.get(operand.text);
  if (path !== undefined) {
    const folder = packageName(path);
    return bound(following, field, (binding) => binding.name === field && basename(dirname(binding.path)) === folder);
  }
  const written = writtenByHelper(node.text, node, following);
  if (written) return written;
  const chain = new Set<GoNode | undefined>([...ancestors(node)].filter(isFunction));
  const direct = (file.assignments.get(node.text) ?? []).filter(
    (each) => chain.has(each.owner) && isBefore(each, node),
  );
  const queue = field === 'Name' && operand ? declaredQueue(operand, following) : undefined;
  if (queue) return queue;
  if (direct.length > 0) return foldAssignments(direct, node, { following, start: undefined });
  return fieldText(node, { field, type: operand && typeNameOf(operand, file) }, following);
}

function fieldText(
  node: GoNode,
  { field, type }: { readonly field: string; readonly type: string | undefined },
  following: Following,
): AssembledText {
  const tagged = taggedVariable(field, type, following.settings);
  if (tagged) return tagged;
  if (type === undefined && COMMON_FIELD.test(field)) return UNKNOWN;
  const values = (following.file.fieldValues.get(field) ?? []).filter(
    (value) => value.parent !== node.parent && (type === undefined || [undefined, type].includes(literalType(value))),
  );
  if (values.length > 0) return agreedBy(values, following);
  return bound(following, field, (binding) => {
    const [member, owner] = binding.name.split('.');
    return (
      member === field && owner !== undefined && /^[A-Za-z_]/.test(owner) && (type === undefined || owner === type)
    );
  });
}

/** The type of the composite literal that a value stands in. */
function literalType(value: GoNode): string | undefined {
  for (const each of ancestors(value))
    if (each.type === 'composite_literal') return child(each, 'type')?.text.split('.').at(-1);
  return undefined;
}

/** `queue, err := channel.QueueDeclare("orders", …)`: `queue.Name` is the name it was declared with. */
function declaredQueue(operand: GoNode, following: Following): AssembledText | undefined {
  for (const { value } of following.file.assignments.get(operand.text) ?? []) {
    const call = value && following.file.callAt.get(value);
    if (call?.name.startsWith('QueueDeclare') && call.args[0]) return follow(call.args[0], following);
  }
  return undefined;
}

function bound(
  following: Following,
  first: string,
  fits: (binding: { name: string; path: string }) => boolean,
): AssembledText {
  return (
    agree(
      boundTo(first, following.file.context.bindings)
        .filter(fits)
        .map((each) => textOfValue(each.value)),
    ) ?? UNKNOWN
  );
}

function sameFolder(path: string, following: Following): boolean {
  return dirname(path) === dirname(following.file.path);
}

/** What `agree` says of several expressions; the first that is not known settles it. */
function agreedBy(values: readonly GoNode[], following: Following): AssembledText {
  const texts: AssembledText[] = [];
  for (const value of values) {
    const text = follow(value, following);
    if (sameText(text, UNKNOWN)) return UNKNOWN;
    texts.push(text);
  }
  return agree(texts) ?? UNKNOWN;
}

/** The text when all are the same; an empty start value gives way to a set one. */
function agree(texts: readonly AssembledText[]): AssembledText | undefined {
  const set = texts.filter((text) => !sameText(text, fixed('')));
  const [first] = set;
  return first !== undefined && set.every((text) => sameText(text, first)) ? first : undefined;
}
