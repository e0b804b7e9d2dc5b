import { literalOf } from '../assembled-text.ts';
import { type Absence, absenceOf } from './absence.ts';
import type { GoCall } from './call.ts';
import { demandOf, emptyIsNone, handedOut } from './demand.ts';
import { isDirectRead } from './environment-reads.ts';
import { evaluate } from './evaluate.ts';
import { type GoHelper, isGoHelper } from './helper.ts';
import { stringIn } from './literal.ts';
import { declarationAround, type GoFile, type GoFunction, isFunction, parametersOf } from './model.ts';
import type { GoReader } from './reader.ts';
import { ancestors, bare, child, type GoNode, listed, within } from './tree.ts';

const MOST_ROUNDS = 4;

/** The helpers that a file defines; helpers that call helpers are found round by round. */
export function findHelpers(base: GoReader): GoHelper[] {
  const found = new Map<string, GoHelper>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = found.size;
    const reader = { ...base, helpers: new Map([...base.helpers, ...found]) };
    for (const call of base.file.calls) {
      const helper = helperAround(call, reader);
      if (helper && !found.has(helper.name)) found.set(helper.name, helper);
    }
    if (found.size === before) break;
  }
  return [...found.values()];
}

/** The helpers that other files of the service define. */
export function knownHelpers(file: GoFile): Map<string, GoHelper> {
  return new Map(file.context.helpers.filter(isGoHelper).map((helper) => [helper.name, helper]));
}

function helperAround(call: GoCall, reader: GoReader): GoHelper | undefined {
  const called = isDirectRead(call, reader) ? undefined : reader.helpers.get(call.name);
  if (called === undefined && !isDirectRead(call, reader)) return undefined;
  const argument = call.args[called?.nameParameter ?? 0];
  const definition = definitionAround(call, reader.file);
  if (argument === undefined || definition === undefined || definition.name === called?.name) return undefined;
  const named = namedParameter(argument, definition, reader);
  if (named === undefined) return undefined;
  return describe(call, { definition, called, ...named }, reader);
}

/** The named function around a call, or the function literal that a variable holds. */
function definitionAround(call: GoCall, file: GoFile): GoFunction | undefined {
  for (const each of ancestors(call.node)) {
    if (!isFunction(each)) continue;
    const holder = each.parent?.parent;
    const target = holder && listed(child(holder, 'left') ?? child(holder, 'name'))[0];
    if (each.type === 'func_literal' && target?.type === 'identifier')
      return { name: target.text, node: each, params: parametersOf(each), body: child(each, 'body') };
    if (each.type !== 'func_literal') break;
  }
  return declarationAround(file, call.node);
}

function namedParameter(
  argument: GoNode,
  definition: GoFunction,
  reader: GoReader,
): { readonly position: number; readonly prefix: string; readonly variadic: boolean } | undefined {
  const inner = bare(argument);
  const looped = loopSource(inner);
  for (const node of within(looped ?? inner)) {
    if (node.type !== 'identifier') continue;
    const position = definition.params.findIndex(({ name }) => name === node.text);
    const parameter = definition.params[position];
    if (parameter === undefined || !/^(\[\])?string$|^[A-Z]\w*$/.test(parameter.type)) continue;
    const prefix = looped ? '' : prefixBefore(inner, node, reader);
    if (prefix === undefined) return undefined;
    return { position, prefix, variadic: looped !== undefined && parameter.variadic };
  }
  return undefined;
}

/** What stands before the parameter in the name; undefined when that cannot be read, or something comes behind it. */
function prefixBefore(expression: GoNode, parameter: GoNode, reader: GoReader): string | undefined {
  if (expression === parameter) return '';
  if (expression.type === 'binary_expression') {
    const [left, right] = [child(expression, 'left'), child(expression, 'right')];
    return left && right === parameter ? literalOf(evaluate(left, reader)) : undefined;
  }
  const call = reader.file.callAt.get(expression);
  const format = call?.name === 'Sprintf' && call.args[1] === parameter ? stringIn(call.args[0]) : undefined;
  return format?.endsWith('%s') ? format.slice(0, -2) : undefined;
}

/** `for _, key := range keys { os.Getenv(key) }`: `keys`. */
function loopSource(node: GoNode): GoNode | undefined {
  if (node.type !== 'identifier') return undefined;
  for (const statement of ancestors(node)) {
    const range =
      statement.type === 'for_statement' ? statement.children.find((each) => each.type === 'range_clause') : undefined;
    if (range && listed(child(range, 'left')).at(-1)?.text === node.text) return child(range, 'right');
  }
  return undefined;
}

interface Description {
  readonly definition: GoFunction;
  readonly called: GoHelper | undefined;
  readonly position: number;
  readonly prefix: string;
  readonly variadic: boolean;
}

function describe(call: GoCall, description: Description, reader: GoReader): GoHelper {
  const { definition, called, position, variadic } = description;
  const absence = absenceOf(call.node, reader.file);
  const parameter = (node: GoNode | undefined) =>
    node === undefined ? -1 : definition.params.findIndex(({ name }) => name === bare(node).text);
  const inCalled = called?.defaultParameter === undefined ? undefined : call.args[called.defaultParameter];
  const fallback = absence.fallback ?? inCalled;
  const exitsOrNone = absence.outcome === 'exits' || called?.need === 'required';
  const named = parameter(fallback);
  // A helper that ends without the variable may still hand out an argument before it does.
  const byParameter = named === -1 && exitsOrNone && !called ? handedOut(definition, position) : named;
  const mayEnd = absence.outcome === 'exits' && byParameter !== -1;
  const demand = exitsOrNone && !called ? demandOf(definition, position, byParameter) : called?.demand;
  const ownDefault = fallback && byParameter === -1 ? literalOf(evaluate(fallback, reader)) : called?.ownDefault;
  const others = definition.params.findIndex(
    (each, at) => each.variadic && /^string$/.test(each.type) && at !== position,
  );
  const target = targetParameter(call, definition);
  const alternativesFrom = variadic
    ? position + 1
    : others > position && readsLoopOver(definition, others)
      ? others
      : undefined;
  return {
    language: 'go',
    name: definition.name,
    path: reader.file.path,
    nameParameter: position,
    ...(byParameter !== -1 && { defaultParameter: byParameter }),
    prefix: (called?.prefix ?? '') + description.prefix,
    need: exitsOrNone && (byParameter === -1 || mayEnd) ? 'required' : 'optional',
    passesOn: passesOn(absence, called) && byParameter === -1 && target === -1,
    ...(ownDefault !== undefined && ownDefault !== '' && { ownDefault }),
    ...(alternativesFrom !== undefined && { alternativesFrom }),
    ...(target !== -1 && { targetParameter: target }),
    ...(mayEnd && emptyIsNone(definition, byParameter) && { emptyIsNone: true }),
    ...(demand && { demand: called ? ('unknown' as const) : demand }),
    type: absence.type === 'unknown' ? (called?.type ?? resultType(definition)) : absence.type,
  };
}

function passesOn(absence: Absence, called: GoHelper | undefined): boolean {
  if (called && !called.passesOn) return false;
  return absence.outcome === 'returned' || absence.outcome === 'unchecked' || absence.outcome === 'tolerated';
}

/** `*target = value` with `target *string` among the parameters. */
function targetParameter(call: GoCall, definition: GoFunction): number {
  for (const node of definition.body ? within(definition.body) : []) {
    const [left] = node.type === 'assignment_statement' ? listed(child(node, 'left')) : [];
    if (left === undefined || !left.text.startsWith('*') || node.end < call.node.start) continue;
    return definition.params.findIndex(({ name, type }) => `*${name}` === left.text && type.startsWith('*'));
  }
  return -1;
}

function readsLoopOver(definition: GoFunction, position: number): boolean {
  const name = definition.params[position]?.name ?? '';
  return new RegExp(`range ${name}\\b`).test(definition.body?.text ?? '');
}

function resultType(definition: GoFunction): GoHelper['type'] {
  const result = child(definition.node, 'result')?.text ?? '';
  if (/^\(?bool\b/.test(result)) return 'boolean';
  if (/^\(?u?int\d*\b/.test(result)) return 'integer';
  return /^\(?time\.Duration/.test(result) ? 'duration' : 'unknown';
}
