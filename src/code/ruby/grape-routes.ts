import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import type { RouteMount } from '../language.ts';
import { fieldOf } from '../syntax.ts';
import type { Kinds } from './kinds.ts';
import { mountOf, prefixesOf } from './mounted.ts';
import { namesIn } from './rails-resources.ts';
import type { Reading } from './reading.ts';
import { ANY, pathText, patternPaths } from './route-paths.ts';
import type { Routing } from './routes.ts';
import { plainString } from './strings.ts';
import { callOf, constantName, ownerOf, type RbCall, type RbNode, statementsOf } from './syntax.ts';

interface Walk {
  readonly reading: Reading;
  readonly kinds: Kinds;
  readonly routes: ServedRoute[];
  readonly mounts: RouteMount[];
}

/** What stands before the paths of a block. */
interface Scope {
  readonly mounted: readonly string[];
  readonly prefix: string;
  readonly versions: readonly string[];
  readonly spaces: readonly string[];
}

const VERBS = /^(get|post|put|patch|delete|head|options)$/;

/** Grape: classes of `Grape::API` with their prefix, version, namespaces, and what they mount. */
export function grapeRoutes(reading: Reading, kinds: Kinds): Routing {
  const walk: Walk = { reading, kinds, routes: [], mounts: [] };
  for (const { name, base, node } of reading.file.classes) {
    if (base === '' || kinds.of(base, ownerOf(node)) !== 'grape') continue;
    const mounted = prefixesOf(reading, name);
    visitAll(walk, statementsOf(node), {
      mounted: mounted.length > 0 ? mounted : [''],
      prefix: '',
      versions: [''],
      spaces: [],
    });
  }
  return walk;
}

function visitAll(walk: Walk, nodes: readonly RbNode[], outer: Scope): void {
  let scope = outer;
  for (const node of nodes) scope = visit(walk, node, scope);
}

/** @returns the scope of the statements behind: `prefix` and `version` hold for them */
function visit(walk: Walk, node: RbNode, scope: Scope): Scope {
  const call = callOf(node);
  if (call === undefined || call.receiver !== undefined) return scope;
  const { name, args, block } = call;
  if (name === 'prefix') return { ...scope, prefix: pathText(walk.reading, args[0]) ?? ANY };
  if (name === 'version') {
    const inner = { ...scope, versions: versionsOf(call) };
    if (block === undefined) return inner;
    visitAll(walk, statementsOf(block), inner);
  } else if (/^(namespace|resources?|group|segment|route_param)$/.test(name)) {
    const text = pathText(walk.reading, args[0]);
    const space = args.length === 0 ? '' : text === undefined ? ANY : name === 'route_param' ? `:${text}` : text;
    visitAll(walk, statementsOf(block), { ...scope, spaces: [...scope.spaces, space] });
  } else if (VERBS.test(name) || name === 'route') addRoute(walk, call, scope);
  else if (name === 'mount') addMount(walk, call, scope);
  else if (name === 'add_swagger_documentation') add(walk, ['*'], ['swagger_doc/*'], { node, scope });
  else if (/^(with|scope)$/.test(name)) visitAll(walk, statementsOf(block), scope);
  return scope;
}

/** Only a version `using: :path`, which is how it is without a word, stands in the path. */
function versionsOf({ args, options }: RbCall): readonly string[] {
  const using = plainString(options.get('using')) ?? 'path';
  if (using !== 'path') return [''];
  const names = args.filter(({ type }) => type !== 'hash').flatMap((each) => namesIn(each) ?? ANY);
  return names.length > 0 ? names : [''];
}

function addRoute(walk: Walk, { name, args, node }: RbCall, scope: Scope): void {
  const methods =
    name === 'route'
      ? (namesIn(args[0])?.map((each) => (each === 'any' ? '*' : each.toUpperCase())) ?? ['*'])
      : [name.toUpperCase()];
  const written = (name === 'route' ? args.slice(1) : args).filter(({ type }) => type !== 'hash');
  const nodes = written.flatMap((each) => (each.type === 'array' ? each.children : [each]));
  const paths = nodes.map((each) => pathText(walk.reading, each) ?? ANY);
  add(walk, methods, paths.length > 0 ? paths : [''], { node: nodes[0] ?? node, scope });
}

function addMount(walk: Walk, { node, args, options }: RbCall, scope: Scope): void {
  const pairs = (fieldOf(node, 'arguments')?.children ?? []).filter(
    (child) => child.type === 'pair' && constantName(fieldOf(child, 'key')) !== undefined,
  );
  const at = options.get('at');
  const mounted = [
    ...args.map((app) => ({ app, path: at })),
    ...pairs.map((pair) => ({ app: fieldOf(pair, 'key'), path: fieldOf(pair, 'value') })),
  ];
  for (const { app, path } of mounted) {
    if (app === undefined || app.type === 'hash') continue;
    const name = constantName(app);
    const text = path === undefined ? '' : (pathText(walk.reading, path) ?? ANY);
    if (name !== undefined) walk.mounts.push(...mountOf(walk.reading, name, pathsOf(scope, text)));
    // What is made by a call or comes from elsewhere answers paths that nobody knows.
    const isKnown = name !== undefined && walk.kinds.of(name, ownerOf(app)) === 'grape';
    if (!isKnown) add(walk, ['*'], [`${text}/*`], { node: app, scope });
  }
}

interface Place {
  readonly node: RbNode;
  readonly scope: Scope;
}

function add(
  { routes, reading }: Walk,
  methods: readonly string[],
  paths: readonly string[],
  { node, scope }: Place,
): void {
  const at = reading.file.originOf(node);
  for (const path of paths.flatMap((each) => pathsOf(scope, each)))
    for (const method of methods) routes.push({ method, path, at });
}

function pathsOf({ mounted, prefix, versions, spaces }: Scope, path: string): string[] {
  const whole = mounted.flatMap((outer) =>
    versions.map((version) => joinPaths(outer, prefix, version, ...spaces, path)),
  );
  return [...new Set(whole.flatMap(patternPaths))];
}
