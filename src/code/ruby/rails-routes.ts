import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import type { RouteMount } from '../language.ts';
import { fieldOf } from '../syntax.ts';
import type { Kinds } from './kinds.ts';
import { mountOf, prefixesOf } from './mounted.ts';
import { actionsOf, namesIn, singular } from './rails-resources.ts';
import type { Reading } from './reading.ts';
import { ANY, pathText, patternPaths, patternsOf } from './route-paths.ts';
import type { Routing } from './routes.ts';
import { plainString } from './strings.ts';
import { bare, callOf, constantName, isBlock, ownerOf, type RbCall, type RbNode, statementsOf } from './syntax.ts';

/** Where in the tree of routes a statement stands. */
interface Scope {
  readonly prefixes: readonly string[];
  /** Path of the resource whose block this is, and of one of its members. */
  readonly resource?: { readonly collection: readonly string[]; readonly member: readonly string[] };
}

interface Walk {
  readonly reading: Reading;
  readonly kinds: Kinds;
  readonly routes: ServedRoute[];
  readonly mounts: RouteMount[];
  readonly concerns: Map<string, RbNode>;
  depth: number;
}

const MOST_DEPTH = 30;
const VERBS = /^(get|post|put|patch|delete|head|options|trace)$/;
/** Calls that add no path of their own. */
const PLAIN_BLOCKS =
  /^(constraints|defaults|controller|authenticate|authenticated|unauthenticated|devise_scope|shallow|with_options|each|each_pair|tap|instance_exec|telescope_scope)$/;
const NO_ROUTES =
  /^(require|require_relative|direct|resolve|default_url_options|default_scope|include|extend|puts|raise|freeze|lambda|proc|private|def|use|set|new|before_action|attr_reader|configure)$/;

/** Rails and Hanami: `routes.draw do … end`, files of `config/routes/`, classes of `Hanami::Routes`. */
export function railsRoutes(reading: Reading, kinds: Kinds): Routing {
  const walk: Walk = { reading, kinds, routes: [], mounts: [], concerns: new Map(), depth: 0 };
  for (const call of reading.file.calls) {
    const block = drawnBlock(call);
    if (block) visitAll(walk, statementsOf(block), { prefixes: prefixesOfDrawing(reading, call) });
  }
  if (/(^|\/)config\/routes\/.*\.rb$/.test(reading.file.path) && !/\broutes\.draw\b/.test(reading.file.text))
    visitAll(walk, reading.file.root.children, { prefixes: drawnPrefixes(reading) });
  for (const { name, base, node } of reading.file.classes)
    if (base !== '' && kinds.of(base, ownerOf(node)) === 'hanami')
      visitAll(walk, hanamiStatements(node), {
        prefixes: prefixesOf(reading, name).length > 0 ? prefixesOf(reading, name) : [''],
      });
  return walk;
}

function drawnBlock({ name, receiver, block }: RbCall): RbNode | undefined {
  const isDrawing = /^(draw|append|prepend)$/.test(name) && receiver !== undefined && /\.routes$/.test(receiver.text);
  return isDrawing ? block : undefined;
}

/** `Shop::Engine.routes.draw`: below where the engine is mounted; a routes file below what draws it. */
function prefixesOfDrawing(reading: Reading, { receiver }: RbCall): readonly string[] {
  const engine = constantName(receiver && fieldOf(receiver, 'receiver'));
  const mounted = engine === undefined || engine === 'Rails' ? [] : prefixesOf(reading, engine);
  return mounted.length > 0 ? mounted : [''];
}

/** `draw(:admin)` reads config/routes/admin.rb where it stands. */
function drawnPrefixes({ file, context }: Reading): readonly string[] {
  const own = file.path.replace(/\.rb$/, '');
  const found = (context.mounts ?? []).filter(
    ({ target, name }) => name === undefined && target !== '' && own.endsWith(target),
  );
  return found.length > 0 ? [...new Set(found.map(({ prefix }) => prefix))] : [''];
}

function hanamiStatements(node: RbNode): readonly RbNode[] {
  return statementsOf(node).flatMap((each) => {
    const call = callOf(each);
    return call?.name === 'define' || call?.name === 'routes' ? statementsOf(call.block) : [each];
  });
}

function visitAll(walk: Walk, nodes: readonly RbNode[], scope: Scope): void {
  if (walk.depth > MOST_DEPTH) return;
  walk.depth += 1;
  for (const node of nodes) visit(walk, node, scope);
  walk.depth -= 1;
}

function visit(walk: Walk, node: RbNode, scope: Scope): void {
  const call = callOf(node);
  if (call) visitCall(walk, call, scope);
  else if (node.type === 'identifier') visitBareWord(walk, node, scope);
  else if (
    /^(if|unless|elsif|else|then|case|when|begin|body_statement|if_modifier|unless_modifier|parenthesized_statements|in|in_clause|ensure|rescue)$/.test(
      node.type,
    )
  )
    visitAll(
      walk,
      node.children.filter(({ field }) => field !== 'condition' && field !== 'value' && field !== 'pattern'),
      scope,
    );
}

function visitCall(walk: Walk, call: RbCall, scope: Scope): void {
  const { name, receiver, block } = call;
  if (receiver !== undefined && !isScopeReceiver(receiver)) {
    visitForeign(walk, call, scope);
    return;
  }
  if (VERBS.test(name) || name === 'match') addVerb(walk, call, scope);
  else if (name === 'resources' || name === 'resource') addResources(walk, call, scope);
  else if (name === 'root') add(walk, ['GET'], scope.prefixes, call.node);
  else if (/^(namespace|scope|slice|path|nested|member|collection|new)$/.test(name)) visitScope(walk, call, scope);
  else if (name === 'mount') addMount(walk, call, scope);
  else if (name === 'concern') keepConcern(walk, call);
  else if (name === 'concerns') for (const each of call.args) applyConcerns(walk, namesIn(each) ?? [], scope);
  else if (name === 'draw') drawOther(walk, call, scope);
  else if (block && PLAIN_BLOCKS.test(name)) visitAll(walk, statementsOf(block), scope);
  else if (!NO_ROUTES.test(name)) addLibrary(walk, call, scope);
}

/** `r.get`, `map.resources` of a block's parameter. */
function isScopeReceiver(receiver: RbNode): boolean {
  return (
    /^(identifier|self)$/.test(receiver.type) &&
    /^(r|map|self|router|routes|mapper|api|options?|assets|scope)$/.test(receiver.text)
  );
}

/** `%w[a b].each do |name| … end`, `ActiveAdmin.routes(self)`. */
function visitForeign(walk: Walk, { name, args, block, node }: RbCall, scope: Scope): void {
  if (args.some(({ type }) => type === 'self')) openBelow(walk, scope.prefixes, node);
  else if (block && /^(each|each_pair|each_with_index|times|map|tap|then)$/.test(name))
    visitAll(walk, statementsOf(block), scope);
}

function visitBareWord(walk: Walk, node: RbNode, scope: Scope): void {
  if (node.text === 'root') add(walk, ['GET'], scope.prefixes, node);
  else if (LIBRARY_PATHS.has(node.text))
    openBelow(walk, below(scope.prefixes, [LIBRARY_PATHS.get(node.text) ?? '']), node);
  else if (!NO_ROUTES.test(node.text)) openBelow(walk, scope.prefixes, node);
}

function visitScope(walk: Walk, call: RbCall, scope: Scope): void {
  visitAll(walk, statementsOf(call.block), innerScope(walk, call, scope));
}

function innerScope({ reading }: Walk, { name, args, options }: RbCall, scope: Scope): Scope {
  const { resource, prefixes } = scope;
  if (name === 'member' && resource) return { prefixes: resource.member };
  if (name === 'collection' && resource) return { prefixes: resource.collection };
  if (name === 'nested' || name === 'member' || name === 'collection') return { prefixes };
  if (name === 'new') return { prefixes: below(resource?.collection ?? prefixes, ['new']) };
  const written = options.get('path') ?? options.get('at') ?? (name === 'slice' ? undefined : args[0]);
  if (written === undefined || written.type === 'nil' || written.type === 'hash')
    return name === 'slice' ? { prefixes } : { ...scope };
  const text = pathText(reading, written);
  return { prefixes: below(prefixes, text === undefined ? [ANY] : patternPaths(text)) };
}

function below(prefixes: readonly string[], paths: readonly string[]): string[] {
  return [...new Set(prefixes.flatMap((prefix) => paths.map((path) => joinPaths(prefix, path))))];
}

function addResources(walk: Walk, call: RbCall, scope: Scope): void {
  const { reading } = walk;
  const outer = scope.resource?.member ?? scope.prefixes;
  for (const each of call.args) {
    if (each.type === 'hash') continue;
    const name = pathText(reading, each);
    const path = pathText(reading, call.options.get('path')) ?? name;
    if (path === undefined || name === undefined) {
      openBelow(walk, outer, each);
      continue;
    }
    const collection = below(outer, patternPaths(path));
    const isPlural = call.name === 'resources';
    const parameter = plainString(call.options.get('param')) ?? 'id';
    const member = isPlural ? below(collection, [`{${parameter}}`]) : collection;
    for (const action of actionsOf(call))
      add(walk, action.methods, below(action.isMember ? member : collection, [action.ending]), each);
    const nested = isPlural ? below(collection, [`{${singular(name)}_${parameter}}`]) : collection;
    // `shallow: true` leaves the outer path away: both count.
    const inner: Scope = { prefixes: nested, resource: { collection, member: nested } };
    applyConcerns(walk, namesIn(call.options.get('concerns')) ?? [], inner);
    const isShallow = call.options.get('shallow')?.text === 'true';
    visitAll(walk, statementsOf(call.block), isShallow ? { ...inner, prefixes: [...nested] } : inner);
    if (isShallow) openBelow(walk, scope.prefixes, each);
  }
}

function addVerb(walk: Walk, call: RbCall, scope: Scope): void {
  const { args, options, node } = call;
  const methods = call.name === 'match' ? viaOf(options.get('via')) : [call.name.toUpperCase()];
  const on = plainString(options.get('on'));
  const base =
    on === undefined || scope.resource === undefined
      ? scope.prefixes
      : on === 'collection'
        ? scope.resource.collection
        : on === 'member'
          ? scope.resource.member
          : below(scope.resource.collection, [on]);
  const targets = [...args.filter(({ type }) => type !== 'hash' && type !== 'lambda'), ...arrowKeys(node)];
  if (targets.length === 0) openBelow(walk, base, node);
  // What answers that nothing is there serves nothing.
  if (targets.some(({ text }) => text.includes('*')) && REFUSES.test(plainString(options.get('to')) ?? '')) return;
  for (const target of targets) add(walk, methods, below(base, patternsOf(walk.reading, target, [ANY])), target);
}

/** `match '*path', to: 'errors#not_found'` */
const REFUSES = /not_?found|404|no_?route|routing_?error|errors?#/i;

/** `get 'menu' => 'menus#show'`: the key is the path. */
function arrowKeys(call: RbNode): RbNode[] {
  return (fieldOf(call, 'arguments')?.children ?? []).flatMap((child) => {
    const key = child.type === 'pair' ? fieldOf(child, 'key') : undefined;
    return key?.type === 'string' ? [key] : [];
  });
}

function viaOf(node: RbNode | undefined): readonly string[] {
  const names = namesIn(node);
  return names === undefined || names.includes('all') ? ['*'] : names.map((name) => name.toUpperCase());
}

/** `mount Shop::Api => '/api'`, `mount Sidekiq::Web, at: '/jobs'`. */
function addMount(walk: Walk, { node, args, options }: RbCall, scope: Scope): void {
  const pair = (fieldOf(node, 'arguments')?.children ?? []).find(
    (child) =>
      child.type === 'pair' &&
      fieldOf(child, 'key')?.type !== 'hash_key_symbol' &&
      fieldOf(child, 'key')?.type !== 'simple_symbol',
  );
  const app = pair ? fieldOf(pair, 'key') : args[0];
  const written = pair ? fieldOf(pair, 'value') : options.get('at');
  const path = pathText(walk.reading, written);
  const prefixes = below(scope.prefixes, [written === undefined || path !== undefined ? (path ?? '') : ANY]);
  const name = constantName(app && bare(app));
  if (name !== undefined) walk.mounts.push(...mountOf(walk.reading, name, prefixes));
  const isKnown = name !== undefined && walk.kinds.of(name, app ? ownerOf(app) : '') !== undefined;
  if (!isKnown) openBelow(walk, prefixes, app ?? node);
}

function keepConcern(walk: Walk, { args, block }: RbCall): void {
  const name = plainString(args[0]);
  if (name !== undefined && block && isBlock(block)) walk.concerns.set(name, block);
}

function applyConcerns(walk: Walk, names: readonly string[], scope: Scope): void {
  for (const name of names) visitAll(walk, statementsOf(walk.concerns.get(name)), scope);
}

function drawOther(walk: Walk, { args, node }: RbCall, scope: Scope): void {
  const name = plainString(args[0]);
  for (const prefix of name === undefined ? [] : scope.prefixes)
    walk.mounts.push({ prefix: joinPaths(prefix), target: `config/routes/${name}`, path: walk.reading.file.path });
  if (name === undefined) openBelow(walk, scope.prefixes, node);
}

/** Paths that libraries bring by one word, where nothing is said of them. */
const LIBRARY_PATHS: ReadonlyMap<string, string> = new Map([
  ['mount_devise_token_auth_for', 'auth'],
  ['use_doorkeeper', 'oauth'],
  ['health_check_routes', 'health_check'],
]);

function addLibrary(walk: Walk, { name, args, options, block, node }: RbCall, scope: Scope): void {
  const given = pathText(walk.reading, options.get('path') ?? options.get('at'));
  const known = LIBRARY_PATHS.get(name);
  if (name === 'devise_for')
    for (const each of args) openBelow(walk, below(scope.prefixes, [given ?? plainString(each) ?? '']), each);
  else if (known !== undefined) openBelow(walk, below(scope.prefixes, [given ?? known]), node);
  else {
    visitAll(walk, statementsOf(block), scope);
    openBelow(walk, scope.prefixes, node);
  }
}

function openBelow(walk: Walk, prefixes: readonly string[], node: RbNode): void {
  add(walk, ['*'], below(prefixes, ['*']), node);
}

function add({ routes, reading }: Walk, methods: readonly string[], paths: readonly string[], node: RbNode): void {
  const at = reading.file.originOf(node);
  for (const path of paths) for (const method of methods) routes.push({ method, path: path === '' ? '/' : path, at });
}
