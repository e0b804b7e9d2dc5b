import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { type EnvironmentObject, environmentFinder, type FindEnvironment } from './environment-object.ts';
import { callOf, isWrapper, pathOf } from './literals.ts';
import type { SourceModule } from './module.ts';
import { type CodeName, nameOf } from './names-in-code.ts';
import type { Binding } from './scopes.ts';

/** One place where code takes a variable out of the environment. */
export interface ReadSite {
  readonly name: CodeName;
  /** The expression that has the value; for destructuring the name that receives it. */
  readonly node: Syntax;
  /** The token that names the variable. */
  readonly at: Syntax;
  readonly environment: EnvironmentObject;
  /** Set for destructuring. */
  readonly binding?: Binding;
  /** `'X' in process.env`: only whether it is set. */
  readonly presence?: boolean;
}

/** Everything a file does with the environment itself. */
export interface EnvironmentSites {
  readonly reads: readonly ReadSite[];
  /** Places that hand the environment as a whole to something else. */
  readonly whole: readonly { readonly node: Syntax; readonly environment: EnvironmentObject }[];
  readonly find: FindEnvironment;
}

/** Set by the bundler itself, not by anyone's environment. */
const BUNDLER_NAMES = new Set(['MODE', 'DEV', 'PROD', 'SSR', 'BASE_URL']);
const GETTERS = new Set(['Deno.env.get', 'Deno.env.has']);

export function environmentSites(module: SourceModule): EnvironmentSites {
  const find = environmentFinder(module);
  const reads = [
    ...memberSites(module, find),
    ...destructuredSites(module, find),
    ...presenceSites(module, find),
    ...getterSites(module),
  ].filter((site) => !isBundlerName(site) && !isOtherField(site));
  return { reads: reads.sort((a, b) => a.at.start - b.at.start), whole: wholeUses(module, find), find };
}

function isBundlerName({ name, environment }: ReadSite): boolean {
  return environment.via === 'import.meta.env' && name.kind === 'fixed' && BUNDLER_NAMES.has(name.text);
}

/** A field of something that was made from the environment, which need not be a variable. */
function isOtherField({ name, environment }: ReadSite): boolean {
  return environment.derived === true && (name.kind !== 'fixed' || !/^[A-Z][A-Z0-9_]+$/.test(name.text));
}

function memberSites(module: SourceModule, find: FindEnvironment): ReadSite[] {
  return [...module.nodesOf('member_expression'), ...module.nodesOf('subscript_expression')].flatMap((node) => {
    const object = fieldOf(node, 'object');
    const key = fieldOf(node, 'property') ?? fieldOf(node, 'index');
    if (!object || !key || isWritten(node)) return [];
    const environment = find(object);
    if (!environment || isMethodCall(node)) return [];
    const name: CodeName =
      node.type === 'member_expression' ? { kind: 'fixed', text: textOfSyntax(key) } : nameOf(key, module);
    return [{ name, node, at: key, environment }];
  });
}

/** `process.env.X = …` and `delete process.env.X`; `X ||= …` reads it first. */
function isWritten(node: Syntax): boolean {
  const parent = node.parent;
  if (parent?.type === 'assignment_expression') return node.field === 'left';
  return parent?.type === 'unary_expression' && fieldOf(parent, 'operator')?.type === 'delete';
}

function isMethodCall(node: Syntax): boolean {
  return node.field === 'function' && node.parent?.type === 'call_expression';
}

function destructuredSites(module: SourceModule, find: FindEnvironment): ReadSite[] {
  return module.scopes.bindings.flatMap((binding) => {
    const key = binding.keys[binding.keys.length - 1];
    if (key === undefined || key === '...' || key === '?') return [];
    const environment = environmentOfPattern(binding, find);
    if (!environment) return [];
    const at = keyNode(binding.node);
    return [{ name: { kind: 'fixed', text: key }, node: binding.node, at, environment, binding }];
  });
}

function environmentOfPattern(binding: Binding, find: FindEnvironment): EnvironmentObject | undefined {
  if (!binding.value) return undefined;
  if (binding.keys.length === 1) return find(binding.value);
  const isProcess = pathOf(binding.value)?.join('.') === 'process' && binding.keys[0] === 'env';
  return isProcess && binding.keys.length === 2 ? { via: 'process.env', buildTime: false } : undefined;
}

function keyNode(name: Syntax): Syntax {
  const holder = name.parent?.type === 'assignment_pattern' ? name.parent.parent : name.parent;
  return (holder?.type === 'pair_pattern' && fieldOf(holder, 'key')) || name;
}

function presenceSites(module: SourceModule, find: FindEnvironment): ReadSite[] {
  return module.nodesOf('binary_expression').flatMap((node) => {
    const left = fieldOf(node, 'left');
    const right = fieldOf(node, 'right');
    if (fieldOf(node, 'operator')?.type !== 'in' || !left || !right) return [];
    const environment = find(right);
    return environment ? [{ name: nameOf(left, module), node, at: left, environment, presence: true }] : [];
  });
}

function getterSites(module: SourceModule): ReadSite[] {
  return module.calls.flatMap((node) => {
    const call = callOf(node);
    const path = call && pathOf(call.callee)?.join('.');
    const first = call?.args[0];
    if (!path || !first || !GETTERS.has(path)) return [];
    const environment = { via: path, buildTime: false };
    return [{ name: nameOf(first, module), node, at: first, environment, presence: path.endsWith('has') }];
  });
}

function wholeUses(module: SourceModule, find: FindEnvironment): EnvironmentSites['whole'] {
  const nodes = ['member_expression', 'subscript_expression', 'identifier', 'shorthand_property_identifier'];
  return nodes
    .flatMap((type) => module.nodesOf(type))
    .filter((node) => !isInsidePath(node))
    .flatMap((node) => {
      const environment = find(node);
      return environment && !environment.derived ? [{ node: outermost(node), environment }] : [];
    });
}

/** `process` and `process.env` of `process.env.X` are steps of one path; only its end is a use. */
function isInsidePath(node: Syntax): boolean {
  return node.field === 'object' || node.field === 'name' || node.field === 'pattern';
}

function outermost(node: Syntax): Syntax {
  let outer = node;
  while (outer.parent && isWrapper(outer.parent)) outer = outer.parent;
  return outer;
}

/** The text that `startsWith` or a pattern asks of the names, near a use of the whole environment. */
export function prefixAskedNear(node: Syntax): string {
  let outer = node;
  for (let steps = 0; steps < 8 && outer.parent && !outer.parent.type.endsWith('statement'); steps += 1) {
    outer = outer.parent;
  }
  const scope = outer.parent?.type === 'for_in_statement' ? outer.parent : outer;
  const match = /\.startsWith\(\s*(['"`][^'"`$]*['"`])/.exec(textOfSyntax(scope));
  if (match?.[1]) return match[1].slice(1, -1);
  return /\/\^([A-Z][A-Z0-9_]*)/.exec(textOfSyntax(scope))?.[1] ?? '';
}
