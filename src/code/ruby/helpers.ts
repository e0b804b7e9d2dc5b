import { concat, fixed } from '../assembled-text.ts';
import type { EnvironmentHelper } from '../language.ts';
import { fieldOf } from '../syntax.ts';
import type { RawAccess } from './accesses.ts';
import type { Method } from './file.ts';
import { judge } from './judge.ts';
import type { Reading } from './reading.ts';
import { sharedName, sharedParts } from './shared-values.ts';
import { bare, candidatesFor, constantName, isInside, ownerOf, type RbCall, type RbNode } from './syntax.ts';
import { evaluate } from './values.ts';

/** A method that reads what its parameter names. */
export function helperFrom(reading: Reading, raw: RawAccess): EnvironmentHelper | undefined {
  const { nameNode } = raw;
  const method = nameNode && reading.file.methods.findLast(({ node }) => isInside(nameNode, node));
  if (nameNode === undefined || method === undefined) return undefined;
  const parts = nameParts(nameNode);
  const inner = parts.at(-1);
  const at = typeof inner === 'object' ? parameterAt(method, inner.text) : -1;
  if (at < 0 || parts.slice(0, -1).some((part) => typeof part !== 'string')) return undefined;
  const judged = judge(reading, { ...raw, at: raw.node, name: '', dynamic: false });
  const fallback = judged.fallback && bare(judged.fallback);
  const given = fallback ? parameterAt(method, fallback.text) : -1;
  const own = given >= 0 ? fieldOf(method.parameters[given], 'value') : undefined;
  const hasOwn = own !== undefined && own.type !== 'nil';
  const isKeyword = method.parameters[given]?.type === 'keyword_parameter';
  const need = judged.need === 'optional' && (given < 0 || hasOwn || own !== undefined) ? 'optional' : 'required';
  return {
    name: sharedName(method.owner, method.name),
    path: reading.file.path,
    nameParameter: at,
    ...(given >= 0 && !isKeyword && { defaultParameter: given }),
    prefix: parts.slice(0, -1).join(''),
    need,
    ...(judged.enforced && { enforced: true }),
  };
}

/** `name`, `"SHOP_#{name}"`, `'SHOP_' + name`, `name.to_s.upcase` is another name. */
function nameParts(node: RbNode): (string | RbNode)[] {
  if (node.type === 'identifier') return [node];
  if (node.type !== 'string') return [node, ''];
  const inner = node.children.find(({ type }) => type === 'interpolation');
  const expression = inner?.children[0];
  if (inner === undefined || expression?.type !== 'identifier' || inner.end !== node.end - 1) return [node, ''];
  return [node.text.slice(1, inner.start - node.start), expression];
}

function parameterAt(method: Method, name: string): number {
  return method.parameters.findIndex((parameter) => (fieldOf(parameter, 'name') ?? parameter).text === name);
}

/** Calls of methods that read the environment for others, as accesses. */
export function callsOfHelpers(reading: Reading, helpers: readonly EnvironmentHelper[]): RawAccess[] {
  if (helpers.length === 0) return [];
  return reading.file.calls.flatMap((call) => {
    const helper = helpers.find((each) => isCallOf(reading, call, each));
    return helper ? accessThrough(reading, call, helper) : [];
  });
}

function isCallOf({ file }: Reading, { name, receiver, node, args }: RbCall, helper: EnvironmentHelper): boolean {
  const { owner, member } = sharedParts(helper.name);
  if (name !== member || args.length === 0) return false;
  const around = ownerOf(node);
  if (receiver === undefined || receiver.type === 'self') {
    if (owner === '' || around === owner || around.startsWith(`${owner}::`)) return true;
    // Included modules, and classes below.
    const last = owner.slice(owner.lastIndexOf('::') + 2).replace(/^:/, '');
    return new RegExp(`\\b(include|extend|prepend)\\s+\\(?[\\w:]*\\b${last}\\b|<\\s*[\\w:]*\\b${last}\\b`).test(
      file.text,
    );
  }
  const written = constantName(receiver);
  return written !== undefined && (candidatesFor(written, around).includes(owner) || owner.endsWith(`::${written}`));
}

function accessThrough(
  reading: Reading,
  { node, args, block, options }: RbCall,
  helper: EnvironmentHelper,
): RawAccess[] {
  const nameNode = args[helper.nameParameter];
  if (nameNode === undefined) return [];
  const fallback =
    (helper.defaultParameter === undefined ? undefined : args[helper.defaultParameter]) ??
    options.get('default') ??
    options.get('fallback');
  const isGiven = fallback !== undefined && fallback.type !== 'nil' && fallback.type !== 'hash';
  const isOptional = helper.need === 'optional' || isGiven || block !== undefined;
  return [
    {
      node,
      nameNode,
      name: concat([fixed(helper.prefix), evaluate(reading, nameNode)]),
      form: isOptional ? 'optional' : helper.enforced === true ? 'strict' : 'lenient',
      via: `${sharedParts(helper.name).member}()`,
      ...(isGiven && { fallback }),
    },
  ];
}
