import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import { fieldOf, type Syntax } from '../syntax.ts';
import { objectBehind } from './endpoint-values.ts';
import { calleeName, callOf, entryOfObject, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import type { Prefixes } from './route-mounts.ts';
import { routePaths } from './route-path.ts';
import { isRouter } from './routers.ts';
import type { Evaluate } from './values.ts';

const METHODS: Readonly<Record<string, string>> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  del: 'DELETE',
  head: 'HEAD',
  options: 'OPTIONS',
  all: '*',
  any: '*',
};

export interface RouteScene {
  readonly module: SourceModule;
  readonly evaluate: Evaluate;
  readonly prefixes: Prefixes;
}

/** The routes that one call defines: `app.get('/cart', …)`, `server.route({ … })`, `app.on('GET', '/cart', …)`. */
export function routesOfCall(node: Syntax, scene: RouteScene): ServedRoute[] {
  const call = callOf(node);
  const receiver = call && fieldOf(call.callee, 'object');
  const name = calleeName(call?.callee ?? node) ?? '';
  const [first, second] = call?.args ?? [];
  if (!call || !receiver || !first) return [];
  const method = METHODS[name];
  const chained = method ? routeOfChain(receiver) : undefined;
  if (method && chained)
    return isRouter(chained.receiver, scene.module) ? served(chained.path, [method], chained.receiver, scene) : [];
  const isDefining = /^(route|openapi|on|register)$/.test(name) || (method && second);
  if (!isDefining || !isRouter(receiver, scene.module)) return [];
  if (name === 'route') return objectRoutes(unwrap(first), receiver, scene);
  if (name === 'openapi') return describedRoutes(first, receiver, scene);
  if (name === 'on') return second ? routesOfMethods(first, second, { ...scene, receiver }) : [];
  if (name === 'register') return second && isPathText(first) ? served(first, methodsOf(second), receiver, scene) : [];
  // Koa: `router.get('cart', '/cart', …)` gives the route a name.
  const path =
    second && isPathText(second) && !isPathText(first) && stringOf(unwrap(first)) !== undefined ? second : first;
  return method ? served(path, [method], receiver, scene) : [];
}

function isPathText(node: Syntax): boolean {
  return stringOf(unwrap(node))?.startsWith('/') === true;
}

/** `router.route('/cart').get(…).post(…)`. */
function routeOfChain(receiver: Syntax): { path: Syntax; receiver: Syntax } | undefined {
  for (let call = callOf(unwrap(receiver)); call; ) {
    const object = fieldOf(call.callee, 'object');
    const [first] = call.args;
    if (!object) return undefined;
    if (calleeName(call.callee) === 'route' && first && call.args.length === 1)
      return { path: first, receiver: object };
    call = callOf(unwrap(object));
  }
  return undefined;
}

/** Fastify and Hapi: `server.route({ method: ['GET'], url: '/cart' })`, also a list of them. */
function objectRoutes(argument: Syntax, receiver: Syntax, scene: RouteScene): ServedRoute[] {
  if (argument.type === 'array')
    return argument.children.flatMap((item) => objectRoutes(unwrap(item), receiver, scene));
  const object = objectBehind(argument, scene.module);
  const path = entryOfObject(object, 'url') ?? entryOfObject(object, 'path');
  const method = entryOfObject(object, 'method');
  if (path && method) return served(path, methodsOf(method), receiver, scene);
  // `server.route(cartRoutes)`, `server.route({ ...shared })`: any path. A text is the start of a chain, or a mount.
  const isText = stringOf(argument) !== undefined || argument.type === 'template_string';
  const isName = object === undefined && /^(identifier|member_expression|call_expression)$/.test(argument.type);
  const isSpread = object?.children.some(({ type }) => type === 'spread_element') === true;
  return !isText && (isSpread || (isName && isAlone(argument))) ? anyBelow(argument, receiver, scene) : [];
}

/** `app.route(PATH).get(…)` and `app.route(path, sub)` give a path, `server.route(routes)` does not. */
function isAlone(argument: Syntax): boolean {
  const call = argument.parent?.parent;
  return argument.parent?.children.length === 1 && call?.parent?.type !== 'member_expression';
}

/** Hono with OpenAPI: `app.openapi(createRoute({ method: 'get', path: '/cart' }), …)`. */
function describedRoutes(description: Syntax, receiver: Syntax, scene: RouteScene): ServedRoute[] {
  const inner = unwrap(description);
  const binding = inner.type === 'identifier' ? scene.module.scopes.resolve(inner) : undefined;
  const value = binding?.value && !binding.parameter ? unwrap(binding.value) : inner;
  const call = callOf(value);
  const object = call ? call.args[0] && objectBehind(call.args[0], scene.module) : objectBehind(value, scene.module);
  const path = entryOfObject(object, 'path');
  const method = entryOfObject(object, 'method');
  return path && method ? served(path, methodsOf(method), receiver, scene) : anyBelow(description, receiver, scene);
}

/** Hono: `app.on(['GET', 'HEAD'], '/cart', …)`; events have no path behind their name. */
function routesOfMethods(
  methods: Syntax,
  path: Syntax,
  { receiver, ...scene }: RouteScene & { readonly receiver: Syntax },
): ServedRoute[] {
  const named = methodsOf(methods);
  const inner = unwrap(path);
  const [text] = inner.type === 'array' ? inner.children : [inner];
  const isPath = text !== undefined && isPathText(text);
  const isMethod = named.every((each) => /^(\*|[A-Z]+)$/.test(each)) && !/^[a-z]/.test(stringOf(unwrap(methods)) ?? '');
  return isPath && isMethod ? served(path, named, receiver, scene) : [];
}

function methodsOf(node: Syntax): string[] {
  const inner = unwrap(node);
  return (inner.type === 'array' ? inner.children : [inner]).map(
    (item) => stringOf(unwrap(item))?.toUpperCase() ?? '*',
  );
}

function anyBelow(at: Syntax, receiver: Syntax, { prefixes, module }: RouteScene): ServedRoute[] {
  return prefixes(receiver).map((prefix) => ({ method: '*', path: joinPaths(prefix, '*'), at: module.originOf(at) }));
}

function served(pathNode: Syntax, methods: readonly string[], receiver: Syntax, scene: RouteScene): ServedRoute[] {
  const inner = unwrap(pathNode);
  const nodes = inner.type === 'array' ? inner.children : [inner];
  return nodes.flatMap((node) => {
    const path = scene.evaluate(node);
    const at = scene.module.originOf(node);
    // A path that is computed may be any.
    if (path.kind !== 'literal') return anyBelow(node, receiver, scene);
    if (!/^[/*:{]|^$/.test(path.text)) return [];
    const paths = routePaths(path.text);
    return scene
      .prefixes(receiver)
      .flatMap((prefix) =>
        paths.flatMap((each) => methods.map((method) => ({ method, path: joinPaths(prefix, each), at }))),
      );
  });
}
