import type { ServedRoute } from '../../shape/code-facts.ts';
import { literalOf } from '../assembled-text.ts';
import { attributeRoutes } from './attribute-routes.ts';
import type { CallSite } from './call.ts';
import { evaluate } from './evaluate.ts';
import { mentions } from './facts.ts';
import { matchedRoutes } from './matched-routes.ts';
import { ROUTERS } from './mounts.ts';
import type { RustReader } from './reader.ts';
import { answersNothing, rootCallee, routeMethods } from './route-methods.ts';
import { joinPaths, routePath } from './route-path.ts';
import { type Prefix, prefixesOf } from './route-prefixes.ts';
import type { RsNode } from './syntax.ts';

/** Routes that the code serves, each below every prefix that it is put under. */
export function servedRoutes(reader: RustReader): ServedRoute[] {
  const routes = [...calledRoutes(reader), ...attributeRoutes(reader), ...matchedRoutes(reader), ...openRoutes(reader)];
  return [...new Map(routes.map((route) => [JSON.stringify(route), route])).values()];
}

function calledRoutes(reader: RustReader): ServedRoute[] {
  if (!mentions(reader.file, ROUTERS)) return [];
  return reader.file.calls.flatMap((call) => {
    const route = call.receiver === undefined ? staticFiles(call) : routeOf(call, reader);
    return route ? placed(route, call, reader) : [];
  });
}

interface Route {
  readonly path: RsNode | undefined;
  readonly methods: readonly string[];
  /** All that lies below the path as well. */
  readonly isOpen?: boolean;
}

function routeOf(call: CallSite, reader: RustReader): Route | undefined {
  const { name, args, receiver } = call;
  const [first, second] = args;
  if (/^(route|at|api_route|route_with_tsr)$/.test(name) && first && second)
    return { path: first, methods: routeMethods(second, reader) };
  const root = rootCallee(receiver, reader);
  if (name === 'route' && first && !second && /(^|::)(web::)?resource$|Resource::new$/.test(root))
    return { path: undefined, methods: routeMethods(first, reader) };
  if (/^(to|to_async)$/.test(name) && /(^|::)(web::)?resource$/.test(root)) return { path: undefined, methods: ['*'] };
  if (/^(nest_service|route_service)$/.test(name) && first)
    return { path: first, methods: ['*'], isOpen: name === 'nest_service' };
  if (/^(fallback|fallback_service|default_service)$/.test(name) && first)
    return answersNothing(first, reader) ? undefined : { path: undefined, methods: ['*'], isOpen: true };
  if (name === 'mount' && first && second && /^(\w+::)*FileServer::/.test(second.text))
    return { path: first, methods: ['*'], isOpen: true };
  return verbRoute(call, root, reader);
}

/** tide's `app.at("/x").get(h)` and salvo's `Router::with_path("x").get(h)`: the path stands before. */
function verbRoute({ name, args, receiver }: CallSite, root: string, { file }: RustReader): Route | undefined {
  if (!/^(get|post|put|patch|delete|head|options|all|goal)$/.test(name) || args.length !== 1) return undefined;
  const isTide = mentions(file, /\btide\b/) && /\.at\(/.test(receiver?.text ?? '');
  const isSalvo = mentions(file, /\bsalvo\b/) && /(^|::)Router::(new|with_path|with_\w+)$/.test(root);
  if (!isTide && !isSalvo) return undefined;
  return { path: undefined, methods: [/^(all|goal)$/.test(name) ? '*' : name.toUpperCase()] };
}

/** `Files::new("/static", "./static")` */
function staticFiles({ callee, args }: CallSite): Route | undefined {
  const isFiles = /(^|::)(actix_files::)?Files::new$/.test(callee);
  return isFiles && args[0] ? { path: args[0], methods: ['*'], isOpen: true } : undefined;
}

function placed({ path, methods, isOpen }: Route, call: CallSite, reader: RustReader): ServedRoute[] {
  const text = path === undefined ? '' : literalOf(evaluate(path, reader));
  const at = reader.file.originOf(path ?? call.nameNode);
  const prefixes: Prefix[] = call.receiver ? prefixesOf(call, reader) : outerOf(call, reader);
  return prefixes.flatMap((prefix) => {
    // What is computed may be any path.
    if (text === undefined || prefix === undefined) return [{ method: '*', path: `${prefix ?? ''}/*`, at }];
    const whole = joinPaths(prefix, routePath(text));
    const full = isOpen ? `${whole.replace(/\/+$/, '')}/*` : whole === '' ? '/' : whole;
    return methods.map((method) => ({ method, path: full, at }));
  });
}

function outerOf(call: CallSite, reader: RustReader): Prefix[] {
  const service = call.node.parent?.parent && reader.file.callAt.get(call.node.parent.parent);
  return service?.receiver ? prefixesOf(service, reader) : [''];
}

/** Frameworks whose routes are values put together by operators, or made from types: any path may be served. */
function openRoutes({ file }: RustReader): ServedRoute[] {
  const call = file.calls.find(
    ({ callee }) =>
      /^warp::(serve|path)/.test(callee) || /(^|::)(OpenApiService::new|tower_http::services::Redirect)$/.test(callee),
  );
  return call ? [{ method: '*', path: '/*', at: file.originOf(call.nameNode) }] : [];
}
