import { ancestorsOf, fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { findForeignBinding } from './imports.ts';
import { classOfConstructor, valuesOfMember } from './instance-members.ts';
import { callOf, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { isSchemaCheckCall } from './schemas.ts';
import type { Binding } from './scopes.ts';

/** An expression that is the environment: `process.env`, an alias of it, a parameter that is given it. */
export interface EnvironmentObject {
  readonly via: string;
  readonly buildTime: boolean;
  /** What a function made of the environment: only upper-case names of it are taken for variables. */
  readonly derived?: boolean;
}

const PROCESS = { via: 'process.env', buildTime: false } as const;
const OBJECTS: Readonly<Record<string, EnvironmentObject>> = {
  'process.env': PROCESS,
  'import.meta.env': { via: 'import.meta.env', buildTime: true },
  'Bun.env': { via: 'Bun.env', buildTime: false },
};
const GLOBALS = new Set(['globalThis', 'global', 'window', 'self']);
/** Modules whose export `env` is the environment. */
const MODULES: Readonly<Record<string, EnvironmentObject>> = {
  process: PROCESS,
  'node:process': PROCESS,
  bun: { via: 'Bun.env', buildTime: false },
  '$env/dynamic/private': { via: '$env/dynamic/private', buildTime: false },
  '$env/dynamic/public': { via: '$env/dynamic/public', buildTime: false },
};
const MOST_STEPS = 12;

export type FindEnvironment = (node: Syntax) => EnvironmentObject | undefined;

/** One file's search, with the answers that it has found; what is being looked for counts as not found. */
interface Search {
  readonly module: SourceModule;
  /** By the binding, or by the values of a class's member. */
  readonly known: Map<Binding | readonly Syntax[], EnvironmentObject | undefined>;
}

/** Makes the test whether an expression of the file is the environment; answers are kept by name. */
export function environmentFinder(module: SourceModule): FindEnvironment {
  const search: Search = { module, known: new Map() };
  return (node) => ofNode(node, search, 0);
}

function ofNode(node: Syntax, search: Search, depth: number): EnvironmentObject | undefined {
  if (depth > MOST_STEPS) return undefined;
  const inner = unwrap(node);
  switch (inner.type) {
    case 'member_expression':
    case 'subscript_expression':
      return ofMember(inner, search, depth);
    case 'identifier':
    case 'shorthand_property_identifier': {
      const binding = search.module.scopes.resolve(inner);
      return binding && once(binding, search, () => ofBinding(binding, search, depth));
    }
    case 'binary_expression': {
      const left = fieldOf(inner, 'left');
      return isFallback(inner) && left ? ofNode(left, search, depth + 1) : undefined;
    }
    case 'object': {
      const spread = inner.children.find((child) => child.type === 'spread_element')?.children[0];
      return spread && ofNode(spread, search, depth + 1);
    }
    case 'call_expression':
      return ofCall(inner, search, depth);
    default:
      return undefined;
  }
}

function once(
  key: Binding | readonly Syntax[],
  { known }: Search,
  find: () => EnvironmentObject | undefined,
): EnvironmentObject | undefined {
  if (known.has(key)) return known.get(key);
  known.set(key, undefined);
  const found = find();
  known.set(key, found);
  return found;
}

function firstOf(nodes: readonly (Syntax | undefined)[], search: Search, depth: number): EnvironmentObject | undefined {
  for (const node of nodes) {
    const found = node && ofNode(node, search, depth);
    if (found) return found;
  }
  return undefined;
}

function ofMember(node: Syntax, search: Search, depth: number): EnvironmentObject | undefined {
  const path = pathOf(node);
  const member = path?.length === 2 && path[0] === 'this' ? path[1] : undefined;
  if (member !== undefined) {
    const values = valuesOfMember(node, member);
    return once(values, search, () => firstOf(values, search, depth + 1));
  }
  if (path?.[path.length - 1] !== 'env') return undefined;
  const rooted = GLOBALS.has(path[0] ?? '') ? path.slice(1) : path;
  const found = OBJECTS[rooted.join('.')];
  const start = firstIdentifier(node);
  const binding = start && search.module.scopes.resolve(start);
  if (!binding) return found;
  const from = binding.imported && ['*', 'default'].includes(binding.imported.name) ? binding.imported.from : '';
  if (path.length === 2 && MODULES[from]) return MODULES[from];
  // `this.env`, `options.env`: nobody knows; a local `process` that shadows the global one: not ours.
  return depth < MOST_STEPS && path.length > 2 && found ? found : undefined;
}

function ofBinding(binding: Binding, search: Search, depth: number): EnvironmentObject | undefined {
  const { imported, keys, value, parameter } = binding;
  if (imported) return ofImport(binding, imported, search.module);
  if (keys.join() === 'env' && value && isProcess(value)) return PROCESS;
  if (keys.length > 0 && keys.join() !== '...') return undefined;
  const direct = value && ofNode(value, search, depth + 1);
  if (direct || !parameter) return direct;
  if (/ProcessEnv\b/.test(typeOf(binding.node))) return PROCESS;
  const given = callsOf(parameter.owner, search.module).map((args) => args[parameter.index]);
  return firstOf(given, search, depth + 1);
}

function ofImport(
  binding: Binding,
  { from, name }: NonNullable<Binding['imported']>,
  module: SourceModule,
): EnvironmentObject | undefined {
  if (name === 'env' && MODULES[from]) return MODULES[from];
  const foreign = module.context.bindings.filter((item) => item.environment);
  return findForeignBinding(binding, module, foreign) ? PROCESS : undefined;
}

function isProcess(node: Syntax): boolean {
  const path = pathOf(node)?.join('.') ?? '';
  return path === 'process' || path === 'globalThis.process' || /^(node:)?process$/.test(requireTarget(node) ?? '');
}

function ofCall(node: Syntax, search: Search, depth: number): EnvironmentObject | undefined {
  const call = callOf(node);
  const name = call && pathOf(call.callee)?.join('.');
  if (name === 'loadEnv') return { via: 'loadEnv', buildTime: true };
  const first = call?.args[name === 'Object.assign' ? 1 : 0];
  if (name === 'Object.assign' || name === 'Object.freeze') return first && ofNode(first, search, depth + 1);
  // `withDefaults(process.env)`; what a schema makes of it has readers of its own.
  if (isSchemaCheckCall(node)) return undefined;
  const given = call && firstOf(call.args, search, depth + 1);
  return given && { ...given, derived: true };
}

/** The arguments of each call of a function, or of `new` with the class of a constructor. */
function callsOf(owner: Syntax, { scopes }: SourceModule): (readonly Syntax[])[] {
  const binding = scopes.nameOf(classOfConstructor(owner) ?? owner);
  return (binding ? scopes.usesOf(binding) : []).flatMap((use) => {
    const call = use.parent && callOf(use.parent);
    return call?.callee === use ? [call.args] : [];
  });
}

function requireTarget(node: Syntax): string | undefined {
  const call = callOf(unwrap(node));
  if (!call || textOfSyntax(call.callee) !== 'require') return undefined;
  return call.args[0] && textOfSyntax(call.args[0]).slice(1, -1);
}

function firstIdentifier(node: Syntax): Syntax | undefined {
  let inner: Syntax | undefined = node;
  while (inner && inner.type !== 'identifier') inner = fieldOf(unwrap(inner), 'object');
  return inner;
}

function typeOf(parameter: Syntax): string {
  for (const parent of ancestorsOf(parameter)) {
    const type = fieldOf(parent, 'type');
    if (type) return textOfSyntax(type);
    if (parent.type === 'formal_parameters') return '';
  }
  return '';
}

/** `a || b`, `a ?? b`. */
export function isFallback(node: Syntax): boolean {
  const operator = node.type === 'binary_expression' ? fieldOf(node, 'operator')?.type : undefined;
  return operator === '||' || operator === '??';
}
