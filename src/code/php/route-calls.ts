import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import type { Syntax } from '../syntax.ts';
import type { Reading } from './reading.ts';
import { resourceRoutes } from './resource-routes.ts';
import { basePaths, prefixesOfFile } from './route-files.ts';
import { isRouter, pathOf, prefixAround } from './route-groups.ts';
import { patternPaths } from './route-paths.ts';
import { stringOf } from './strings.ts';
import { argumentAt, bare, callOf, entriesOf, lastName, type PhpCall } from './syntax.ts';

const VERBS = /^(get|post|put|patch|delete|options|head)$/;

interface Found {
  readonly methods: readonly string[];
  readonly path: string;
  readonly at: Syntax;
}

/** Routes that are hung on a router by calls: Laravel, Lumen, Slim, FastRoute, CodeIgniter and their like. */
export function routeCalls(reading: Reading): ServedRoute[] {
  const outer = prefixesOfFile(reading);
  const given = basePaths(reading);
  const bases = given.length > 0 ? given : [''];
  return [
    ...reading.file.calls.flatMap((call) => {
      const found = isRouter(call) ? routesOf(reading, call) : [];
      const prefix = found.length > 0 ? prefixAround(reading, call) : '';
      return found.flatMap(({ methods, path, at }) =>
        outer.flatMap((before) =>
          bases.flatMap((root) =>
            patternPaths(joinPaths(root, before, prefix, path)).flatMap((whole) =>
              methods.map((method) => ({ method, path: whole, at: reading.file.originOf(at) })),
            ),
          ),
        ),
      );
    }),
    ...healthRoutes(reading),
  ];
}

/** A container has methods of these names, too. */
const ON_FACADE = /^(view|inertia|livewire|redirect|permanentRedirect|fallback|singleton|apiSingleton)$/;

function isOnFacade(call: PhpCall): boolean {
  const inner = call.object && callOf(bare(call.object));
  return inner ? isOnFacade(inner) : call.kind === 'static';
}

function routesOf(reading: Reading, call: PhpCall): Found[] {
  const { name, args } = call;
  const [first, second] = args.map(({ value }) => value);
  if (ON_FACADE.test(name) && !isOnFacade(call)) return [];
  if (VERBS.test(name)) return second === undefined ? [] : route(reading, call, [[name.toUpperCase()], first]);
  switch (name) {
    case 'any':
    case 'all':
      return second === undefined ? [] : route(reading, call, [['*'], first]);
    case 'match':
    case 'map':
    case 'addRoute':
    case 'add':
      return second === undefined ? [] : listedRoute(reading, call);
    case 'view':
    case 'inertia':
    case 'livewire':
      return route(reading, call, [['GET'], first]);
    case 'redirect':
    case 'permanentRedirect':
      return second === undefined ? [] : route(reading, call, [['*'], first]);
    case 'connect':
      return route(reading, call, [['*'], first]);
    case 'import':
      return bundleRoutes(reading, call);
    case 'fallback':
      return [{ methods: ['*'], path: '/{*}', at: call.nameNode }];
    case 'route':
      return flightRoute(call);
    case 'resource':
    case 'apiResource':
    case 'resources':
    case 'apiResources':
    case 'singleton':
    case 'apiSingleton':
      return resourceRoutes(call);
    default:
      return [];
  }
}

function route(
  reading: Reading,
  call: PhpCall,
  [methods, node]: readonly [readonly string[], Syntax | undefined],
): Found[] {
  const path = pathOf(reading, node);
  if (node === undefined || path === undefined || /^[A-Z]\w*\\|\s/.test(path)) return [];
  return [{ methods, path: takesAnything(call) ? path.replace(/\{\w+\??\}\/?$/, '{*}') : path, at: node }];
}

/** `->where('any', '.*')` behind a route. */
function takesAnything({ node }: PhpCall): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    const outer = callOf(at);
    if (outer === undefined) return false;
    const demand = stringOf(outer.args[1]?.value) ?? outer.args[0]?.value.text ?? '';
    if (/^where/.test(outer.name) && /\.\*|\.\+|\(\?!/.test(demand)) return true;
  }
  return false;
}

/** `match(['GET', 'POST'], '/carts', …)`, `addRoute('GET', '/carts', …)`; Symfony's `add('carts', '/carts')`. */
function listedRoute(reading: Reading, call: PhpCall): Found[] {
  const [first, second, third] = call.args.map(({ value }) => value);
  if (first === undefined) return [];
  if (call.name === 'add') {
    // A builder takes the path first, a configurator the name of the route.
    const isPath = stringOf(first)?.startsWith('/') === true;
    const path = isPath ? first : second;
    return stringOf(path)?.startsWith('/') ? route(reading, call, [methodsBehind(call), path]) : [];
  }
  if (third === undefined) return [];
  const methods = methodsIn(first);
  return methods.length === 0 ? [] : route(reading, call, [methods, second]);
}

function methodsIn(node: Syntax): readonly string[] {
  const listed = bare(node);
  const texts =
    listed.type === 'array_creation_expression'
      ? entriesOf(listed).map(({ value }) => stringOf(value))
      : [stringOf(listed)];
  return texts.flatMap((text) => (text !== undefined && /^[a-z*|]+$/i.test(text) ? text.toUpperCase().split('|') : []));
}

/** `->methods(['GET'])` */
function methodsBehind({ node }: PhpCall): readonly string[] {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    const outer = callOf(at);
    if (outer === undefined) break;
    const [listed] = outer.args;
    if (/^(methods|setMethods)$/.test(outer.name) && listed) return methodsIn(listed.value);
  }
  return ['*'];
}

/** `import('.', 'api_platform')->prefix('/api')`: what a bundle brings is not known. */
function bundleRoutes(reading: Reading, call: PhpCall): Found[] {
  const [resource] = call.args;
  const text = stringOf(resource?.value);
  if (resource === undefined || text === undefined || !/^@|^\.$/.test(text)) return [];
  const after = call.node.parent && callOf(call.node.parent);
  const prefix = after?.name === 'prefix' ? pathOf(reading, after.args[0]?.value) : '';
  return [{ methods: ['*'], path: `${prefix ?? ''}/{*}`, at: resource.value }];
}

/** `Flight::route('GET /carts', …)` */
function flightRoute(call: PhpCall): Found[] {
  const [first] = call.args;
  const text = stringOf(first?.value);
  if (lastName(call.scope ?? '') !== 'Flight' || first === undefined || text === undefined) return [];
  const match = /^(?:([A-Z|]+)\s+)?(\/.*|\*)$/.exec(text);
  if (match === null) return [];
  return [{ methods: match[1]?.split('|') ?? ['*'], path: (match[2] ?? '').replace(/\*/g, '{*}'), at: first.value }];
}

/** `->withRouting(health: '/up')` of Laravel. */
function healthRoutes(reading: Reading): ServedRoute[] {
  return reading.file.calls.flatMap((call) => {
    const node = call.name === 'withRouting' ? argumentAt(call.args, 5, 'health') : undefined;
    const path = pathOf(reading, node);
    return node && path !== undefined
      ? [{ method: 'GET', path: joinPaths(path), at: reading.file.originOf(node) }]
      : [];
  });
}
