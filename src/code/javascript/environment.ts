import type { CodeValue, EnvironmentRead } from '../../shape/code-facts.ts';
import { ancestorsOf, fieldOf, type Syntax, textOfSyntax, withDescendants } from '../syntax.ts';
import { literalText, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { environmentRead, type NamedSite, type ReadScene } from './reads.ts';
import { isSchemaCheck } from './schemas.ts';
import { type EnvironmentSites, environmentSites, prefixAskedNear, type ReadSite } from './sites.ts';

/** All that a file has to do with the environment, in a form that the other readers can ask. */
export interface Environment {
  readonly sites: EnvironmentSites;
  readonly named: readonly NamedSite[];
  readonly scene: ReadScene;
  /** The variable that an expression reads, when it is one. */
  valueOf(node: Syntax): CodeValue | undefined;
  /** The variables in the result of a schema's check, by field: `env.PORT` of `const env = schema.parse(process.env)`. */
  fieldsOf(node: Syntax): readonly (readonly [string, CodeValue])[];
}

/** Reads that are not sites of the environment itself. */
export interface OtherSites {
  readonly named: readonly NamedSite[];
  /** A checking call and the reads that its result has as fields. */
  readonly checks: ReadonlyMap<Syntax, readonly NamedSite[]>;
}

/** @param more calls of reading functions, schemas */
export function environmentOf(module: SourceModule, more: (sites: EnvironmentSites) => OtherSites): Environment {
  const sites = environmentSites(module);
  const other = more(sites);
  const named = [
    ...sites.reads.filter((site) => !isRuntimeEntry(site.node)).flatMap(namedSites),
    ...wholeSites(sites, module),
    ...other.named,
  ];
  const known: KnownSites = {
    module,
    byNode: new Map(named.map((site) => [site.node, site] as const)),
    checks: other.checks,
  };
  return {
    sites,
    named,
    scene: sceneOf(known),
    valueOf: (node) => variableAt(node, known),
    fieldsOf: (node) => fieldsOf(node, known),
  };
}

/** Where a file reads the environment, to be asked by expression. */
interface KnownSites extends Pick<OtherSites, 'checks'> {
  readonly module: SourceModule;
  readonly byNode: ReadonlyMap<Syntax, NamedSite>;
}

function sceneOf(known: KnownSites): ReadScene {
  const namesReadBy = (node: Syntax): string[] =>
    [...withDescendants(node)].flatMap((inner) => {
      const site = siteBehind(inner, known);
      return site && !site.dynamic ? [site.name] : [];
    });
  return {
    module: known.module,
    isRead: (node) => siteBehind(node, known) !== undefined,
    namesReadBy: (node) => [...new Set(namesReadBy(node))],
  };
}

/** The read that an expression is, or that the name which it is was given. */
function siteBehind(node: Syntax, { module, byNode }: KnownSites): NamedSite | undefined {
  const inner = unwrap(node);
  const site = byNode.get(inner);
  if (site) return site;
  const binding = inner.type === 'identifier' ? module.scopes.resolve(inner) : undefined;
  if (!binding) return undefined;
  const value = binding.keys.length === 0 ? binding.value : undefined;
  return byNode.get(binding.node) ?? (value && byNode.get(unwrap(value)));
}

function fieldsOf(node: Syntax, { checks }: KnownSites): (readonly [string, CodeValue])[] {
  return (checks.get(unwrap(node)) ?? []).flatMap((site) => {
    const value = variableOf(site);
    return value ? [[site.name, value] as const] : [];
  });
}

function variableAt(node: Syntax, known: KnownSites): CodeValue | undefined {
  const inner = unwrap(node);
  if (known.byNode.has(inner)) return variableOf(known.byNode.get(inner));
  if (known.checks.size === 0) return undefined;
  return inner.type === 'member_expression' ? checkedField(inner, known) : destructuredField(inner, known);
}

/** `env.PORT` of `const env = schema.parse(process.env)`. */
function checkedField(node: Syntax, known: KnownSites): CodeValue | undefined {
  const steps = pathOf(node);
  const field = steps?.at(-1);
  const start = firstOf(node);
  const value = start && known.module.scopes.resolve(start)?.value;
  if (!steps || steps.length < 2 || field === undefined || !value) return undefined;
  return fieldsOf(value, known).find(([name]) => name === field)?.[1];
}

/** `PORT` of `const { PORT } = schema.parse(process.env)`. */
function destructuredField(node: Syntax, known: KnownSites): CodeValue | undefined {
  const binding = known.module.scopes.bindings.find((item) => item.node === node && item.keys.length > 0);
  const field = binding?.value && fieldsOf(binding.value, known).find(([name]) => name === binding.keys.at(-1));
  return field?.[1];
}

function firstOf(node: Syntax): Syntax | undefined {
  let inner: Syntax | undefined = node;
  while (inner && inner.type !== 'identifier') {
    const next: Syntax | undefined = inner.children[0];
    inner = inner.type === 'member_expression' || inner.type === 'non_null_expression' ? next : undefined;
  }
  return inner;
}

/** The reads themselves, in the order of the text. */
export function environmentReads(environment: Environment): EnvironmentRead[] {
  return environment.named
    .map((site) => environmentRead(site, environment.scene))
    .sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
}

function variableOf(site: NamedSite | undefined): CodeValue | undefined {
  if (!site || site.dynamic || site.presence) return site && { kind: 'computed' };
  const fallback = site.binding?.fallback ?? site.given?.find((item) => item.kind === 'default')?.node;
  const text = fallback && literalText(unwrap(fallback));
  return { kind: 'variable', name: site.name, ...(text !== undefined && { fallback: text }) };
}

function namedSites(site: ReadSite): NamedSite[] {
  const { node, at, environment, name } = site;
  const base = {
    node,
    at,
    ...environment,
    ...(site.binding && { binding: site.binding }),
    ...(site.presence && { presence: true }),
  };
  switch (name.kind) {
    case 'fixed':
      return [{ ...base, name: name.text, dynamic: false }];
    case 'each':
      return name.elements.map((item) => ({
        ...base,
        name: item.text,
        at: item.node,
        dynamic: false,
        loop: name.list,
      }));
    case 'dynamic':
      return [{ ...base, name: name.prefix, dynamic: true }];
    case 'parameter':
      // The function that has the parameter reads whatever its callers name.
      return [];
  }
}

function wholeSites(sites: EnvironmentSites, module: SourceModule): NamedSite[] {
  return sites.whole
    .filter(({ node }) => isHandedOn(node, module))
    .map(({ node, environment }) => ({
      node,
      at: node,
      ...environment,
      name: prefixAskedNear(node),
      dynamic: true,
    }));
}

/** t3-env's `runtimeEnv: { PORT: process.env.PORT }` repeats what the schema says. */
function isRuntimeEntry(node: Syntax): boolean {
  for (const parent of ancestorsOf(node)) {
    const key = parent.type === 'pair' ? fieldOf(parent, 'key') : undefined;
    if (key && /^(experimental__)?runtimeEnv(Strict)?$/.test(textOfSyntax(key))) return true;
  }
  return false;
}

/** The environment leaves the code that can be read: spread, enumerated, or given to a function of elsewhere. */
function isHandedOn(node: Syntax, module: SourceModule): boolean {
  const parent = node.parent;
  switch (parent?.type) {
    case 'spread_element':
      return true;
    case 'pair':
      return node.field === 'value' && !isRuntimeEntry(node);
    case 'for_in_statement':
      return node.field === 'right';
    case 'arguments':
      return !isSchemaCheck(parent) && !isReadElsewhere(parent, module);
    default:
      return false;
  }
}

function isReadElsewhere(list: Syntax, module: SourceModule): boolean {
  const callee = list.parent?.children.find((child) => /^(function|constructor)$/.test(child.field ?? ''));
  if (callee?.type !== 'identifier') return false;
  return module.scopes.resolve(callee)?.value !== undefined && module.scopes.resolve(callee)?.imported === undefined;
}
