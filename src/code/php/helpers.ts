import { concat, fixed, GAP } from '../assembled-text.ts';
import type { EnvironmentHelper } from '../language.ts';
import { fieldOf, type Syntax, withDescendants } from '../syntax.ts';
import type { RawAccess } from './accesses.ts';
import { className, parameterNamed } from './file.ts';
import { judge } from './judge.ts';
import type { Reading } from './reading.ts';
import { argumentAt, bare, classAround, lastName, type PhpCall, parametersOf } from './syntax.ts';
import { evaluate } from './values.ts';

interface Parameter {
  readonly method: Syntax;
  readonly parameter: Syntax;
}

/** The parameter of the function around an access that holds its name, where one does. */
export function parameterIn({ nameNode }: RawAccess): Parameter | undefined {
  if (nameNode === undefined) return undefined;
  for (const node of withDescendants(nameNode)) {
    if (node.type !== 'variable_name') continue;
    // What is made of it before is not followed: `strtoupper($name)`.
    if (node !== nameNode && !/^(encapsed_string|binary_expression)$/.test(node.parent?.type ?? '')) continue;
    const found = parameterNamed(node.text, node);
    if (found && /^(function_definition|method_declaration)$/.test(found.method.type)) return found;
  }
  return undefined;
}

/** A function that reads what its parameter names. */
export function helperFrom(
  reading: Reading,
  raw: RawAccess,
  { method, parameter }: Parameter,
): EnvironmentHelper | undefined {
  const own = fieldOf(method, 'name')?.text;
  const { parts } = raw.name;
  const gap = parts.indexOf(GAP);
  const [prefix] = parts;
  if (own === undefined || gap !== parts.length - 1 || gap > 1 || (gap === 1 && typeof prefix !== 'string'))
    return undefined;
  const judged = judge(reading, { ...raw, at: raw.node, name: '', dynamic: false });
  const parameters = parametersOf(method);
  const standIn = judged.fallback ? bare(judged.fallback) : returnedLast(method);
  const given = standIn?.type === 'variable_name' ? parameterNamed(standIn.text, standIn) : undefined;
  const isParameter = given !== undefined && given.method === method;
  const preset = isParameter ? fieldOf(given.parameter, 'default_value') : undefined;
  const isPreset = preset !== undefined && preset.type !== 'null';
  return {
    name: helperName(className(classAround(method)), own),
    path: reading.file.path,
    nameParameter: parameters.indexOf(parameter),
    ...(isParameter && { defaultParameter: parameters.indexOf(given.parameter) }),
    prefix: gap === 1 && typeof prefix === 'string' ? prefix : '',
    need: judged.need === 'optional' && (!isParameter || isPreset) ? 'optional' : 'required',
    ...(judged.enforced && { enforced: true }),
  };
}

/** What a function returns when nothing before it did. */
function returnedLast(method: Syntax): Syntax | undefined {
  let last = fieldOf(method, 'body')?.children.at(-1);
  while (last?.type === 'if_statement') {
    const otherwise = last.children.findLast(({ type }) => type === 'else_clause');
    const inner = fieldOf(otherwise, 'body');
    last = inner?.type === 'if_statement' ? inner : inner?.children.at(-1);
  }
  return last?.type === 'return_statement' ? last.children[0] : undefined;
}

function helperName(owner: string, own: string): string {
  return owner === '' ? own : `${owner}.${own}`;
}

/** Calls of functions that read the environment for others, as accesses. */
export function callsOfHelpers(reading: Reading, helpers: readonly EnvironmentHelper[]): RawAccess[] {
  if (helpers.length === 0) return [];
  return reading.file.calls.flatMap((call) => {
    const helper = helpers.find((each) => isCallOf(call, each));
    return helper ? accessThrough(reading, call, helper) : [];
  });
}

function isCallOf(call: PhpCall, { name }: EnvironmentHelper): boolean {
  const [owner, method] = name.split('.');
  if (call.name !== (method ?? owner) || call.args.length === 0) return false;
  if (method === undefined) return call.kind === 'function';
  if (call.kind === 'static')
    return lastName(call.scope ?? '') === owner || (isOwn(call.scope) && className(classAround(call.node)) === owner);
  return call.kind === 'method' && call.object?.text === '$this' && className(classAround(call.node)) === owner;
}

function isOwn(scope: string | undefined): boolean {
  return scope === 'self' || scope === 'static' || scope === 'parent';
}

function accessThrough(reading: Reading, call: PhpCall, helper: EnvironmentHelper): RawAccess[] {
  const nameNode = argumentAt(call.args, helper.nameParameter);
  if (nameNode === undefined) return [];
  const given = helper.defaultParameter === undefined ? undefined : argumentAt(call.args, helper.defaultParameter);
  const fallback = given?.type === 'null' ? undefined : given;
  return [
    {
      node: call.node,
      nameNode,
      name: concat([fixed(helper.prefix), evaluate(reading, nameNode)]),
      via: `${call.name}()`,
      isOptional: helper.need === 'optional' || given !== undefined,
      throws: helper.enforced === true && given === undefined,
      ...(fallback && { fallback }),
    },
  ];
}
