import type { ServedRoute } from '../../shape/code-facts.ts';
import type { RouteMount } from '../language.ts';
import { fieldOf, type Syntax } from '../syntax.ts';
import { comparedRoutes } from './compared-routes.ts';
import { passedOnMounts } from './exported-functions.ts';
import { handedRouters } from './handed-routers.ts';
import { calleeName, callOf, entryOfObject, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { handedMounts } from './mount-targets.ts';
import { nestMounts } from './nest-application.ts';
import { nestRoutes } from './nest-routes.ts';
import { nextRoutes } from './next-routes.ts';
import { openRoutes } from './open-routes.ts';
import { localMounts, type Prefixes, prefixesFor } from './route-mounts.ts';
import { joinPaths, routePath } from './route-path.ts';
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
};

/** Routes that a file serves, and the prefixes that it puts before the routes of other files. */
export function readRoutes(
  module: SourceModule,
  evaluate: Evaluate,
): { routes: readonly ServedRoute[]; mounts: readonly RouteMount[] } {
  const handed = handedRouters(module);
  const mounted = localMounts(module, evaluate, handed);
  const nest = nestMounts(module, evaluate);
  const prefixes = prefixesFor(module, mounted, evaluate);
  const routes = module.calls.flatMap((node) => routesOfCall(node, { module, evaluate, prefixes }));
  const all = [
    ...routes,
    ...mounted.handlers(prefixes),
    ...openRoutes(module, prefixes, handed),
    ...nestRoutes(module, evaluate, nest),
    ...nextRoutes(module),
    ...comparedRoutes(module),
  ];
  return {
    routes: all.sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column),
    mounts: [
      ...mounted.foreign(prefixes),
      ...handedMounts(handed, module, prefixes),
      ...passedOnMounts(module),
      ...nest,
    ],
  };
}

interface RouteScene {
  readonly module: SourceModule;
  readonly evaluate: Evaluate;
  readonly prefixes: Prefixes;
}

function routesOfCall(node: Syntax, scene: RouteScene): ServedRoute[] {
  const call = callOf(node);
  const receiver = call && fieldOf(call.callee, 'object');
  const name = calleeName(call?.callee ?? node) ?? '';
  const [first, second] = call?.args ?? [];
  if (!call || !receiver || !first) return [];
  if (name === 'route') return isRouter(receiver, scene.module) ? objectRoutes(unwrap(first), receiver, scene) : [];
  const method = METHODS[name];
  if (!method) return [];
  const chained = routeOfChain(receiver);
  if (chained)
    return isRouter(chained.receiver, scene.module) ? served(chained.path, [method], chained.receiver, scene) : [];
  if (!second || !isRouter(receiver, scene.module)) return [];
  return served(first, [method], receiver, scene);
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
  const path = entryOfObject(argument, 'url') ?? entryOfObject(argument, 'path');
  const method = entryOfObject(argument, 'method');
  if (!path || !method) return [];
  const listed = unwrap(method);
  const methods = (listed.type === 'array' ? listed.children : [listed]).map(
    (item) => stringOf(item)?.toUpperCase() ?? '*',
  );
  return served(path, methods, receiver, scene);
}

function served(pathNode: Syntax, methods: readonly string[], receiver: Syntax, scene: RouteScene): ServedRoute[] {
  const inner = unwrap(pathNode);
  const nodes = inner.type === 'array' ? inner.children : [inner];
  return nodes.flatMap((node) => {
    const path = scene.evaluate(node);
    const at = scene.module.originOf(node);
    // A path that is computed may be any.
    if (path.kind !== 'literal')
      return scene.prefixes(receiver).map((prefix) => ({ method: '*', path: joinPaths(prefix, '*'), at }));
    if (!/^[/*]|^$/.test(path.text)) return [];
    return scene
      .prefixes(receiver)
      .flatMap((prefix) => methods.map((method) => ({ method, path: joinPaths(prefix, routePath(path.text)), at })));
  });
}
