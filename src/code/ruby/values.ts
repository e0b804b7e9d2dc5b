import {
  type AssembledText,
  concat,
  fixed,
  literalOf,
  soleVariable,
  textOfValue,
  UNKNOWN,
  variable,
} from '../assembled-text.ts';
import { withStandIn } from '../stand-in.ts';
import { fieldOf } from '../syntax.ts';
import { assignmentsSeen, blockOfParameter } from './file.ts';
import { constantAt, hashOf, parameterNamed, settingPath } from './lookup.ts';
import type { Access, Reading } from './reading.ts';
import { ownersAround, sharedParts, sharedValue } from './shared-values.ts';
import { elementsOf, plainString, stringParts } from './strings.ts';
import { bare, callOf, candidatesFor, constantName, ownerOf, pairsOf, type RbCall, type RbNode } from './syntax.ts';

const MOST_DEPTH = 12;
const MOST_ASSIGNED = 6;
const SEVERAL = 4;
/** Calls that leave a name or URL what it is, near enough. */
const KEEPING =
  /^(to_s|to_i|to_sym|to_str|strip|chomp|freeze|presence|dup|squish|html_safe|itself|then|to_f|-@|\+@|delete_suffix|chomp!)$/;
const KEEPING_FUNCTIONS = /^(Integer|String|URI|Pathname|Float)$/;
const NOTHING = /^(nil|false)$/;

/** What an expression stands for: fixed text, variables of the environment, and gaps where it is computed. */
export function evaluate(reading: Reading, node: RbNode | undefined, depth = 0): AssembledText {
  if (node === undefined || depth > MOST_DEPTH) return UNKNOWN;
  const at = bare(node);
  const access = reading.accesses.get(at);
  if (access) return valueOfAccess(reading, access, depth);
  const of = (child: RbNode | undefined) => evaluate(reading, child, depth + 1);
  switch (at.type) {
    case 'integer':
      return fixed(at.text.replaceAll('_', ''));
    case 'string':
    case 'chained_string':
    case 'simple_symbol':
    case 'hash_key_symbol':
    case 'delimited_symbol':
    case 'bare_string':
    case 'bare_symbol':
    case 'heredoc_beginning':
      return concat(
        (stringParts(at) ?? [at]).map((part) =>
          typeof part === 'string' ? fixed(part) : part === at ? UNKNOWN : of(part),
        ),
      );
    case 'identifier':
      return valueOfName(reading, at, depth) ?? valueOfMethod(reading, '', at.text, at, depth) ?? UNKNOWN;
    case 'instance_variable':
    case 'class_variable':
    case 'global_variable':
      return valueOfName(reading, at, depth) ?? UNKNOWN;
    case 'constant':
    case 'scope_resolution':
      return valueOfConstant(reading, at, depth);
    case 'binary':
      return valueOfOperator(at, of);
    case 'assignment':
      return of(fieldOf(at, 'right'));
    case 'operator_assignment':
      return fieldOf(at, 'operator')?.text === '||=' ? of(fieldOf(at, 'right')) : UNKNOWN;
    case 'conditional':
      return agreed([of(fieldOf(at, 'consequence')), of(fieldOf(at, 'alternative'))]);
    case 'element_reference':
      return valueOfElement(reading, at, of);
    case 'call': {
      const call = callOf(at);
      return call ? valueOfCall(reading, call, depth) : UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}

function valueOfAccess(reading: Reading, access: Access, depth: number): AssembledText {
  if (access.dynamic || access.shared || access.form === 'presence' || access.form === 'whole') return UNKNOWN;
  const text = variable(access.name);
  return access.fallback ? withStandIn(text, evaluate(reading, access.fallback, depth + 1)) : text;
}

/** The one value that all of them are, nothings left aside. */
function agreed(values: readonly AssembledText[]): AssembledText {
  const [first, ...rest] = values;
  const text = JSON.stringify(first);
  return first !== undefined && rest.every((value) => JSON.stringify(value) === text) ? first : UNKNOWN;
}

function valueOfName(reading: Reading, at: RbNode, depth: number): AssembledText | undefined {
  if (at.type === 'identifier' && blockOfParameter(at)) return UNKNOWN;
  const parameter = at.type === 'identifier' ? parameterNamed(at) : undefined;
  const assigned = assignmentsSeen(reading.file, at).filter(({ value }) => !NOTHING.test(value.type));
  // Each of several may lead to several again.
  const next = assigned.length > 1 ? depth + SEVERAL : depth + 1;
  if (assigned.length > MOST_ASSIGNED) return UNKNOWN;
  if (assigned.length > 0) return agreed(assigned.map(({ value }) => evaluate(reading, value, next)));
  if (parameter === undefined) return undefined;
  const value = fieldOf(parameter, 'value');
  // Whoever calls passes what it is for: what a parameter falls back on is one case of several, unless it is a variable.
  const text = value ? evaluate(reading, value, depth + 1) : UNKNOWN;
  return literalOf(text) === undefined ? text : UNKNOWN;
}

/** A method without parameters that gives one value: `def queue = ENV['QUEUE']`, `def url; @url ||= …; end`. */
function valueOfMethod(
  reading: Reading,
  owner: string,
  name: string,
  at: RbNode,
  depth: number,
): AssembledText | undefined {
  const around = ownerOf(at);
  const owners = owner === '' ? ownersAround(around) : candidatesFor(owner, around);
  for (const each of owners) {
    const method = reading.file.methods.find((item) => item.name === name && item.owner === each);
    if (method === undefined) continue;
    const [only, ...more] = method.body;
    if (method.parameters.length > 0 || only === undefined || more.length > 0) return UNKNOWN;
    return evaluate(reading, only.type === 'return' ? only.children[0]?.children[0] : only, depth + 1);
  }
  const shared = sharedValue(reading.context.bindings, { owner, member: name, around });
  return shared && textOfValue(shared);
}

/** `include Queues`, `class Orders < Base`: their constants are known by their own names. */
function isIncluded({ file }: Reading, name: string): boolean {
  const owner = /(\w+)$/.exec(sharedParts(name).owner)?.[1];
  return (
    owner !== undefined && new RegExp(`(\\b(include|extend|prepend)\\s+|<\\s*)[\\w:]*\\b${owner}\\b`).test(file.text)
  );
}

function valueOfConstant(reading: Reading, at: RbNode, depth: number): AssembledText {
  const own = constantAt(reading, at);
  if (own) return evaluate(reading, own.value, depth + 1);
  const parts = constantName(at)?.split('::') ?? [];
  const member = parts.pop();
  if (member === undefined) return UNKNOWN;
  const owner = parts.join('::');
  const { bindings } = reading.context;
  const shared =
    sharedValue(bindings, { owner, member, around: ownerOf(at) }) ??
    (owner === ''
      ? sharedValue(
          bindings.filter((each) => isIncluded(reading, each.name)),
          { owner, member },
        )
      : undefined);
  return shared ? textOfValue(shared) : UNKNOWN;
}

function valueOfOperator(at: RbNode, of: (child: RbNode | undefined) => AssembledText): AssembledText {
  const operator = fieldOf(at, 'operator')?.text;
  const left = fieldOf(at, 'left');
  const right = fieldOf(at, 'right');
  if (operator === '||' || operator === 'or') return firstSet(of(left), right, of);
  if (operator === '+' || operator === '<<') return concat([of(left), of(right)]);
  // Paths: `Pathname(ROOT) / 'uploads'`.
  if (operator === '/') return concat([of(left), fixed('/'), of(right)]);
  if (operator !== '%' || right === undefined) return UNKNOWN;
  return formatted(literalOf(of(left)), right.type === 'array' ? right.children.map(of) : [of(right)]);
}

/** `a || b`: the first that is set. */
function firstSet(
  left: AssembledText,
  right: RbNode | undefined,
  of: (child: RbNode | undefined) => AssembledText,
): AssembledText {
  if (literalOf(left) !== undefined) return left;
  if (soleVariable(left) === undefined) return left.parts.includes(null) ? UNKNOWN : left;
  return right && !/^(nil|call)$/.test(right.type)
    ? withStandIn(left, of(right))
    : right?.type === 'call'
      ? withStandIn(left, of(right))
      : left;
}

function formatted(format: string | undefined, values: readonly AssembledText[]): AssembledText {
  const pieces = format?.split(/%[-+ #0]*\d*(?:\.\d+)?[sdi]/) ?? [];
  if (pieces.length !== values.length + 1 || /%[{<]/.test(format ?? '')) return UNKNOWN;
  return concat(pieces.flatMap((piece, at) => [fixed(piece.replaceAll('%%', '%')), ...values.slice(at, at + 1)]));
}

/** `QUEUES[:orders]` of a hash that is written out. */
function valueOfElement(reading: Reading, at: RbNode, of: (child: RbNode | undefined) => AssembledText): AssembledText {
  const object = fieldOf(at, 'object');
  const key = literalOf(of(at.children[1]));
  return object && key !== undefined ? of(entryOf(reading, object, key)) : UNKNOWN;
}

function entryOf(reading: Reading, object: RbNode, key: string): RbNode | undefined {
  const hash = hashOf(reading, object);
  return hash && pairsOf(hash).get(key);
}

function valueOfCall(reading: Reading, call: RbCall, depth: number): AssembledText {
  const of = (child: RbNode | undefined) => evaluate(reading, child, depth + 1);
  const { name, receiver, args } = call;
  if (receiver === undefined) {
    if (KEEPING_FUNCTIONS.test(name) || /^(format|sprintf)$/.test(name))
      return name.endsWith('f') || name === 'format'
        ? formatted(literalOf(of(args[0])), args.slice(1).map(of))
        : of(args[0]);
    return args.length === 0 && call.options.size === 0
      ? (valueOfMethod(reading, '', name, call.node, depth) ?? UNKNOWN)
      : UNKNOWN;
  }
  if (KEEPING.test(name)) return of(receiver);
  if (name === 'upcase' || name === 'downcase') return cased(of(receiver), name);
  const constant = constantName(receiver);
  if (constant === 'File' && /^(join|expand_path)$/.test(name))
    return name === 'join' ? withSlashes(args.map(of)) : of(args[0]);
  if (/^(URI|Addressable::URI|Pathname)$/.test(constant ?? '') && /^(parse|new|join)$/.test(name))
    return name === 'join' ? withSlashes(args.map(of)) : of(args[0]);
  if (name === 'join' && elementsOf(receiver)) {
    const between = args[0] ? fixed(plainString(args[0]) ?? '') : fixed('');
    return concat((elementsOf(receiver) ?? []).flatMap((each, at) => (at === 0 ? [of(each)] : [between, of(each)])));
  }
  if (/^(fetch|dig|\[\])$/.test(name) && args.length === 1 && hashOf(reading, receiver)) {
    const key = literalOf(of(args[0]));
    return key === undefined ? UNKNOWN : of(entryOf(reading, receiver, key));
  }
  if (constant !== undefined && args.length === 0) {
    const own = valueOfMethod(reading, constant, name, call.node, depth);
    if (own) return own;
  }
  return valueOfPath(reading, call) ?? UNKNOWN;
}

function cased(text: AssembledText, name: 'upcase' | 'downcase'): AssembledText {
  const literal = literalOf(text);
  if (literal === undefined) return text;
  return fixed(name === 'upcase' ? literal.toUpperCase() : literal.toLowerCase());
}

function withSlashes(parts: readonly AssembledText[]): AssembledText {
  return concat(
    parts.flatMap((part, at) => (at === 0 || (literalOf(part) ?? '').startsWith('/') ? [part] : [fixed('/'), part])),
  );
}

/** `Settings.redis.url`, `Rails.configuration.x.queue`: what stands under a path of words. */
function valueOfPath(reading: Reading, call: RbCall): AssembledText | undefined {
  const path = settingPath(call.node);
  if (path === undefined) return undefined;
  const shared = sharedValue(reading.context.bindings, { owner: path.owner, member: path.member, around: '' });
  return shared && textOfValue(shared);
}
