import { literalOf } from '../assembled-text.ts';
import { fieldOf, type Syntax, withDescendants } from '../syntax.ts';
import { absenceOf } from './absence.ts';
import { argumentAt, bare, callOf, type JvmCall, plainTypeName } from './call.ts';
import { evaluate } from './evaluate.ts';
import { getenvName, isGetenv } from './getenv.ts';
import { isJvmHelper, type JvmHelper } from './helper.ts';
import type { JvmReader } from './jvm-file.ts';
import { visibleVariable } from './lookup.ts';
import { classesAround, type JvmMethod, methodAround } from './model.ts';

/** Helpers of this file and of those that it may call. */
export function helpersFor(reader: JvmReader): ReadonlyMap<string, JvmHelper> {
  const given = reader.context.helpers.filter(isJvmHelper).map((helper) => [helper.name, helper] as const);
  const own = findHelpers({ ...reader, helpers: new Map(given) });
  return new Map([...given, ...own.map((helper) => [helper.name, helper] as const)]);
}

function findHelpers(reader: JvmReader): readonly JvmHelper[] {
  const { file } = reader;
  const direct = file.calls.flatMap((call) => {
    const name = getenvName(call, file);
    return name
      ? (helperOf(name.node, { node: call.node, ...(name.fallback && { fallback: name.fallback }) }, reader) ?? [])
      : [];
  });
  const indexed = [...withDescendants(file.root)].flatMap((node) => {
    const name = node.type === 'index_expression' && isGetenv(node.children[0], file) ? node.children[1] : undefined;
    return name ? (helperOf(name, { node }, reader) ?? []) : [];
  });
  const found = new Map([...direct, ...indexed].map((helper) => [helper.name, helper] as const));
  // `int port(String name) { return Integer.parseInt(env(name)); }`
  for (const call of file.calls) {
    const inner = found.get(call.name) ?? reader.helpers.get(call.name);
    const argument = inner && argumentAt(call.args, [], inner.nameParameter);
    if (inner === undefined || argument === undefined || !isHelperCall(call, inner, reader)) continue;
    const given = inner.defaultParameter === undefined ? undefined : call.args[inner.defaultParameter]?.value;
    const outer = helperOf(argument, { node: call.node, ...(given && { fallback: given }) }, reader);
    if (outer && !found.has(outer.name))
      found.set(outer.name, { ...outer, ...(inner.enforced && outer.need === 'required' && { enforced: true }) });
  }
  return [...found.values()];
}

/** The function around a read whose name comes in by a parameter. */
function helperOf(
  name: Syntax,
  site: { readonly node: Syntax; readonly fallback?: Syntax },
  reader: JvmReader,
): JvmHelper | undefined {
  const method = methodAround(reader.file, site.node);
  if (method === undefined || method.name === '') return undefined;
  const parameter = parameterIn(name, method);
  if (parameter === undefined) return undefined;
  const found = absenceOf(site.node, reader.file);
  const fallback = site.fallback ?? found.fallback;
  const byParameter = fallback && parameterIn(fallback, method);
  const own = fallback && byParameter === undefined ? literalOf(evaluate(fallback, reader)) : undefined;
  const throws = /\bthrow\b|\berror\(/.test(method.body?.text ?? '') && found.outcome === 'enforced';
  const endsWithout = byParameter !== undefined && found.endsWithout === true;
  const isEnforced = throws || endsWithout || (found.outcome === 'enforced' && fallback === undefined);
  const isNeeded = endsWithout || (fallback === undefined && found.outcome !== 'optional');
  return {
    language: 'jvm',
    name: method.name,
    path: reader.file.path,
    owner: classesAround(reader.file, method.node).find((each) => each.name !== 'Companion')?.name ?? '',
    nameParameter: parameter.at,
    prefix: parameter.prefix,
    need: isNeeded ? 'required' : 'optional',
    passesOn: fallback === undefined && found.returned === true,
    ...(isEnforced && { enforced: true }),
    ...(byParameter !== undefined && { defaultParameter: byParameter.at }),
    ...(own !== undefined && { ownDefault: own }),
  };
}

function parameterIn(node: Syntax, method: JvmMethod): { readonly at: number; readonly prefix: string } | undefined {
  const inner = bare(node);
  if (inner.type === 'identifier') {
    const at = method.parameters.findIndex(({ name }) => name === inner.text);
    return at < 0 ? undefined : { at, prefix: '' };
  }
  if (inner.type === 'lambda_literal' || inner.type === 'block') {
    const last = inner.children.at(-1);
    return last && parameterIn(last, method);
  }
  const left = inner.type === 'binary_expression' ? fieldOf(inner, 'left') : undefined;
  const right = inner.type === 'binary_expression' ? fieldOf(inner, 'right') : undefined;
  const prefix = /^"([A-Z0-9_]*)"$/.exec(left?.text ?? '')?.[1];
  const found = right && prefix !== undefined ? parameterIn(right, method) : undefined;
  return found && prefix !== undefined ? { at: found.at, prefix: prefix + found.prefix } : undefined;
}

/** Whether the name comes in by a parameter of the function around: then its callers are the ones that read. */
export function readsByParameter(name: Syntax, reader: JvmReader): boolean {
  const method = methodAround(reader.file, name);
  return method !== undefined && reader.helpers.has(method.name) && parameterIn(name, method) !== undefined;
}

/** Whether a call means a helper, and not a method of the same name of something else. */
export function isHelperCall(call: JvmCall, helper: JvmHelper, reader: JvmReader): boolean {
  if (call.args.length <= helper.nameParameter) return false;
  const { file } = reader;
  if (call.receiver === undefined) {
    if (helper.path === file.path || helper.owner === '') return true;
    const dotted = file.imports.get(call.name) ?? '';
    const isInherited = file.classes.some(({ supers }) => supers.some((name) => plainTypeName(name) === helper.owner));
    return (
      isInherited ||
      dotted.endsWith(`${helper.owner}.${call.name}`) ||
      file.importTexts.some((text) => text.endsWith(`.${helper.owner}`) && file.text.includes(`${text}.*`))
    );
  }
  const receiver = bare(call.receiver);
  if (/^this/.test(receiver.type)) return helper.path === file.path;
  const last = /(\w+)$/.exec(receiver.text)?.[1] ?? callOf(receiver)?.name;
  if (last === helper.owner) return true;
  const held = receiver.type === 'identifier' ? visibleVariable(receiver.text, receiver, reader) : undefined;
  return (
    held !== undefined &&
    (plainTypeName(held.type) === helper.owner ||
      (held.value !== undefined && callOf(held.value)?.name === helper.owner))
  );
}
