import type { EnvironmentHelper } from '../language.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { operandsOf } from './boolean-chains.ts';
import { isFunction } from './declarations.ts';
import { isExit } from './exits.ts';
import { exportedNameOf } from './exports.ts';
import { type Demand, demandOf, restDefault } from './helper-demands.ts';
import { callOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { nameOf } from './names-in-code.ts';
import type { EnvironmentSites } from './sites.ts';

/** A function of this file that reads the variable which its caller names. */
export interface LocalHelper extends EnvironmentHelper {
  /** It throws only when this says so. */
  readonly demand?: Demand;
  readonly owner: Syntax;
}

/** What a call hands to a reading function, wherever that is defined. */
export type FindHelper = (callee: Syntax) => EnvironmentHelper | undefined;

const MOST_NESTING = 3;

/** Functions of the file that read the environment through a parameter, also those that call such a function. */
export function localHelpers(module: SourceModule, sites: EnvironmentSites, imported: FindHelper): LocalHelper[] {
  const found = new Map<Syntax, LocalHelper>();
  for (const site of sites.reads) {
    if (site.name.kind !== 'parameter') continue;
    const { binding, prefix } = site.name;
    const owner = binding.parameter?.owner;
    if (!owner || !binding.parameter || found.has(owner)) continue;
    found.set(owner, helperOf(owner, { module, nameParameter: binding.parameter.index, prefix, read: site.node }));
  }
  for (let round = 0; round < MOST_NESTING; round += 1) {
    const before = found.size;
    for (const node of module.calls) addOuterHelper(node, module, found, imported);
    if (found.size === before) break;
  }
  return [...found.values()];
}

/** `const port = (name) => Number(required(name))`: the caller of a helper is one itself. */
function addOuterHelper(
  node: Syntax,
  module: SourceModule,
  found: Map<Syntax, LocalHelper>,
  imported: FindHelper,
): void {
  const call = callOf(node);
  const inner = call && (localHelperBehind(call.callee, module, found) ?? imported(call.callee));
  const argument = inner && call?.args[inner.nameParameter];
  if (!call || !inner || !argument) return;
  const name = nameOf(argument, module);
  if (name.kind !== 'parameter' || !name.binding.parameter) return;
  const { owner, index } = name.binding.parameter;
  if (found.has(owner)) return;
  const own = helperOf(owner, { module, nameParameter: index, prefix: inner.prefix + name.prefix, read: node });
  const fallback = inner.defaultParameter === undefined ? undefined : call.args[inner.defaultParameter];
  const passed = fallback && parameterIndex(fallback, owner, module);
  const isOptional = inner.need === 'optional' || (fallback !== undefined && passed === undefined);
  found.set(owner, {
    ...own,
    ...(passed !== undefined && { defaultParameter: passed }),
    need: isOptional ? 'optional' : own.need,
    ...(!isOptional && (own.enforced === true || inner.enforced === true) && { enforced: true }),
  });
}

/** The helper of this file that a callee names. */
export function localHelperBehind(
  callee: Syntax,
  module: SourceModule,
  found: ReadonlyMap<Syntax, LocalHelper>,
): LocalHelper | undefined {
  if (callee.type === 'identifier') {
    const binding = module.scopes.resolve(callee);
    return binding?.value && binding.keys.length === 0 ? found.get(unwrap(binding.value)) : undefined;
  }
  const property = fieldOf(callee, 'property');
  const object = fieldOf(callee, 'object');
  if (!property || !object) return undefined;
  const [owner, name] = [textOfSyntax(object), textOfSyntax(property)];
  for (const helper of found.values()) {
    if (memberOf(helper.owner) === name && isMadeBy(object, factoryOf(helper.owner), module)) return helper;
    const holder = holderOf(helper.owner);
    if (
      holder?.member === name &&
      (owner === 'this' || holder.name === owner || isInstance(object, holder.name, module))
    ) {
      return helper;
    }
  }
  return undefined;
}

function isInstance(object: Syntax, className: string, module: SourceModule): boolean {
  const value = object.type === 'identifier' ? module.scopes.resolve(object)?.value : undefined;
  const made = value && unwrap(value);
  return made?.type === 'new_expression' && textOfSyntax(fieldOf(made, 'constructor') ?? made) === className;
}

/** The key under which an object has a function. */
function memberOf(owner: Syntax): string | undefined {
  const key =
    fieldOf(owner.type === 'method_definition' ? owner : owner.parent, 'name') ?? fieldOf(owner.parent, 'key');
  return key && textOfSyntax(key);
}

/** `function makeReader() { return { str(key) { … } } }`: the function that returns the object with the member. */
function factoryOf(owner: Syntax): Syntax | undefined {
  const object = owner.type === 'method_definition' ? owner.parent : owner.parent?.parent;
  if (object?.type !== 'object') return undefined;
  let outer = object.parent;
  if (outer?.type === 'parenthesized_expression') outer = outer.parent;
  if (outer?.type === 'return_statement') outer = outer.parent?.parent;
  return outer && isFunction(outer) ? outer : undefined;
}

function isMadeBy(object: Syntax, factory: Syntax | undefined, module: SourceModule): boolean {
  if (factory === undefined) return false;
  const inner = unwrap(object);
  const value = inner.type === 'identifier' ? module.scopes.resolve(inner)?.value : inner;
  const call = value && callOf(unwrap(value));
  const made = call?.callee.type === 'identifier' ? module.scopes.resolve(call.callee) : undefined;
  return made?.value !== undefined && unwrap(made.value) === factory;
}

/** The class or object of which a function is a member. */
export function holderOf(owner: Syntax): { name: string; member: string } | undefined {
  const entry = owner.type === 'method_definition' ? owner : owner.parent;
  const key = fieldOf(entry, 'name') ?? fieldOf(entry, 'key');
  const body = entry?.parent;
  if (!key || (body?.type !== 'object' && body?.type !== 'class_body')) return undefined;
  const name = fieldOf(body.parent, 'name');
  return name ? { name: textOfSyntax(name), member: textOfSyntax(key) } : undefined;
}

interface HelperParts {
  readonly module: SourceModule;
  readonly nameParameter: number;
  readonly prefix: string;
  readonly read: Syntax;
}

function helperOf(owner: Syntax, { module, nameParameter, prefix, read }: HelperParts): LocalHelper {
  const body = fieldOf(owner, 'body') ?? owner;
  const fallback = fallbackOf(owner, body, read, module) ?? restDefault(owner, body, module);
  const known = [nameParameter, typeof fallback === 'number' ? fallback : undefined];
  const demand = isExit(body, module) ? demandOf(owner, body, { module, known }) : undefined;
  const hasOwn = fallback === 'own' || (typeof fallback === 'number' && hasDefault(owner, fallback));
  const isOptional = hasOwn && !isExit(body, module);
  return {
    name: exportedNameOf(owner, module) ?? '',
    path: module.path,
    nameParameter,
    ...(typeof fallback === 'number' && { defaultParameter: fallback }),
    prefix,
    need: isOptional ? 'optional' : 'required',
    ...(!isOptional && isExit(body, module) && { enforced: true }),
    ...(demand && { demand }),
    owner,
  };
}

function hasDefault(owner: Syntax, index: number): boolean {
  const parameter = fieldOf(owner, 'parameters')?.children[index];
  return fieldOf(parameter, 'value') !== undefined || fieldOf(parameter, 'right') !== undefined;
}

/** Position of the parameter that stands in for a missing value, `own` when the function has a value of its own. */
function fallbackOf(owner: Syntax, body: Syntax, read: Syntax, module: SourceModule): number | 'own' | undefined {
  let chain = read;
  while (chain.parent && /^(binary|parenthesized|non_null|as)_expression$/.test(chain.parent.type))
    chain = chain.parent;
  const last = operandsOf(chain).at(-1);
  if (last && last !== read && unwrap(last) !== unwrap(read)) {
    const index = parameterIndex(last, owner, module);
    if (index !== undefined) return index;
    return isExit(last, module) ? undefined : 'own';
  }
  const named = /^(default|fallback|def|alt|otherwise|orElse)/i;
  const index = parameterNames(owner).findIndex((name) => named.test(name));
  if (index >= 0) return index;
  return module.scopes.bindings.find(
    (binding) => binding.parameter?.owner === owner && isReturned(binding.node, body, module),
  )?.parameter?.index;
}

/** `if (value === undefined) return other;` */
function isReturned(parameter: Syntax, body: Syntax, module: SourceModule): boolean {
  const binding = module.scopes.bindings.find((item) => item.node === parameter);
  return (
    binding !== undefined &&
    module.scopes.usesOf(binding).some((use) => use.parent?.type === 'return_statement' && use.start >= body.start)
  );
}

function parameterNames(owner: Syntax): string[] {
  const list = fieldOf(owner, 'parameters')?.children ?? [];
  return list.map((parameter) =>
    textOfSyntax(fieldOf(parameter, 'pattern') ?? fieldOf(parameter, 'left') ?? parameter),
  );
}

function parameterIndex(node: Syntax, owner: Syntax, module: SourceModule): number | undefined {
  const inner = unwrap(node);
  const binding = inner.type === 'identifier' ? module.scopes.resolve(inner) : undefined;
  return binding?.parameter?.owner === owner ? binding.parameter.index : undefined;
}
