import type { EnvironmentHelper } from '../language.ts';
import type { RawAccess } from './accesses.ts';
import { type Declaration, visible } from './declarations.ts';
import { METHOD } from './file.ts';
import { judge } from './judge.ts';
import type { Reading } from './reading.ts';
import { below, sectionOf } from './sections.ts';
import { argumentAt, bare, type CsNode, childOf, isInside, lastName, type MethodCall } from './syntax.ts';
import { concat, fixed, literalOf } from './text.ts';
import { classAround, typeOf } from './types.ts';
import { evaluate } from './values.ts';

/** How the name of a shared helper ends: which of the two it asks, and whether it is an extension method. */
const ENDINGS = { environment: '#environment', configuration: '#configuration' } as const;

/** The parameter of the method around an access that holds its name, where one does. */
export function parameterIn(reading: Reading, { nameNode }: RawAccess): Declaration | undefined {
  if (nameNode === undefined) return undefined;
  const inside = reading.file.nodes.filter((node) => node.type === 'identifier' && isInside(node, nameNode));
  for (const node of inside) {
    // What is made of it before is not followed: `name.ToUpper()`.
    if (node !== nameNode && !/^(interpolation|binary_expression)$/.test(node.parent?.type ?? '')) continue;
    const declared = visible(reading.file.declarations, node.text, node);
    if (declared?.kind === 'parameter' && METHOD.test(declared.scope.type)) return declared;
  }
  return undefined;
}

/** A method that reads what its parameter names. */
export function helperFrom(reading: Reading, raw: RawAccess, parameter: Declaration): EnvironmentHelper | undefined {
  const method = parameter.scope;
  const own = childOf(method, 'name')?.text;
  const owner = classAround(method);
  const gap = raw.name.indexOf(null);
  const [prefix = ''] = raw.name;
  if (own === undefined || gap !== raw.name.length - 1 || gap > 1 || (typeof prefix === 'object' && gap === 1))
    return undefined;
  const parameters = (childOf(method, 'parameters')?.children ?? []).filter(({ type }) => type === 'parameter');
  const isExtension = /\bthis\b/.test(parameters[0]?.children.find(({ type }) => type === 'modifier')?.text ?? '');
  const judged = judge(reading, { ...raw, at: raw.node, name: '', dynamic: false });
  const positionOf = (declared: Declaration) =>
    parameters.findIndex((each) => childOf(each, 'name')?.text === declared.name);
  const fallback = judged.fallback && visible(reading.file.declarations, bare(judged.fallback).text, judged.fallback);
  const isParameter = fallback?.kind === 'parameter' && fallback.scope === method;
  const ending = raw.isKey ? ENDINGS.configuration : ENDINGS.environment;
  return {
    name: `${childOf(owner, 'name')?.text ?? ''}.${own}.${ending}${isExtension ? '.this' : ''}`,
    path: reading.file.path,
    nameParameter: positionOf(parameter),
    ...(isParameter && { defaultParameter: positionOf(fallback) }),
    prefix: typeof prefix === 'string' && gap > 0 ? prefix : '',
    need: judged.need === 'optional' && !isParameter ? 'optional' : 'required',
    ...(judged.enforced && { enforced: true }),
  };
}

/** Calls of methods that read the environment for others, as accesses. */
export function callsOfHelpers(reading: Reading, helpers: readonly EnvironmentHelper[]): RawAccess[] {
  if (helpers.length === 0) return [];
  return reading.file.calls.flatMap((call) => {
    const helper = helpers.find((each) => isCallOf(reading, call, each));
    return helper ? [accessThrough(reading, call, helper)] : [];
  });
}

function isCallOf(reading: Reading, { name, object, call, args }: MethodCall, helper: EnvironmentHelper): boolean {
  const [owner, method, , self] = helper.name.split('.');
  if (name !== method || args.length === 0) return false;
  if (object === undefined || /^(this|base)$/.test(object.text)) {
    const around = childOf(classAround(call), 'name')?.text ?? '';
    return (
      around === owner ||
      (helper.path === reading.file.path && around === '') ||
      reading.file.text.includes('using static')
    );
  }
  if (lastName(object) === owner) return true;
  if (self === 'this') return isExtended(reading, object, helper);
  const type = typeOf(reading.file, object)?.name;
  return type !== undefined && (type === owner || type === `I${owner}`);
}

function isExtended(reading: Reading, object: CsNode, helper: EnvironmentHelper): boolean {
  return helper.name.includes(ENDINGS.configuration) ? sectionOf(reading, object) !== undefined : true;
}

function accessThrough(reading: Reading, { call, object, args }: MethodCall, helper: EnvironmentHelper): RawAccess {
  const isKey = helper.name.includes(ENDINGS.configuration);
  const [owner] = helper.name.split('.');
  const shift = helper.name.endsWith('.this') && object !== undefined && lastName(object) !== owner ? 1 : 0;
  const nameNode = argumentAt(args, helper.nameParameter - shift);
  const fallback =
    helper.defaultParameter === undefined ? undefined : argumentAt(args, helper.defaultParameter - shift);
  const section = (isKey && object && sectionOf(reading, object)) || [];
  const name = concat([fixed(helper.prefix), evaluate(reading, nameNode)]);
  const isNull = fallback !== undefined && /^(null_literal|default_expression)$/.test(bare(fallback).type);
  return {
    node: call,
    nameNode,
    name: literalOf(section) === '' ? name : below(section, name),
    isKey,
    via: `${helper.name.split('.')[1]}()`,
    isOptional: helper.need === 'optional' || (fallback !== undefined && !isNull),
    throws: helper.enforced === true && (fallback === undefined || isNull),
    ...(fallback && !isNull && { fallback }),
  };
}
