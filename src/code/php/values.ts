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
import { fieldOf, type Syntax } from '../syntax.ts';
import { valueOfElement } from './arrays.ts';
import { configValue } from './config-values.ts';
import { className, keyOf } from './file.ts';
import type { Access, Reading } from './reading.ts';
import { stringParts } from './strings.ts';
import { isDefault } from './symfony-values.ts';
import { bare, classAround, entriesOf, lastName, type PhpCall } from './syntax.ts';
import { valueOfProperty, valueOfVariable } from './variables.ts';

const MOST_DEPTH = 12;

/** What an expression stands for: text, a variable of the environment, both together, or computed. */
export function evaluate(reading: Reading, node: Syntax | undefined, depth = 0): AssembledText {
  if (node === undefined || depth > MOST_DEPTH) return UNKNOWN;
  const at = bare(node);
  const access = reading.accesses.get(at);
  if (access) return valueOfAccess(reading, access, depth);
  const of = (child: Syntax | undefined) => evaluate(reading, child, depth + 1);
  const parts = stringParts(at);
  if (parts) return concat(parts.map((part) => (typeof part === 'string' ? fixed(part) : of(part))));
  switch (at.type) {
    case 'integer':
      return fixed(at.text.replaceAll('_', ''));
    case 'float':
    case 'boolean':
      return fixed(at.text);
    case 'name':
    case 'qualified_name':
      return valueOfConstant(reading, lastName(at.text), depth);
    case 'class_constant_access_expression':
      return valueOfClassConstant(reading, at, depth);
    case 'variable_name':
      return valueOfVariable(reading, at, depth);
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
    case 'scoped_property_access_expression':
      return valueOfMember(reading, at, depth);
    case 'subscript_expression':
      return valueOfElement(reading, at, depth);
    case 'binary_expression':
      return valueOfOperator(at, of);
    case 'conditional_expression':
      return valueOfChoice(at, of);
    case 'match_expression':
      return UNKNOWN;
    case 'assignment_expression':
      return of(fieldOf(at, 'right'));
    case 'array_creation_expression':
      return valueOfList(at, of);
    default: {
      const call = reading.file.callAt.get(at);
      return call ? valueOfCall(reading, call, of) : UNKNOWN;
    }
  }
}

function valueOfAccess(reading: Reading, access: Access, depth: number): AssembledText {
  if (access.dynamic) return UNKNOWN;
  const text = variable(access.name);
  return access.fallback ? withStandIn(text, evaluate(reading, access.fallback, depth + 1)) : text;
}

type Of = (node: Syntax | undefined) => AssembledText;

function valueOfOperator(at: Syntax, of: Of): AssembledText {
  const operator = fieldOf(at, 'operator')?.text;
  if (operator === '.') return concat([of(fieldOf(at, 'left')), of(fieldOf(at, 'right'))]);
  return operator === '??' ? withStandIn(of(fieldOf(at, 'left')), of(fieldOf(at, 'right'))) : UNKNOWN;
}

/** `a ?: b`, and `isset(a) ? a : b`. */
function valueOfChoice(at: Syntax, of: Of): AssembledText {
  const other = of(fieldOf(at, 'alternative'));
  const body = fieldOf(at, 'body');
  if (body === undefined) return withStandIn(of(fieldOf(at, 'condition')), other);
  const first = of(body);
  if (JSON.stringify(first) === JSON.stringify(other)) return first;
  const condition = fieldOf(at, 'condition')?.text ?? '';
  const asks = (text: AssembledText) => condition.includes(soleVariable(text)?.variable ?? '\n');
  if (soleVariable(first) && asks(first)) return withStandIn(first, other);
  return soleVariable(other) && asks(other) ? withStandIn(other, first) : UNKNOWN;
}

/** A list of one. */
function valueOfList(at: Syntax, of: Of): AssembledText {
  const [only, more] = entriesOf(at);
  return only && more === undefined && only.key === undefined ? of(only.value) : UNKNOWN;
}

function valueOfConstant(reading: Reading, name: string, depth: number): AssembledText {
  const own = reading.file.constants.get(name);
  return own ? evaluate(reading, own, depth + 1) : (sharedValue(reading, name) ?? UNKNOWN);
}

function valueOfClassConstant(reading: Reading, at: Syntax, depth: number): AssembledText {
  const [scope, name] = at.children;
  if (scope === undefined || name === undefined || name.text === 'class') return UNKNOWN;
  const owner = /^(self|static)$/.test(scope.text) ? className(classAround(at)) : lastName(scope.text);
  const own = reading.file.constants.get(`${owner}.${name.text}`);
  return own ? evaluate(reading, own, depth + 1) : (sharedValue(reading, `${owner}.${name.text}`) ?? UNKNOWN);
}

/** The value of a name that other files of the service give. */
export function sharedValue({ context }: Reading, name: string): AssembledText | undefined {
  const found = context.bindings.filter((binding) => binding.name === name && !isDefault(binding));
  const [first] = found;
  if (first === undefined || found.some(({ value }) => JSON.stringify(value) !== JSON.stringify(first.value)))
    return undefined;
  return textOfValue(first.value);
}

function valueOfMember(reading: Reading, at: Syntax, depth: number): AssembledText {
  const key = keyOf(at);
  if (key === undefined) return valueOfEnumCase(reading, at, depth);
  return valueOfProperty(reading, { key, owner: classAround(at) }, depth);
}

/** `Queue::Orders->value` */
function valueOfEnumCase(reading: Reading, at: Syntax, depth: number): AssembledText {
  const object = fieldOf(at, 'object');
  const isValue = fieldOf(at, 'name')?.text === 'value' && object?.type === 'class_constant_access_expression';
  return isValue ? evaluate(reading, object, depth + 1) : UNKNOWN;
}

/** Functions that leave a name or address what it is, near enough. */
const KEEPING =
  /^(trim|rtrim|ltrim|strtolower|intval|strval|urlencode|rawurlencode|addslashes|htmlspecialchars|escapeshellarg|realpath|str|string|toString|__toString|value|explode|json_encode|untrailingslashit|trailingslashit|esc_url)$/;

function valueOfCall(reading: Reading, call: PhpCall, of: Of): AssembledText {
  const [first, ...rest] = call.args.map(({ value }) => value);
  if (call.kind === 'function') {
    if (call.name === 'sprintf') return formatted(of(first), rest.map(of));
    if (call.name === 'dirname') return UNKNOWN;
    if (call.name === 'constant' && first) return valueOfConstant(reading, literalOf(of(first)) ?? '', 1);
    if (call.name === 'explode') return of(rest[0]);
    if (KEEPING.test(call.name)) return of(first);
  }
  if (call.kind === 'method' && call.args.length === 0 && KEEPING.test(call.name)) return of(call.object);
  // A parameter of Symfony's configuration.
  if (call.kind === 'method' && call.name === 'getParameter')
    return sharedValue(reading, literalOf(of(first)) ?? '') ?? UNKNOWN;
  const config = configValue(reading, call);
  if (config) return config;
  return valueOfOwnFunction(reading, call, of);
}

function formatted(pattern: AssembledText, values: readonly AssembledText[]): AssembledText {
  const text = literalOf(pattern);
  if (text === undefined) return UNKNOWN;
  let at = 0;
  return concat(
    text.split(/(%(?:\d+\$)?[-+0-9.']*[sdu]|%%)/).map((piece) => {
      if (piece === '%%') return fixed('%');
      if (!/^%(?:\d+\$)?[-+0-9.']*[sdu]$/.test(piece)) return fixed(piece);
      const index = /^%(\d+)\$/.exec(piece)?.[1];
      const value = values[index === undefined ? at : Number(index) - 1];
      at += index === undefined ? 1 : 0;
      return value ?? UNKNOWN;
    }),
  );
}

/** A function of this file that does nothing but return something. */
function valueOfOwnFunction(reading: Reading, call: PhpCall, of: Of): AssembledText {
  const isOwn =
    call.kind === 'function' ||
    (call.kind === 'method' && call.object?.text === '$this') ||
    (call.kind === 'static' && /^(self|static)$/.test(call.scope ?? ''));
  const [method, more] = isOwn ? (reading.file.functions.get(call.name) ?? []) : [];
  if (method === undefined || more !== undefined) return UNKNOWN;
  const [only, second] = fieldOf(method, 'body')?.children ?? [];
  if (only?.type !== 'return_statement' || second !== undefined) return UNKNOWN;
  return of(only.children[0]);
}
