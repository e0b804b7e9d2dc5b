import type { ServedRoute } from '../../shape/code-facts.ts';
import { calleeName, methodOf, qualifiedName } from './names.ts';
import type { Reading } from './reading.ts';
import { joinPath, pathText } from './route-paths.ts';
import { type Mount, prefixesOf, routerPrefix } from './routers.ts';
import { stringText } from './strings.ts';
import { bare, childOf, type PyNode } from './syntax.ts';

const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options']);

/** Routes of Flask, FastAPI, Starlette, aiohttp, Bottle, Sanic and their kin: decorators and calls on an app or router. */
export function webRoutes(reading: Reading, mounts: readonly Mount[]): ServedRoute[] {
  const { module } = reading;
  return module.calls.flatMap((call) => [
    ...decoratorRoutes(reading, call, mounts),
    ...addedRoutes(reading, call, mounts),
    ...listedRoutes(reading, call),
    ...mountedRoutes(reading, call, mounts),
    ...foreignRoutes(reading, call, mounts),
  ]);
}

interface Found {
  readonly methods: readonly string[];
  readonly path: PyNode | undefined;
  readonly prefixes: readonly string[];
}

function routesFrom(reading: Reading, found: Found): ServedRoute[] {
  const text = pathText(reading, found.path);
  if (text === undefined || found.path === undefined) return [];
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
  const name = method?.name ?? (calleeName(module, call) ?? '').replace(/^bottle\./, '');
  const methods = methodsOf(reading, name, keywords.get('methods') ?? keywords.get('method'));
  if (methods === undefined) return [];
  if (method === undefined) {
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
    // aiohttp puts the method first: `router.add_route('GET', '/x', …)`.
    if (first !== undefined && /^([A-Z]+|\*)$/.test(first))
      return routesFrom(reading, { methods: [first], path: positional[1], prefixes: [''] });
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

/** `app.mount('/pictures', StaticFiles(…))`: an application of its own, whose paths are not known. */
function mountedRoutes(reading: Reading, call: PyNode, mounts: readonly Mount[]): ServedRoute[] {
  const { module } = reading;
  const method = methodOf(module, call);
  if (method?.name !== 'mount') return [];
  const { positional, keywords } = module.argumentsOf(call);
  const path = positional[0] ?? keywords.get('path');
  const child = positional[1] ?? keywords.get('app');
  if (path === undefined || child === undefined || bare(child).type !== 'call') return [];
  const below = routesFrom(reading, { methods: ['*'], path, prefixes: prefixesOf(reading, method.object, mounts) });
  return below.map((route) => ({ ...route, path: `${route.path.replace(/\/$/, '')}/*` }));
}

/** Packages that bring routers and blueprints of their own. */
const FOREIGN = /^(fastapi|starlette|flask|sanic|quart)_?\w+\.|^(fief_client|authx|sqladmin|prometheus_\w+)\./;

/** `app.include_router(users.get_auth_router(…), prefix='/auth')`: made by a call or a package, its paths are not known. */
function foreignRoutes(reading: Reading, call: PyNode, mounts: readonly Mount[]): ServedRoute[] {
  const { module } = reading;
  const method = methodOf(module, call);
  if (method?.name !== 'include_router' && method?.name !== 'register_blueprint') return [];
  const { positional, keywords } = module.argumentsOf(call);
  const child = positional[0] ?? keywords.get('router') ?? keywords.get('blueprint');
  if (child === undefined) return [];
  const isForeign = bare(child).type === 'call' || FOREIGN.test(qualifiedName(module, child) ?? '');
  if (!isForeign) return [];
  const written = keywords.get('prefix') ?? keywords.get('url_prefix');
  const given = written === undefined ? '' : (pathText(reading, written) ?? '');
  const at = module.originOf(child);
  return prefixesOf(reading, method.object, mounts).map((prefix) => ({
    method: '*',
    path: `${joinPath(prefix, given).replace(/\/$/, '')}/*`,
    at,
  }));
}

/** The verbs that a class of views has methods for. */
function viewMethods(reading: Reading, view: PyNode): string[] {
  const { module } = reading;
  const definition = module.classes.get(/^\w+/.exec(module.textOf(view))?.[0] ?? '');
  const own = (childOf(definition, 'body')?.children ?? []).map((child) =>
    child.type === 'decorated_definition' ? childOf(child, 'definition') : child,
  );
  const names = own.map((child) =>
    child?.type === 'function_definition' ? module.textOf(childOf(child, 'name') ?? child) : '',
  );
  const verbs = names.filter((name) => VERBS.has(name)).map((name) => name.toUpperCase());
  return verbs.length > 0 ? verbs : ['*'];
}

/** Starlette's `Route('/x', …)` and `Mount('/x', routes=[…])`, aiohttp's `web.get('/x', …)`, tornado's `(r'/x', Handler)`. */
function listedRoutes(reading: Reading, call: PyNode): ServedRoute[] {
  const { module } = reading;
  const callee = calleeName(module, call) ?? '';
  const { positional, keywords } = module.argumentsOf(call);
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
  if (/^tornado\.web\.(Application|url)$|^tornado\.routing\.RuleRouter$/.test(callee))
    return tornadoRoutes(reading, positional[0] ?? keywords.get('handlers'));
  return [];
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

function tornadoRoutes(reading: Reading, node: PyNode | undefined): ServedRoute[] {
  const { module } = reading;
  const list = node?.type === 'identifier' ? module.assignments.get(module.textOf(node))?.[0]?.value : node;
  if (list?.type !== 'list') return [];
  return list.children.flatMap((item) => {
    const [path, handler] = item.type === 'tuple' ? item.children : [];
    const text = path && stringText(path, module.text);
    if (path === undefined || handler === undefined || text === undefined) return [];
    const at = module.originOf(path);
    const plain = text.replace(/^\^|\/?\??\$$/g, '').replace(/\((?!\?P)[^()]*\)/g, '{arg}');
    return viewMethods(reading, handler).map((method) => ({ method, path: joinPath(plain), at }));
  });
}
