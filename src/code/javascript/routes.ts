import type { ServedRoute } from '../../shape/code-facts.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { calleeName, callOf, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { joinPaths, routePath } from './route-path.ts';
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
const ROUTER_NAMES =
  /(^|_)(app|application|router|routes?|server|fastify|api|instance|web|hono)$|(app|router|server|routes?|api)$/i;

/** Routes that a file serves. */
export function readRoutes(module: SourceModule, evaluate: Evaluate): ServedRoute[] {
  return module.calls.flatMap((node) => {
    const call = callOf(node);
    const receiver = call && fieldOf(call.callee, 'object');
    const method = METHODS[calleeName(call?.callee ?? node) ?? ''];
    const [first, second] = call?.args ?? [];
    if (!call || !receiver || !first || !second || !method || !isRouter(receiver)) return [];
    const path = evaluate(first);
    if (path.kind !== 'literal' || !path.text.startsWith('/')) return [];
    return [{ method, path: joinPaths('', routePath(path.text)), at: module.originOf(first) }];
  });
}

function isRouter(receiver: Syntax): boolean {
  const path = pathOf(unwrap(receiver));
  return (
    path !== undefined &&
    ROUTER_NAMES.test(path[path.length - 1] ?? '') &&
    !/axios|client|http$/i.test(textOfSyntax(receiver))
  );
}
