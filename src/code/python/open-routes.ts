import type { ServedRoute } from '../../shape/code-facts.ts';
import { isHealthExtension } from './handed-routers.ts';
import { calleeName, creationOf, methodOf, qualifiedName } from './names.ts';
import type { Reading } from './reading.ts';
import { joinPath, pathText } from './route-paths.ts';
import { type Mount, prefixesOf, routerPrefix } from './routers.ts';
import { bare, childOf, type PyNode } from './syntax.ts';

/** Packages that bring routers and blueprints of their own. */
const FOREIGN = /^(fastapi|starlette|flask|sanic|quart)_?\w+\.|^(fief_client|authx|sqladmin|prometheus_\w+)\./;

/** Places below which a call lets something answer whose paths are not known: another application, files, a package. */
export function openRoutes(reading: Reading, call: PyNode, mounts: readonly Mount[]): ServedRoute[] {
  const { module } = reading;
  const method = methodOf(module, call);
  const callee = calleeName(module, call) ?? '';
  const { positional, keywords } = module.argumentsOf(call);
  if (/(^|\.)DispatcherMiddleware$/.test(callee))
    return dispatched(reading, positional[1] ?? keywords.get('mounts'), call);
  if (/^starlette\.routing\.(Mount|Host)$|^aiohttp\.web\.static$/.test(callee)) {
    const given = keywords.get('routes');
    const isListed = given?.type === 'list' && /Mount$/.test(callee);
    return isListed ? [] : below(reading, positional[0] ?? keywords.get('path'), [''], call);
  }
  if (method === undefined) return [];
  const outer = () => prefixesOf(reading, method.object, mounts);
  if (/^(add_subapp|add_static)$/.test(method.name))
    return below(reading, positional[0] ?? keywords.get('prefix'), [''], call);
  if (method.name === 'group' && /(^|\.)Blueprint$/.test(qualifiedName(module, method.object) ?? ''))
    return below(reading, keywords.get('url_prefix'), [''], call);
  if (method.name === 'mount') {
    const child = positional[1] ?? keywords.get('app');
    return child && !isFollowed(reading, child)
      ? below(reading, positional[0] ?? keywords.get('path'), outer(), call)
      : [];
  }
  if (/^(include_router|register_blueprint|blueprint)$/.test(method.name)) {
    const child = positional[0] ?? keywords.get('router') ?? keywords.get('blueprint');
    const isForeign = child && (bare(child).type === 'call' || FOREIGN.test(qualifiedName(module, child) ?? ''));
    return isForeign ? below(reading, keywords.get('prefix') ?? keywords.get('url_prefix'), outer(), child) : [];
  }
  return method.name === 'init_app' && isHealthExtension(reading, method.object)
    ? below(reading, undefined, [''], call)
    : [];
}

/** An application of this file, or one that an import names. */
function isFollowed(reading: Reading, child: PyNode): boolean {
  if (bare(child).type === 'call') return false;
  const made = creationOf(reading.module, child);
  return made === undefined || routerPrefix(reading, child) !== undefined;
}

/** `DispatcherMiddleware(app, {'/metrics': make_wsgi_app()})`. */
function dispatched(reading: Reading, node: PyNode | undefined, call: PyNode): ServedRoute[] {
  const pairs = node?.type === 'dictionary' ? node.children : [];
  if (pairs.length === 0) return below(reading, undefined, [''], call);
  return pairs.flatMap((pair) => below(reading, childOf(pair, 'key'), [''], pair));
}

function below(
  reading: Reading,
  written: PyNode | undefined,
  prefixes: readonly string[],
  place: PyNode,
): ServedRoute[] {
  const given = written === undefined ? '' : (pathText(reading, written) ?? '');
  const at = reading.module.originOf(written ?? place);
  return prefixes.map((prefix) => ({ method: '*', path: `${joinPath(prefix, given).replace(/\/$/, '')}/*`, at }));
}
