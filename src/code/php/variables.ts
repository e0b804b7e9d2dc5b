import { type AssembledText, concat, soleVariable, UNKNOWN, variable } from '../assembled-text.ts';
import { withStandIn } from '../stand-in.ts';
import { ancestorsOf, contains, fieldOf, type Syntax } from '../syntax.ts';
import { type Assignment, className, type PhpFile, parameterNamed, scopesOf } from './file.ts';
import type { Reading } from './reading.ts';
import { argumentAt, classAround, functionAround, parametersOf } from './syntax.ts';
import { evaluate } from './values.ts';

export function valueOfVariable(reading: Reading, at: Syntax, depth: number): AssembledText {
  const given = assignmentsTo(reading.file, at);
  if (given.length > 0) return valueOfAssignments(reading, given, depth);
  const taken = parameterNamed(at.text, at);
  if (taken) return valueOfParameter(reading, taken, depth);
  return UNKNOWN;
}

/** What gives a variable its value in the functions in which it is the same one. */
export function assignmentsTo(file: PhpFile, at: Syntax): readonly Assignment[] {
  const all = file.assignments.get(at.text) ?? [];
  if (all.length === 0) return [];
  for (const scope of scopesOf(at.text, at)) {
    const inside = all.filter(({ node }) => functionAround(node) === scope);
    if (inside.length > 0) return inside;
  }
  return [];
}

/** The value that a name always has: one, or one with another that stands in for it. */
function valueOfAssignments(reading: Reading, given: readonly Assignment[], depth: number): AssembledText {
  const [first, second, third] = given;
  if (first === undefined || third !== undefined) return UNKNOWN;
  if (first.node.type === 'augmented_assignment_expression') return UNKNOWN;
  const value = evaluate(reading, first.value, depth + 1);
  if (second === undefined) return value;
  const operator = fieldOf(second.node, 'operator')?.text;
  const other = evaluate(reading, second.value, depth + 1);
  if (operator === '.=') return sameBlock(first.node, second.node) ? concat([value, other]) : UNKNOWN;
  // `if (!$host) { $host = 'orders'; }`
  const isStandIn = operator === '??=' || isGuarded(second.node);
  return isStandIn && soleVariable(value) ? withStandIn(value, other) : UNKNOWN;
}

function sameBlock(one: Syntax, other: Syntax): boolean {
  return one.parent?.parent === other.parent?.parent;
}

function isGuarded(assignment: Syntax): boolean {
  for (let at = assignment.parent; at !== undefined; at = at.parent) {
    if (at.type !== 'if_statement') continue;
    const target = fieldOf(assignment, 'left')?.text ?? '';
    return fieldOf(at, 'condition')?.text.includes(target) === true;
  }
  return false;
}

/** What every caller in the file passes to a function; else the default of the parameter. */
function valueOfParameter(
  reading: Reading,
  { method, parameter }: { readonly method: Syntax; readonly parameter: Syntax },
  depth: number,
): AssembledText {
  const injected = autowired(reading, parameter);
  if (injected) return injected;
  const passed = argumentsFor(reading.file, method, parameter);
  const [first, ...rest] = passed.map((node) => evaluate(reading, node, depth + 1));
  const own = fieldOf(parameter, 'default_value');
  if (first === undefined) return own ? evaluate(reading, own, depth + 1) : UNKNOWN;
  return rest.every((text) => JSON.stringify(text) === JSON.stringify(first)) ? first : UNKNOWN;
}

/** `#[Autowire(env: 'CART_URL')] string $url` */
function autowired(reading: Reading, parameter: Syntax): AssembledText | undefined {
  const found = [...reading.accesses.values()].find(
    ({ node }) => contains(parameter, node) && [node, ...ancestorsOf(node)].some(({ type }) => type === 'attribute'),
  );
  return found && !found.dynamic ? variable(found.name) : undefined;
}

/** The arguments that callers in this file give to a parameter of a function that nobody else is likely to call. */
function argumentsFor(file: PhpFile, method: Syntax, parameter: Syntax): readonly Syntax[] {
  const name = fieldOf(method, 'name')?.text;
  const isPrivate =
    method.type === 'function_definition' ||
    method.children.some(({ type, text }) => type === 'visibility_modifier' && text === 'private');
  if (name === undefined || !isPrivate) return [];
  const position = parametersOf(method).indexOf(parameter);
  const own = fieldOf(parameter, 'name')?.text.slice(1) ?? '';
  return (file.callsByName.get(name) ?? []).flatMap((call) => argumentAt(call.args, position, own) ?? []);
}

/** A property of the class: what it is declared with, or what its constructor gives it. */
export function valueOfProperty(
  reading: Reading,
  { key, owner }: { readonly key: string; readonly owner: Syntax | undefined },
  depth: number,
): AssembledText {
  const { file } = reading;
  const name = key.slice('this.'.length);
  const declared = file.properties.get(`${className(owner)}.${name}`);
  const given = (file.assignments.get(key) ?? []).filter(({ node }) => classAround(node) === owner);
  const own = declared && fieldOf(declared, 'default_value');
  const injected = declared?.type === 'property_promotion_parameter' ? autowired(reading, declared) : undefined;
  if (injected) return injected;
  const isSet = own !== undefined && own.type !== 'null';
  if (given.length === 0) return isSet ? evaluate(reading, own, depth + 1) : UNKNOWN;
  const value = valueOfAssignments(reading, given, depth);
  if (!isSet) return value;
  return JSON.stringify(value) === JSON.stringify(evaluate(reading, own, depth + 1)) ? value : UNKNOWN;
}
