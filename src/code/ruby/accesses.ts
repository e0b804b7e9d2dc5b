import { type AssembledText, fixed, literalOf } from '../assembled-text.ts';
import type { EnvironmentHelper } from '../language.ts';
import { fieldOf } from '../syntax.ts';
import { libraryAccesses } from './env-libraries.ts';
import { assignmentsSeen } from './file.ts';
import { callsOfHelpers, helperFrom } from './helpers.ts';
import { listOf, loopedOver, parameterNamed } from './lookup.ts';
import type { Access, AccessForm, Reading, ReadType } from './reading.ts';
import { callOf, constantName, type RbCall, type RbNode } from './syntax.ts';
import { evaluate } from './values.ts';

/** An access whose name is still an expression. */
export interface RawAccess {
  readonly node: RbNode;
  /** Undefined for all of the environment, or where the library and not the code says the name. */
  readonly nameNode: RbNode | undefined;
  readonly name: AssembledText;
  readonly form: AccessForm;
  readonly via: string;
  readonly fallback?: RbNode;
  readonly type?: ReadType;
  /** The names that one expression reads in turn. */
  readonly names?: readonly RbNode[];
}

export interface Accesses {
  readonly accesses: readonly Access[];
  readonly helpers: readonly EnvironmentHelper[];
}

const MOST_ROUNDS = 3;

/** All expressions of a file that read the environment, and its methods that do so for others. */
export function readAccesses(reading: Reading, known: Map<RbNode, Access>): Accesses {
  const accesses: Access[] = [];
  const helpers: EnvironmentHelper[] = [];
  let raw = [...rawAccesses(reading), ...libraryAccesses(reading)];
  for (let round = 0; round < MOST_ROUNDS && (round === 0 || raw.length > 0); round += 1) {
    const found: EnvironmentHelper[] = [];
    for (const each of raw) {
      if (known.has(each.node)) continue;
      const helper = helperFrom(reading, each);
      if (helper) {
        found.push(helper);
        continue;
      }
      for (const access of settled(reading, each)) {
        accesses.push(access);
        known.set(access.node, access);
      }
    }
    helpers.push(...found);
    raw = callsOfHelpers(reading, round === 0 ? [...found, ...reading.context.helpers] : found);
  }
  return { accesses: accesses.sort((a, b) => a.at.start - b.at.start), helpers };
}

function settled(reading: Reading, { nameNode, name, names, ...rest }: RawAccess): Access[] {
  const looped = names ?? (nameNode && loopedOver(reading, nameNode));
  if (looped)
    return looped.map((at) => {
      const text = literalOf(evaluate(reading, at)) ?? '';
      return { ...rest, at, name: text, dynamic: text === '', shared: true };
    });
  const literal = literalOf(name);
  const [start] = name.parts;
  return [
    {
      ...rest,
      at: nameNode ?? rest.node,
      name: literal ?? (typeof start === 'string' ? start : ''),
      dynamic: literal === undefined || literal === '',
    },
  ];
}

function rawAccesses(reading: Reading): RawAccess[] {
  if (!reading.file.text.includes('ENV')) return [];
  return reading.file.nodes.flatMap((node): RawAccess[] => {
    if (node.type === 'element_reference') return elementAccess(reading, node);
    const call = callOf(node);
    if (call) return callAccess(reading, call);
    if (node.type === 'binary') return keysAccess(reading, node);
    return node.type === 'constant' && node.text === 'ENV' ? wholeAccess(node) : [];
  });
}

const MOST_STEPS = 3;

/** `ENV`, `ENV.to_h`, a name that holds it, a parameter that falls back on it. */
export function isEnvironment(reading: Reading, node: RbNode | undefined, steps = 0): boolean {
  if (node === undefined || steps > MOST_STEPS) return false;
  if (constantName(node) === 'ENV') return true;
  const call = callOf(node);
  if (call)
    return (
      /^(to_h|to_hash|dup|clone)$/.test(call.name) &&
      call.block === undefined &&
      isEnvironment(reading, call.receiver, steps + 1)
    );
  if (node.type === 'instance_variable' || node.type === 'identifier') {
    const parameter = node.type === 'identifier' ? fieldOf(parameterNamed(node), 'value') : undefined;
    if (parameter && constantName(parameter) === 'ENV') return true;
    const assigned = assignmentsSeen(reading.file, node);
    return assigned.length > 0 && assigned.every(({ value }) => isEnvironment(reading, value, steps + 1));
  }
  return false;
}

function elementAccess(reading: Reading, node: RbNode): RawAccess[] {
  const nameNode = node.children[1];
  if (nameNode === undefined || !isEnvironment(reading, fieldOf(node, 'object'))) return [];
  const access = { node, nameNode, name: evaluate(reading, nameNode), via: 'ENV' };
  const { parent } = node;
  if (node.field === 'left' && parent?.type === 'operator_assignment') {
    const fallback = fieldOf(parent, 'right');
    const isOr = fieldOf(parent, 'operator')?.text === '||=';
    return isOr ? [{ ...access, form: 'optional', ...(fallback && { fallback }) }] : [];
  }
  const isWritten = (node.field === 'left' && parent?.type === 'assignment') || parent?.type === 'left_assignment_list';
  return isWritten ? [] : [{ ...access, form: 'lenient' }];
}

function callAccess(reading: Reading, call: RbCall): RawAccess[] {
  const { name, receiver, args, node } = call;
  if (!isEnvironment(reading, receiver)) return setAccess(reading, call);
  const [nameNode] = args;
  const via = `ENV.${name}`;
  const one = (form: AccessForm, more: Partial<RawAccess> = {}): RawAccess[] =>
    nameNode ? [{ node, nameNode, name: evaluate(reading, nameNode), form, via, ...more }] : [];
  switch (name) {
    case 'fetch':
      return one(...fetchForm(call));
    case 'key?':
    case 'has_key?':
    case 'include?':
    case 'member?':
      return one('presence');
    case '[]':
    case 'dig':
      return one('lenient');
    case 'delete':
      // Thrown away at once: nobody reads it.
      return /^(program|body_statement|then)$/.test(node.parent?.type ?? '') ? [] : one('optional');
    case 'values_at':
    case 'slice':
      return args.length === 0
        ? []
        : [
            {
              node,
              nameNode: undefined,
              name: fixed(''),
              names: args,
              form: name === 'slice' ? 'optional' : 'lenient',
              via,
            },
          ];
    case 'to_h':
    case 'to_hash':
    case 'dup':
    case 'clone':
      return call.block || isHandedOn(node) ? wholeAt(node) : [];
    case 'update':
    case 'replace':
    case 'store':
    case '[]=':
    case 'merge!':
    case 'clear':
    case 'key':
    case 'keys':
    case 'object_id':
      return [];
    default:
      return wholeAt(node);
  }
}

/** `fetch('A')`, `fetch('A', 'b')`, `fetch('A', nil)`, `fetch('A') { 'b' }`, `fetch('A') { raise … }`. */
function fetchForm({ args, block, isOpen }: RbCall): [AccessForm, Partial<RawAccess>] {
  const given = args[1];
  if (given) return ['optional', /^(nil)$/.test(given.type) ? {} : { fallback: given }];
  if (block === undefined) return [isOpen ? 'optional' : 'strict', {}];
  const body = fieldOf(block, 'body');
  const statements = body === undefined ? [] : /^(block_body|body_statement)$/.test(body.type) ? body.children : [body];
  const last = statements.at(-1);
  if (last === undefined || last.type === 'nil') return ['optional', {}];
  const ends = /^(raise|abort|fail|exit|exit!)$/.test((callOf(last)?.name ?? last.text).trim());
  if (ends) return ['strict', {}];
  return ['optional', { fallback: last }];
}

/** `REQUIRED.difference(ENV.keys)`: each name is asked for. */
function setAccess(reading: Reading, { name, receiver, args, node }: RbCall): RawAccess[] {
  return name === 'difference' && isKeys(reading, args[0]) ? askedFor(reading, node, receiver) : [];
}

/** `REQUIRED - ENV.keys` */
function keysAccess(reading: Reading, node: RbNode): RawAccess[] {
  const isDifference = fieldOf(node, 'operator')?.text === '-' && isKeys(reading, fieldOf(node, 'right'));
  return isDifference ? askedFor(reading, node, fieldOf(node, 'left')) : [];
}

function askedFor(reading: Reading, node: RbNode, list: RbNode | undefined): RawAccess[] {
  const names = list && listOf(reading, list);
  return names ? [{ node, nameNode: undefined, name: fixed(''), names, form: 'presence', via: 'ENV.keys' }] : [];
}

function isKeys(reading: Reading, node: RbNode | undefined): boolean {
  const call = node && callOf(node);
  return call !== undefined && call.name === 'keys' && isEnvironment(reading, call.receiver);
}

/** All of the environment, handed on. */
function wholeAccess(node: RbNode): RawAccess[] {
  return isHandedOn(node) ? wholeAt(node) : [];
}

function isHandedOn({ parent }: RbNode): boolean {
  return parent !== undefined && /^(argument_list|hash_splat_argument|return|pair)$/.test(parent.type);
}

function wholeAt(node: RbNode): RawAccess[] {
  return [{ node, nameNode: undefined, name: fixed(''), form: 'whole', via: 'ENV' }];
}
