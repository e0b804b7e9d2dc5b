import { fieldOf } from '../syntax.ts';
import { assignmentsSeen, blockOfParameter, type Constant } from './file.ts';
import type { Reading } from './reading.ts';
import { ownersAround } from './shared-values.ts';
import { elementsOf, plainString } from './strings.ts';
import { callOf, candidatesFor, constantName, METHOD, ownerOf, type RbNode } from './syntax.ts';

/** The parameter of the method around a place that has its name. */
export function parameterNamed(at: RbNode): RbNode | undefined {
  for (let each = at.parent; each !== undefined; each = each.parent) {
    if (!METHOD.test(each.type) && each.type !== 'lambda') continue;
    const parameters = fieldOf(each, 'parameters')?.children ?? [];
    return parameters.find((parameter) => (fieldOf(parameter, 'name') ?? parameter).text === at.text);
  }
  return undefined;
}

export function constantAt(reading: Reading, at: RbNode): Constant | undefined {
  const written = constantName(at);
  if (written === undefined) return undefined;
  const parts = written.split('::');
  const name = parts.pop() ?? written;
  const around = ownerOf(at);
  const scope = parts.join('::');
  const owners = scope === '' ? ownersAround(around) : candidatesFor(scope, around);
  const known = reading.file.constants.get(name) ?? [];
  for (const owner of owners) {
    const found = known.find((constant) => constant.owner === owner);
    if (found) return found;
  }
  return known.find(({ owner }) => scope !== '' && owner.endsWith(`::${scope}`));
}

/** The hash that a constant or name stands for. */
export function hashOf(reading: Reading, node: RbNode, depth = 0): RbNode | undefined {
  if (node.type === 'hash') return node;
  if (depth > 4) return undefined;
  const constant = constantAt(reading, node);
  if (constant) return hashOf(reading, constant.value, depth + 1);
  const call = callOf(node);
  if (call?.receiver && /^(freeze|with_indifferent_access|symbolize_keys|compact|merge|to_h)$/.test(call.name))
    return hashOf(reading, call.receiver, depth + 1);
  if (!/^(identifier|instance_variable)$/.test(node.type)) return undefined;
  const [only, more] = assignmentsSeen(reading.file, node);
  return only && more === undefined ? hashOf(reading, only.value, depth + 1) : undefined;
}

/** A chain of words behind a constant: `Settings` and `redis.url`. `Rails.application.config` is `config`. */
export function settingPath(node: RbNode): { readonly owner: string; readonly member: string } | undefined {
  const words: string[] = [];
  let at: RbNode | undefined = node;
  for (
    ;
    at?.type === 'call' || at?.type === 'element_reference';
    at = fieldOf(at, 'receiver') ?? fieldOf(at, 'object')
  ) {
    const word: string | undefined = at.type === 'call' ? wordOf(at) : plainString(at.children[1]);
    if (word === undefined) return undefined;
    words.unshift(word);
  }
  const owner = at?.type === 'identifier' ? at.text : constantName(at);
  if (owner === undefined || words.length === 0) return undefined;
  const isRails = owner === 'Rails' && /^(configuration|application)$/.test(words[0] ?? '');
  if (!isRails) return { owner, member: words.join('.') };
  const rest = words.slice(words[0] === 'configuration' ? 1 : 2);
  return words[0] === 'application' && words[1] !== 'config' ? undefined : { owner: 'config', member: rest.join('.') };
}

function wordOf(node: RbNode): string | undefined {
  const call = callOf(node);
  if (call === undefined || call.block) return undefined;
  if (call.args.length === 0) return call.name;
  return /^(dig|fetch|\[\])$/.test(call.name) ? call.args.map((each) => plainString(each) ?? '?').join('.') : undefined;
}

/** The elements of a list that is written out, here or in a constant. */
export function listOf(reading: Reading, node: RbNode): readonly RbNode[] | undefined {
  const own = elementsOf(node);
  if (own) return own;
  const constant = constantAt(reading, node);
  if (constant) return elementsOf(constant.value);
  const [only, more] = node.type === 'identifier' ? assignmentsSeen(reading.file, node) : [];
  return only && more === undefined ? elementsOf(only.value) : undefined;
}

/** The elements of the list that a block's parameter takes in turn: `%w[A B].each { |name| ENV[name] }`. */
export function loopedOver(reading: Reading, at: RbNode): readonly RbNode[] | undefined {
  const found = at.type === 'identifier' ? blockOfParameter(at) : undefined;
  const call = found?.index === 0 && found.block.parent ? callOf(found.block.parent) : undefined;
  return call?.receiver && listOf(reading, call.receiver);
}
