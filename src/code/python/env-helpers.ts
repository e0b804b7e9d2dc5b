import type { EnvironmentHelper } from '../language.ts';
import { endingOf, type Flag } from './helper-endings.ts';
import { isModule } from './imports.ts';
import { judge } from './judge.ts';
import { nameOf } from './module.ts';
import { makerOf, nameOfParameter, qualifiedName } from './names.ts';
import type { RawAccess } from './os-environ.ts';
import type { AccessForm, Reading } from './reading.ts';
import { ancestorOf, childOf, isInside, type PyNode } from './syntax.ts';
import { evaluate } from './values.ts';
import type { Naming } from './variable-names.ts';

/** What this reader knows of a helper beyond the contract: how it behaves when no default is given. */
export interface KnownHelper extends EnvironmentHelper {
  readonly form: AccessForm;
  /** The default by its name. */
  readonly defaultName?: string;
  /** None is a default like any other; what says that none is given is something else. */
  readonly takesNone?: boolean;
  /** Raises only when this argument says so. */
  readonly flag?: Flag;
}

/** The function around a read of a name that it gets as a parameter. */
export function helperFrom(
  reading: Reading,
  raw: RawAccess,
  naming: Extract<Naming, { kind: 'parameter' }>,
): KnownHelper | undefined {
  const { module } = reading;
  const { definition } = naming;
  const own = nameOf(module, definition) ?? lambdaName(module, definition);
  if (own === undefined) return undefined;
  const parameters = childOf(definition, 'parameters')?.children ?? [];
  const { inClass, shift } = ownerOf(module, definition, parameters[0]);
  const known = defaultParameter(reading, raw, definition, parameters);
  const ending = endingOf(module, definition, { name: naming.index, known });
  const fallback = known ?? ending?.fallback;
  const flag = typeof ending?.demand === 'object' ? ending.demand : undefined;
  const given = fallback === undefined ? undefined : childOf(parameters[fallback], 'value');
  const form = ending ? (ending.demand ? 'optional' : 'strict') : formOf(reading, raw, { given, fallback });
  return {
    name: inClass === undefined ? own : `${inClass}.${own}`,
    path: module.path,
    nameParameter: naming.index - shift,
    ...(fallback !== undefined && {
      defaultParameter: fallback - shift,
      defaultName: nameOfParameter(module, parameters[fallback]) ?? '',
    }),
    ...(ending && fallback !== undefined && takesNone(module, parameters[fallback]) && { takesNone: true }),
    ...(flag && { flag: { ...flag, index: flag.index - shift } }),
    prefix: `${raw.prefix ?? ''}${naming.prefix}`,
    need: form === 'strict' ? 'required' : 'optional',
    form,
  };
}

/** `need = lambda name: os.environ[name]` */
function lambdaName(module: Reading['module'], definition: PyNode): string | undefined {
  const { parent } = definition;
  const left = definition.type === 'lambda' && parent?.type === 'assignment' ? childOf(parent, 'left') : undefined;
  return left?.type === 'identifier' ? module.textOf(left) : undefined;
}

/** How a helper reads whose ends say nothing: as the code around the read has it, unless a default takes over. */
function formOf(
  reading: Reading,
  raw: RawAccess,
  { given, fallback }: { readonly given: PyNode | undefined; readonly fallback: number | undefined },
): AccessForm {
  const inner = fallback === undefined ? raw.form : 'lenient';
  const judged = judge(reading, { ...raw, at: raw.node, name: '', dynamic: false, form: inner });
  if (judged.need === 'required' && judged.tested) return 'strict';
  const hasText = given !== undefined && given.type !== 'none';
  const isOptional = raw.form === 'optional' && fallback === undefined;
  if (hasText || isOptional || judged.need === 'optional') return 'optional';
  return raw.form === 'strict' ? 'strict' : 'lenient';
}

/** The class of a method, and how many parameters stand before those that a call gives. */
function ownerOf(module: Reading['module'], definition: PyNode, first: PyNode | undefined) {
  const outer = ancestorOf(definition, 'class_definition', 'function_definition');
  const inClass = outer?.type === 'class_definition' ? nameOf(module, outer) : undefined;
  const isBound = inClass !== undefined && /^(self|cls)$/.test(nameOfParameter(module, first) ?? '');
  return { inClass, shift: isBound ? 1 : 0 };
}

function takesNone(module: Reading['module'], parameter: PyNode | undefined): boolean {
  const value = childOf(parameter, 'value');
  return value ? value.type !== 'none' : parameter !== undefined && module.textOf(parameter).startsWith('*');
}

/** The other parameter that the function hands out when the variable is not set. */
function defaultParameter(
  reading: Reading,
  raw: RawAccess,
  definition: PyNode,
  parameters: readonly PyNode[],
): number | undefined {
  const { module } = reading;
  const names = parameters.map((parameter) => nameOfParameter(module, parameter) ?? '');
  const inFallback = raw.fallback ? names.indexOf(module.textOf(raw.fallback)) : -1;
  if (inFallback >= 0) return inFallback;
  const byName = names.findIndex((name) => /^_?(default|fallback|default_value|dflt|otherwise)$/.test(name));
  const body = childOf(definition, 'body');
  const isUsed = byName >= 0 && body && (module.uses.get(names[byName] ?? '') ?? []).some((use) => isInside(use, body));
  return isUsed ? byName : undefined;
}

/** Calls of helpers, as reads of the names they are given. */
export function callsOfHelpers(reading: Reading, helpers: readonly EnvironmentHelper[]): RawAccess[] {
  if (helpers.length === 0) return [];
  const byLast = new Map<string, EnvironmentHelper[]>();
  for (const helper of helpers) {
    const last = helper.name.split('.').at(-1) ?? '';
    byLast.set(last, [...(byLast.get(last) ?? []), helper]);
  }
  return reading.module.calls.flatMap((call) => {
    const callee = childOf(call, 'function');
    const last = callee?.type === 'attribute' ? childOf(callee, 'attribute') : callee;
    const text = last ? reading.module.textOf(last) : '';
    const local = callee?.type === 'identifier' ? reading.module.imports.get(text)?.split('.').at(-1) : undefined;
    const helper = (byLast.get(local ?? text) ?? []).find((item) => isCallOf(reading, call, item));
    return helper ? [accessOf(reading, call, helper)].filter((access) => access !== undefined) : [];
  });
}

function isCallOf(reading: Reading, call: PyNode, helper: EnvironmentHelper): boolean {
  const callee = childOf(call, 'function');
  return callee !== undefined && isHelper(reading, callee, helper);
}

/** Whether an expression names a helper. */
export function isHelper(reading: Reading, callee: PyNode, helper: EnvironmentHelper): boolean {
  const { module } = reading;
  const [owner, method] = helper.name.includes('.') ? helper.name.split('.') : [undefined, helper.name];
  if (owner === undefined) {
    const dotted = qualifiedName(module, callee) ?? '';
    if (helper.path === module.path) return dotted === method;
    const from = dotted.split('.').slice(0, -1).join('.');
    if (dotted.split('.').at(-1) !== method) return false;
    if (from === '') return module.starImports.some((star) => isModule(star, module.path, helper.path));
    return isModule(from, module.path, helper.path);
  }
  const object = callee.type === 'attribute' ? childOf(callee, 'object') : undefined;
  const attribute = childOf(callee, 'attribute');
  if (object === undefined || (attribute && module.textOf(attribute) !== method)) return false;
  if (/^(self|cls)$/.test(module.textOf(object))) {
    const around = ancestorOf(callee, 'class_definition');
    return helper.path === module.path && nameOf(module, around) === owner;
  }
  const names = [qualifiedName(module, object), makerOf(module, object)];
  return names.some((name) => name !== undefined && isOwner(reading, name, owner, helper.path));
}

function isOwner(reading: Reading, dotted: string, owner: string, path: string): boolean {
  const { module } = reading;
  if (path === module.path) return dotted === owner;
  const parts = dotted.split('.');
  return parts.at(-1) === owner && isModule(parts.slice(0, -1).join('.'), module.path, path);
}

function accessOf(reading: Reading, call: PyNode, helper: EnvironmentHelper | KnownHelper): RawAccess | undefined {
  const { module } = reading;
  const { positional, keywords, open } = module.argumentsOf(call);
  const name = positional[helper.nameParameter] ?? keywords.get('name') ?? keywords.get('key') ?? keywords.get('var');
  if (name === undefined) return undefined;
  const known = 'form' in helper ? helper : undefined;
  const at = helper.defaultParameter;
  const fallback =
    at === undefined
      ? undefined
      : (positional[at] ??
        keywords.get(known?.defaultName ?? '') ??
        keywords.get('default') ??
        keywords.get('fallback'));
  const base = baseForm(reading, call, helper);
  const given = fallback !== undefined && evaluate(reading, fallback) !== undefined && fallback.type !== 'none';
  // `*rest` may bring a default.
  const isOpen = open && at !== undefined;
  const isNone = fallback?.type === 'none' && (base === 'lenient' || known?.takesNone === true);
  return {
    node: call,
    name,
    form: given || isOpen || isNone ? 'optional' : base,
    ...(given && fallback && { fallback }),
    via: `${helper.name.split('.').at(-1)}()`,
    prefix: helper.prefix,
  };
}

/** How a call reads when it gives no default. */
function baseForm({ module }: Reading, call: PyNode, helper: EnvironmentHelper | KnownHelper): AccessForm {
  if (!('form' in helper)) return helper.need === 'required' ? 'strict' : 'lenient';
  const { flag } = helper;
  if (flag === undefined) return helper.form;
  const { positional, keywords, open } = module.argumentsOf(call);
  const given = positional[flag.index] ?? keywords.get(flag.name);
  const asked = given ? module.textOf(given) === (flag.when ? 'True' : 'False') : !open && flag.otherwise === flag.when;
  return asked ? 'strict' : 'optional';
}
