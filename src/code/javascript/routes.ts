import type { ServedRoute } from '../../shape/code-facts.ts';
import type { RouteMount } from '../language.ts';
import { comparedRoutes } from './compared-routes.ts';
import { passedOnMounts } from './exported-functions.ts';
import { handedRouters } from './handed-routers.ts';
import type { SourceModule } from './module.ts';
import { handedMounts } from './mount-targets.ts';
import { nestMounts } from './nest-application.ts';
import { nestModules, nestRoutes } from './nest-routes.ts';
import { nextConfigRoutes, nextMounts } from './next-config.ts';
import { nextRoutes } from './next-routes.ts';
import { openRoutes } from './open-routes.ts';
import { routesOfCall } from './route-calls.ts';
import { localMounts, prefixesFor } from './route-mounts.ts';
import { isCaseSensitive } from './router-case.ts';
import type { Evaluate } from './values.ts';

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
    ...nestModules(module),
    ...nextRoutes(module),
    ...nextConfigRoutes(module, evaluate),
    ...comparedRoutes(module),
  ];
  const cased = isCaseSensitive(module) ? all : all.map((route) => ({ ...route, anyCase: true }));
  return {
    routes: cased.sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column),
    mounts: [
      ...mounted.foreign(prefixes),
      ...handedMounts(handed, module, prefixes),
      ...passedOnMounts(module),
      ...nest,
      ...nextMounts(module, evaluate),
    ],
  };
}
