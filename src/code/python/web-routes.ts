import type { ServedRoute } from '../../shape/code-facts.ts';
import { calleeName, methodOf } from './names.ts';
import { openRoutes } from './open-routes.ts';
import type { Reading } from './reading.ts';
import { joinPath, pathText } from './route-paths.ts';
import { type Mount, prefixesOf, routerPrefix } from './routers.ts';
import { stringText } from './strings.ts';
import { ancestorOf, bare, type PyNode } from './syntax.ts';
import { tornadoRoutes } from './tornado-routes.ts';
import { VERBS, viewMethods } from './view-methods.ts';

/** Routes of Flask, FastAPI, Starlette, aiohttp, Bottle, Sanic and their kin: decorators and calls on an app or router. */
export function webRoutes(reading: Reading, mounts: readonly Mount[]): ServedRoute[] {
  const { module } = reading;
  return module.calls.flatMap((call) => [
    ...decoratorRoutes(reading, call, mounts),
    ...addedRoutes(reading, call, mounts),
    ...listedRoutes(reading, call),
    ...openRoutes(reading, call, mounts),
  ]);
}

interface Found {
  readonly methods: readonly string[];
  readonly path: PyNode | undefined;
  readonly prefixes: readonly string[];
}

function routesFrom(reading: Reading, found: Found): ServedRoute[] {
  if (found.path === undefined || found.path.type === 'integer') return [];
  // A path that is computed may be any.
  const text = pathText(reading, found.path) ?? '/*';
  const at = reading.module.originOf(found.path);
  return found.prefixes.flatMap((prefix) =>
    found.methods.map((method) => ({ method, path: joinPath(prefix, text), at })),
  );
}

function decoratorRoutes(reading: Reading, call: PyNode, mounts: readonly Mount[]): ServedRoute[] {
  if (call.parent?.type !== 'decorator') return [];
  const { module } = reading;
  const { positional, keywords } = module.argumentsOf(call);
  const path = positional[0] ?? keywords.get('path') ?? keywords.get('rule');
  const method = methodOf(module, call);
  const name = method?.name ?? (calleeName(module, call) ?? '').replace(/^(bottle|litestar)\.(\w+\.)*/, '');
  const methods = methodsOf(reading, name, keywords.get('methods') ?? keywords.get('method'));
  if (methods === undefined) return [];
  if (method === undefined) {
    if (/^litestar\.(\w+\.)?\w+$/.test(calleeName(module, call) ?? '')) return litestarRoutes(reading, call);
    return /^bottle\./.test(calleeName(module, call) ?? '')
      ? routesFrom(reading, { methods, path, prefixes: [''] })
      : [];
  }
  const isRouter =
    routerPrefix(reading, method.object) !== undefined ||
    isImportedRouter(reading, method.object) ||
    isRouteTable(reading, method.object);
  return isRouter ? routesFrom(reading, { methods, path, prefixes: prefixesOf(reading, method.object, mounts) }) : [];
}

/** Litestar: `@get('/orders')`; a controller or router may put any prefix in front of it. */
function litestarRoutes(reading: Reading, call: PyNode): ServedRoute[] {
  const { module } = reading;
  const { positional, keywords } = module.argumentsOf(call);
  const verb = /\w+$/.exec(calleeName(module, call) ?? '')?.[0] ?? '';
  const isInside = ancestorOf(call, 'class_definition') !== undefined;
  const path = isInside ? call : (positional[0] ?? keywords.get('path') ?? call);
  return routesFrom(reading, { methods: [VERBS.has(verb) ? verb.toUpperCase() : '*'], path, prefixes: [''] });
}

/** The methods that a decorator of this name serves; undefined when it is no route. */
function methodsOf(reading: Reading, name: string, given: PyNode | undefined): string[] | undefined {
  if (VERBS.has(name)) return [name.toUpperCase()];
  if (/^(websocket|websocket_route)$/.test(name)) return ['GET'];
  if (!/^(route|api_route|api_operation|resource|view)$/.test(name)) return undefined;
  if (given === undefined) return [name === 'api_route' || name === 'route' ? 'GET' : '*'];
  const items = /^(list|tuple|set)$/.test(given.type) ? given.children : [given];
  const texts = items.map((item) => stringText(item, reading.module.text)?.toUpperCase());
  return texts.every((text) => text !== undefined) ? texts : ['*'];
}

/** An app or blueprint of another file: `from shop import app`. Named as one, and used with a path. */
function isImportedRouter(reading: Reading, object: PyNode): boolean {
  const name = reading.module.textOf(object);
  return (
    reading.module.imports.has(name.split('.')[0] ?? '') &&
    /(^|[._])(app|application|api|router|blueprint|bp|server)$/i.test(name)
  );
}

function isRouteTable(reading: Reading, object: PyNode): boolean {
  const values = reading.module.assignments.get(reading.module.textOf(object)) ?? [];
  return values.some(
    ({ value }) => value.type === 'call' && /(^|\.)RouteTableDef$/.test(calleeName(reading.module, value) ?? ''),
  );
}

/** `app.add_url_rule('/x', …)`, `app.router.add_get('/x', …)`, `app.add_api_route('/x', …)`. */
function addedRoutes(reading: Reading, call: PyNode, mounts: readonly Mount[]): ServedRoute[] {
  const { module } = reading;
  const method = methodOf(module, call);
  if (method === undefined) return [];
  const { positional, keywords } = module.argumentsOf(call);
  const prefixes = () => prefixesOf(reading, method.object, mounts);
  const verb = /^add_(get|post|put|patch|delete|head|options|view)$/.exec(method.name)?.[1];
  if (verb)
    return routesFrom(reading, {
      methods: [verb === 'view' ? '*' : verb.toUpperCase()],
      path: positional[0],
      prefixes: [''],
    });
  if (/^(add_url_rule|add_api_route|add_websocket_route|add_api_websocket_route)$/.test(method.name)) {
    const methods = methodsOf(reading, 'route', keywords.get('methods')) ?? ['*'];
    const view = keywords.get('view_func');
    const isClass = view && /\.as_view\(/.test(module.textOf(view));
    return routesFrom(reading, {
      methods: isClass && !keywords.has('methods') ? viewMethods(reading, view) : methods,
      path: positional[0] ?? keywords.get('rule'),
      prefixes: prefixes(),
    });
  }
  if (method.name === 'add_route') {
    const first = positional[0] && stringText(positional[0], module.text);
    // aiohttp puts the method first: `router.add_route('GET', '/x', …)`; on a resource the path is known.
    if (first !== undefined && /^([A-Z]+|\*)$/.test(first) && positional.length === 2) return [];
    if (first !== undefined && /^([A-Z]+|\*)$/.test(first))
      return routesFrom(reading, { methods: [first], path: positional[1], prefixes: [''] });
    const second = positional[1] && stringText(positional[1], module.text);
    // Sanic puts the handler first: `app.add_route(list_orders, '/orders')`.
    if (first === undefined && second?.startsWith('/'))
      return routesFrom(reading, { methods: ['*'], path: positional[1], prefixes: prefixes() });
    const isPath = first?.startsWith('/') ?? false;
    const falcon = positional[1] !== undefined && bare(positional[1]).type === 'call';
    return isPath
      ? routesFrom(reading, {
          methods: falcon ? ['*'] : (methodsOf(reading, 'route', keywords.get('methods')) ?? ['*']),
          path: positional[0],
          prefixes: prefixes(),
        })
      : [];
  }
  // aiohttp: `app.router.add_resource('/orders').add_route('GET', list)`.
  if (method.name === 'add_resource' && positional.length === 1)
    return routesFrom(reading, { methods: ['*'], path: positional[0], prefixes: [''] });
  // flask-restful: `api.add_resource(Orders, '/orders', '/orders/<id>')`.
  if (method.name === 'add_resource')
    return positional.slice(1).flatMap((path) =>
      routesFrom(reading, {
        methods: positional[0] ? viewMethods(reading, positional[0]) : ['*'],
        path,
        prefixes: prefixes(),
      }),
    );
  return [];
}

/** Starlette's `Route('/x', …)` and `Mount('/x', routes=[…])`, aiohttp's `web.get('/x', …)`, tornado's `(r'/x', Handler)`. */
function listedRoutes(reading: Reading, call: PyNode): ServedRoute[] {
  const { module } = reading;
  const callee = calleeName(module, call) ?? '';
  const { positional, keywords } = module.argumentsOf(call);
  if (callee === 'aiohttp.web.route')
    return routesFrom(reading, {
      methods: [(positional[0] && stringText(positional[0], module.text)) ?? '*'],
      path: positional[1],
      prefixes: [''],
    });
  const aiohttp = /^aiohttp\.web\.(get|post|put|patch|delete|head|options|view)$/.exec(callee)?.[1];
  if (aiohttp)
    return routesFrom(reading, {
      methods: [aiohttp === 'view' ? '*' : aiohttp.toUpperCase()],
      path: positional[0],
      prefixes: [''],
    });
  if (/^starlette\.routing\.(Route|WebSocketRoute)$/.test(callee)) {
    const methods = methodsOf(reading, 'route', keywords.get('methods')) ?? ['GET'];
    return routesFrom(reading, {
      methods,
      path: positional[0] ?? keywords.get('path'),
      prefixes: [mountPrefix(reading, call)],
    });
  }
  return tornadoRoutes(reading, call);
}

function mountPrefix(reading: Reading, call: PyNode): string {
  const { module } = reading;
  let prefix = '';
  for (let at = call.parent; at; at = at.parent) {
    if (at.type === 'call' && calleeName(module, at) === 'starlette.routing.Mount') {
      const { positional, keywords } = module.argumentsOf(at);
      prefix = (pathText(reading, positional[0] ?? keywords.get('path')) ?? '') + prefix;
    }
  }
  return prefix;
}
