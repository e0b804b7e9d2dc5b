import type { ServedRoute } from '../../shape/code-facts.ts';
import { calleeName, type GoCall } from './call.ts';
import { comparedRoutes } from './compared-routes.ts';
import { evaluate } from './evaluate.ts';
import { importsAny } from './facts.ts';
import { unfollowedRouters } from './handed-routers.ts';
import { stringIn } from './literal.ts';
import type { GoReader } from './reader.ts';
import { pathText, prefixesOf } from './route-prefix.ts';
import { WEB } from './routers.ts';
import { ancestors, bare, child, type GoNode } from './tree.ts';

const VERB = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|TRACE)$/;
/** Middleware that answers at paths of its own. */
const HEALTH = /fiber(\/v\d+)?\/middleware\/healthcheck$|gin-healthcheck|heptiolabs\/healthcheck/;
/** Routers with `Get`, `Post` for methods; elsewhere these names belong to clients, headers and caches. */
const WORD_VERBS = /gofiber\/fiber|go-chi\/chi|kataras\/iris|bmizerany\/pat|go-zoo\/bone/;
/** Fiber takes any case unless it is told otherwise, and httprouter redirects to the right one. */
const ANY_CASE = /gofiber\/fiber|julienschmidt\/httprouter/;

/** HTTP routes that the code serves: net/http with its patterns, gorilla/mux, gin, echo, chi, fiber. */
export function servedRoutes(reader: GoReader): ServedRoute[] {
  if (!importsAny(reader, WEB)) return [];
  const routes = [
    ...reader.file.calls.flatMap((call) => [...routesOfCall(call, reader), ...routesOfMiddleware(call, reader)]),
    ...comparedRoutes(reader),
    ...unfollowedRouters(reader),
  ];
  return importsAny(reader, ANY_CASE) ? routes.map((route) => ({ ...route, anyCase: true })) : routes;
}

/** `r.Use(middleware.Heartbeat("/health"))` answers whatever the router is. */
function routesOfMiddleware(call: GoCall, reader: GoReader): ServedRoute[] {
  if (call.package === undefined) return [];
  const [first] = call.args;
  if (HEALTH.test(call.package)) return [{ method: '*', path: '/*', at: reader.file.origin(call.nameNode) }];
  if (call.name !== 'Heartbeat' || first === undefined || !call.package.includes('go-chi/')) return [];
  const text = pathText(evaluate(first, reader)) ?? '/*';
  return [{ method: 'GET', path: normalPath(text, false), at: reader.file.origin(first) }];
}

interface Registration {
  readonly methods: readonly string[];
  readonly path: GoNode;
  /** Everything below the path is served as well. */
  readonly subtree: boolean;
}

function routesOfCall(call: GoCall, reader: GoReader): ServedRoute[] {
  const registration = registrationOf(call, reader);
  const text = registration && pathText(evaluate(registration.path, reader));
  if (registration === undefined) return [];
  if (text === undefined) return [{ method: '*', path: '/*', at: reader.file.origin(registration.path) }];
  const { method, path, subtree } = patternOf(text, call, reader);
  if (path !== '' && !/^[/*{:]/.test(path)) return [];
  const prefixes = call.receiver && call.package === undefined ? prefixesOf(call.receiver, reader) : [''];
  const methods = method === undefined ? registration.methods : [method];
  return prefixes.flatMap((prefix) =>
    methods.map((each) => ({
      method: each,
      path: normalPath(prefix + path, subtree || registration.subtree),
      at: reader.file.origin(registration.path),
    })),
  );
}

function registrationOf(call: GoCall, reader: GoReader): Registration | undefined {
  const [first, second] = call.args;
  if (first === undefined) return undefined;
  const name = calleeName(call);
  if (call.package !== undefined && !/^http\.(Handle|HandleFunc)$/.test(name)) return undefined;
  if (call.receiver === undefined) return undefined;
  const one = { path: first, subtree: false };
  if (VERB.test(call.name) && second) return { ...one, methods: [call.name] };
  const word = call.name.toUpperCase();
  if (/^[A-Z][a-z]+$/.test(call.name) && VERB.test(word) && second && importsAny(reader, WORD_VERBS))
    return { ...one, methods: [word] };
  if (call.name === 'Match' && second && call.args.length > 2)
    return { path: second, subtree: false, methods: methodNames(first) };
  if (/^(Any|All)$/.test(call.name) && second) return { ...one, methods: ['*'] };
  if (/^(Handle|HandleFunc|Method|MethodFunc|Handler|HandlerFunc|Add)$/.test(call.name) && second) {
    const verb = methodName(first);
    if (verb !== undefined && call.args.length > 2) return { path: second, subtree: false, methods: [verb] };
    return /^Handle(Func)?$/.test(call.name) ? { ...one, methods: methodsBehind(call, reader) } : undefined;
  }
  if (/^(Static|StaticFS|ServeFiles)$/.test(call.name) && second)
    return { path: first, subtree: true, methods: ['GET'] };
  // What answers everything else may be files or another server; most only say that there is nothing.
  if (/^(NoRoute|NotFound)$/.test(call.name) && /File|Proxy|ServeHTTP|index/.test(first.text))
    return { path: first, subtree: true, methods: ['*'] };
  const continued = outerCall(call.node, reader);
  if (/^(StaticFile|File|StaticFileFS)$/.test(call.name) && second) return { ...one, methods: ['GET'] };
  if (call.name === 'Path' && importsAny(reader, /gorilla\/mux/) && continued)
    return { ...one, methods: methodsBehind(call, reader) };
  if (call.name === 'PathPrefix' && continued && /^(Handler|HandlerFunc)$/.test(continued.name))
    return { path: first, subtree: true, methods: ['*'] };
  return undefined;
}

/** `[]string{"GET", http.MethodHead}`; any method where the list is put together elsewhere. */
function methodNames(list: GoNode): readonly string[] {
  const elements = list.type === 'composite_literal' ? (child(list, 'body')?.children ?? []) : [];
  const names = elements.map((element) => methodName(bare(element)));
  return names.length > 0 && !names.includes(undefined) ? names.flatMap((name) => name ?? []) : ['*'];
}

function methodName(node: GoNode): string | undefined {
  const text = stringIn(node) ?? /^(?:http|echo|fiber)\.(?:Method)?(\w+)$/.exec(node.text)?.[1] ?? '';
  return VERB.test(text.toUpperCase()) ? text.toUpperCase() : undefined;
}

/** `.Methods("GET", http.MethodPost)` behind a registration of gorilla/mux; any method without it. */
function methodsBehind(call: GoCall, reader: GoReader): readonly string[] {
  for (let outer = outerCall(call.node, reader); outer; outer = outerCall(outer.node, reader)) {
    const methods = outer.name === 'Methods' ? outer.args.flatMap((arg) => methodName(arg) ?? []) : [];
    if (methods.length > 0) return methods;
  }
  return ['*'];
}

/** The call made on the result of a call. */
function outerCall(node: GoNode, reader: GoReader): GoCall | undefined {
  const [selector, outer] = [...ancestors(node)];
  return selector?.type === 'selector_expression' && outer ? reader.file.callAt.get(outer) : undefined;
}

/** net/http patterns: `GET /cart/{id}`, a host in front, a last `/` for all below, `{$}` against that. */
function patternOf(
  text: string,
  call: GoCall,
  reader: GoReader,
): { readonly method: string | undefined; readonly path: string; readonly subtree: boolean } {
  const match = /^(?:([A-Z]+)[ \t]+)?([^/\s]*)(\/.*)?$/.exec(text);
  const method = match?.[1];
  const isMux = isServeMux(call, reader);
  if (match === null || !isMux) return { method, path: method ? (match?.[3] ?? text) : text, subtree: false };
  const path = match[3] ?? text;
  return { method, path: path.replace(/\{\$\}$/, ''), subtree: path.endsWith('/') };
}

function isServeMux(call: GoCall, reader: GoReader): boolean {
  if (call.package !== undefined) return true;
  const made = call.receiver && reader.file.assignments.get(call.receiver.text)?.[0]?.value;
  if (made && reader.file.callAt.get(bare(made))?.name === 'NewServeMux') return true;
  return /^Handle(Func)?$/.test(call.name) && !importsAny(reader, /gorilla\/mux|go-chi\/chi|gin-gonic|httprouter|echo/);
}

/** One form for parameters of all routers: `{id}`; `*` for everything below. */
function normalPath(path: string, subtree: boolean): string {
  const joined = path
    .replace(/\{(\w+):[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, '{$1}')
    .replace(/\{\w+\.\.\.\}/g, '*')
    .replace(/\/[:](\w+)\??/g, '/{$1}')
    .replace(/\/\*\w+/g, '/*')
    .replace(/\/{2,}/g, '/');
  const rooted = joined.startsWith('/') ? joined : `/${joined}`;
  if (subtree && !rooted.endsWith('*')) return `${rooted.replace(/\/$/, '')}/*`;
  return rooted;
}
