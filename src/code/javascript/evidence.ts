// What the code around a value tells of it: a default, a test whether it is there, a type.
import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isBoolean, isCondition, operandsOf, topOfChain, topOfTest } from './boolean-chains.ts';
import { calleeEvidence } from './callee-evidence.ts';
import { isFallback } from './environment-object.ts';
import { isExit } from './exits.ts';
import { fails, isRaw, isRefused } from './failures.ts';
import { calleeName, callOf, isWrapper, literalText, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';

export type Evidence =
  /** Stands in when the value is missing. */
  | { readonly kind: 'default'; readonly node: Syntax }
  /** The other operands of `a || b`: they may be reads as well. */
  | { readonly kind: 'chain'; readonly operands: readonly Syntax[] }
  /** The code can do without it. */
  | { readonly kind: 'optional' }
  /** Only named in a log line; needed there by nobody. */
  | { readonly kind: 'logged' }
  /** Used as it is. */
  | { readonly kind: 'used' }
  /** `key.trim()`, `new URL(key)`: throws when it is missing and no test went before. */
  | { readonly kind: 'fails' }
  /** The code ends when it is missing. */
  | { readonly kind: 'throws' }
  /** The members of an enum. */
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | { readonly kind: 'type'; readonly type: EnvironmentRead['type'] };

const MOST_NAMES = 3;
const CONVERSIONS: Readonly<Record<string, EnvironmentRead['type']>> = {
  parseInt: 'integer',
  'Number.parseInt': 'integer',
  Number: 'number',
  parseFloat: 'number',
  'Number.parseFloat': 'number',
  BigInt: 'integer',
  'JSON.parse': 'json',
  URL: 'url',
  ms: 'duration',
};
const PASS_THROUGH = new Set([
  'String',
  'trim',
  'toLowerCase',
  'toUpperCase',
  'toString',
  'replace',
  'normalize',
  'unref',
  'resolve',
  'join',
]);
const ASSERTIONS = /^(assert|ok|invariant|tiny_?invariant|assertDefined|strictAssert|nullthrows|required|ensure)$/i;
/** Of what a conversion made: whether it is a number. */
const NUMBER_TESTS: Readonly<Record<string, boolean>> = {
  isNaN: false,
  'Number.isNaN': false,
  isFinite: true,
  'Number.isFinite': true,
  'Number.isInteger': true,
  'Number.isSafeInteger': true,
};
const LOGGERS = /^(console|log|logger|debug|winston|pino|consola)$/i;

/** @param node an expression that has the value, or the name that a pattern gives it */
export function* evidenceOf(node: Syntax, module: SourceModule, names = 0): Generator<Evidence> {
  let current = node;
  for (;;) {
    const parent = current.parent;
    if (!parent) return;
    if (isWrapper(parent) || parent.type === 'type_assertion') {
      current = parent;
      continue;
    }
    if (isFallback(parent)) {
      const top = topOfChain(parent);
      if (isCondition(top)) {
        yield* testEvidence(top, module, false);
        return;
      }
      yield* chainEvidence(top, current, module);
      current = top;
      continue;
    }
    const step = yield* stepEvidence(current, parent, module, names);
    if (!step) return;
    current = step;
  }
}

/** Evidence of one level; gives the expression to go on with, where the value goes on. */
function* stepEvidence(
  current: Syntax,
  parent: Syntax,
  module: SourceModule,
  names: number,
): Generator<Evidence, Syntax | undefined> {
  switch (parent.type) {
    case 'binary_expression':
      return yield* binaryEvidence(current, parent, module);
    case 'unary_expression': {
      const operator = fieldOf(parent, 'operator')?.type;
      if (operator === '+') {
        yield { kind: 'type', type: 'number' };
        return parent;
      }
      yield* testEvidence(current, module, false);
      return undefined;
    }
    case 'if_statement':
    case 'while_statement':
      if (current.field === 'condition') yield* testEvidence(current, module, false);
      return undefined;
    case 'ternary_expression':
      if (current.field !== 'condition') return parent;
      yield* testEvidence(current, module, false);
      return undefined;
    case 'arguments':
      return yield* argumentEvidence(current, parent, module, names);
    case 'member_expression':
      return yield* memberEvidence(current, parent, module);
    case 'template_substitution':
      yield { kind: isLogged(parent) ? 'logged' : 'used' };
      return undefined;
    case 'augmented_assignment_expression': {
      const right = fieldOf(parent, 'right');
      if (current.field === 'left' && right) yield* chainEvidence(parent, current, module, [current, right]);
      return undefined;
    }
    case 'assignment_expression':
    case 'variable_declarator':
      yield* nameEvidence(parent, module, names);
      return undefined;
    default:
      if (parent.type !== 'expression_statement') yield { kind: 'used' };
      return undefined;
  }
}

function* nameEvidence(holder: Syntax, module: SourceModule, names: number): Generator<Evidence> {
  const name = fieldOf(holder, holder.type === 'variable_declarator' ? 'name' : 'left');
  if (name?.type !== 'identifier' || names >= MOST_NAMES) return;
  const binding = module.scopes.resolve(name);
  if (!binding) return;
  for (const use of module.scopes.usesOf(binding)) {
    if (use.field !== 'left' || use.parent?.type !== 'assignment_expression') yield* evidenceOf(use, module, names + 1);
  }
}

function* binaryEvidence(
  current: Syntax,
  parent: Syntax,
  module: SourceModule,
): Generator<Evidence, Syntax | undefined> {
  const operator = fieldOf(parent, 'operator')?.type ?? '';
  if (operator === '&&') {
    if (current.field === 'right' && !isCondition(topOfTest(parent))) return parent;
    yield* testEvidence(current, module, false);
    return undefined;
  }
  if (/^[!=]==?$/.test(operator)) {
    const other = fieldOf(parent, current.field === 'left' ? 'right' : 'left');
    const text = other && (literalText(unwrap(other)) ?? textOfSyntax(other));
    if (text === 'undefined' || text === 'null') {
      yield* testEvidence(parent, module, operator.startsWith('='));
      return undefined;
    }
    if (/^(true|false|1|0|yes|no|on|off)$/i.test(text ?? '')) yield { kind: 'type', type: 'boolean' };
    yield { kind: 'optional' };
    return undefined;
  }
  yield { kind: operator === '+' && isLogged(parent) ? 'logged' : 'used' };
  return undefined;
}

function* argumentEvidence(
  current: Syntax,
  list: Syntax,
  module: SourceModule,
  names: number,
): Generator<Evidence, Syntax | undefined> {
  const node = list.parent;
  const call = node && callOf(node);
  if (!node || !call) return undefined;
  const path = pathOf(call.callee) ?? [];
  const name = calleeName(call.callee) ?? '';
  if (isLogged(current)) {
    yield { kind: 'logged' };
    return undefined;
  }
  const said = [...calleeEvidence(current, call, { module, evidenceOf, names })];
  if (said.length > 0) {
    yield* said;
    return undefined;
  }
  if (call.args[0] !== current) {
    yield { kind: 'used' };
    return undefined;
  }
  const isOfNumber = NUMBER_TESTS[path.join('.')];
  if (isOfNumber !== undefined) {
    yield* testEvidence(node, module, !isOfNumber);
    return undefined;
  }
  if (ASSERTIONS.test(name)) {
    yield { kind: 'throws' };
    return node;
  }
  const type = CONVERSIONS[path.join('.')];
  // `new URL(path, origin)` joins: a path is as good as a URL.
  const isJoined = type === 'url' && call.args.length > 1;
  if (type && !isJoined) yield { kind: 'type', type };
  if (isRaw(current) && isRefused(node, call.args) && fails(node, module)) yield { kind: 'fails' };
  if (name === 'Boolean' && path.length === 1) {
    yield { kind: 'type', type: 'boolean' };
    yield { kind: 'optional' };
  }
  if (/^(includes|has|indexOf)$/.test(name)) yield { kind: 'optional' };
  if (/optional|maybe/i.test(name)) yield { kind: 'optional' };
  // `toNumber(process.env.TRAYS) ?? 4`: whatever the function does, the chain says what stands in.
  const isChained = node.field === 'left' && node.parent !== undefined && isFallback(node.parent);
  if (type || isChained || PASS_THROUGH.has(name)) return node;
  yield { kind: 'used' };
  return undefined;
}

function* memberEvidence(
  current: Syntax,
  parent: Syntax,
  module: SourceModule,
): Generator<Evidence, Syntax | undefined> {
  if (current.field !== 'object') return undefined;
  if (fieldOf(parent, 'optional_chain')) yield { kind: 'optional' };
  else if (isRaw(current) && fails(parent, module)) yield { kind: 'fails' };
  const call = parent.parent?.type === 'call_expression' && parent.field === 'function' ? parent.parent : undefined;
  const method = calleeName(parent) ?? '';
  if (!call) return undefined;
  if (method === 'split') yield { kind: 'type', type: 'list' };
  return method === 'split' || PASS_THROUGH.has(method) || fieldOf(parent, 'optional_chain') ? call : undefined;
}

function* chainEvidence(
  top: Syntax,
  current: Syntax,
  module: SourceModule,
  operands: readonly Syntax[] = operandsOf(top),
): Generator<Evidence> {
  const others = operands.filter((operand) => operand !== current);
  yield { kind: 'chain', operands: others };
  const last = operands[operands.length - 1];
  if (!last || last === current) return;
  const text = textOfSyntax(unwrap(last));
  if (text === 'undefined' || text === 'null') yield { kind: 'optional' };
  else if (isExit(last, module)) yield { kind: 'throws' };
  else yield { kind: 'default', node: unwrap(last) };
}

/**
 * Evidence of a test whether the value is there.
 *
 * @param absent whether the expression is true when the value is missing (`x === undefined`)
 */
function* testEvidence(node: Syntax, module: SourceModule, absent: boolean): Generator<Evidence> {
  let isAbsent = absent;
  let top = node;
  while (top.parent && (isWrapper(top.parent) || isBoolean(top.parent))) {
    top = top.parent;
    if (top.type === 'unary_expression') isAbsent = !isAbsent;
  }
  const parent = top.parent;
  const branch = top.field === 'condition' ? fieldOf(parent, isAbsent ? 'consequence' : 'alternative') : undefined;
  const holder = parent?.type === 'arguments' && parent.parent ? callOf(parent.parent) : undefined;
  const isAsserted = holder !== undefined && ASSERTIONS.test(calleeName(holder.callee) ?? '') && !isAbsent;
  yield { kind: isAsserted || (branch && isExit(branch, module)) ? 'throws' : 'optional' };
}

/** Whether text made of the value goes into a log line only. */
function isLogged(node: Syntax): boolean {
  let outer = node;
  while (outer.parent && /^(template_substitution|template_string|binary_expression)$/.test(outer.parent.type)) {
    outer = outer.parent;
  }
  const call = outer.parent?.type === 'arguments' && outer.parent.parent ? callOf(outer.parent.parent) : undefined;
  return call !== undefined && (pathOf(call.callee) ?? []).some((part) => LOGGERS.test(part));
}
