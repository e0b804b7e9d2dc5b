import type { ServedRoute } from '../../shape/code-facts.ts';
import type { RouteMount } from '../language.ts';
import { defaultOf } from '../stand-in.ts';
import { ancestorsOf, type Syntax } from '../syntax.ts';
import { mountedPrefixes } from './annotated-routes.ts';
import { bare, callOf, type JvmCall } from './call.ts';
import { evaluate } from './evaluate.ts';
import { holdsImport, receiverTexts } from './evidence.ts';
import type { JvmReader } from './jvm-file.ts';
import { methodAround } from './model.ts';
import { routePath, withoutPatterns } from './route-path.ts';
import { ROUTERS, type Router } from './router-table.ts';
import { isString } from './string-literal.ts';

/** Routes that are written as calls: Ktor, Spring's functions, Javalin, Spark, Vert.x, the server of the JDK. */
export function calledRoutes(reader: JvmReader): ServedRoute[] {
  const routers = ROUTERS.filter(({ imports }) => holdsImport(reader.file, imports));
  return reader.file.calls.flatMap((call) => [
    ...routers.flatMap((router) => routesOf(call, router, reader)),
    ...contexts(call, reader),
    ...openPrefixes(call, reader),
    ...gatewayRoutes(call, reader),
  ]);
}

function routesOf(call: JvmCall, router: Router, reader: JvmReader): ServedRoute[] {
  const at = reader.file.originOf(call.nameNode);
  const paths = () => prefixesAt(call.node, router, reader);
  if (router.open.test(call.name) && call.args.length > 0) {
    const path = pathOf(call.args[0]?.value, reader) ?? '';
    return paths().map((prefix) => ({ method: '*', path: routePath(...prefix, path, '*'), at }));
  }
  if (!router.verb.test(call.name) || !isRoute(call, router, reader)) return [];
  const named = call.args.map(({ value }) => value).find((value) => isPath(value, reader));
  // `get { … }` is served at the path around it; a request of a client goes to a URL.
  const own = named ? (pathOf(named, reader) ?? '*') : '';
  const isBare = named === undefined && !call.block && !isHandler(call.args[0]?.value);
  if (/^[a-z]+:\/\//.test(own) || (isBare && call.args.length > 0)) return [];
  const method = /^(webSocket|ws|sse)$/.test(call.name)
    ? 'GET'
    : call.name === 'route'
      ? methodIn(call)
      : call.name.toUpperCase();
  return paths().map((prefix) => ({ method, path: routePath(...prefix, withoutPatterns(own)), at }));
}

function isHandler(node: Syntax | undefined): boolean {
  return (
    node !== undefined && /^(lambda_expression|method_reference|lambda_literal|callable_reference)$/.test(node.type)
  );
}

function methodIn(call: JvmCall): string {
  return /HttpMethod\.(\w+)/.exec(call.args[0]?.value.text ?? '')?.[1] ?? '*';
}

function isRoute(call: JvmCall, { receiver }: Router, reader: JvmReader): boolean {
  if (receiver === 'none') return call.receiver === undefined && call.block !== undefined;
  if (receiver === 'any') return call.args.length > 0;
  const texts = receiverTexts(call, reader);
  if (!texts.some((text) => receiver.test(text))) return false;
  // `router.get("/cart")` of Vert.x has its handler behind; the others take it as an argument.
  return receiver.test('Router') || call.args.length > 1 || call.block !== undefined || isHandler(call.args[0]?.value);
}

function isPath(node: Syntax, reader: JvmReader): boolean {
  if (isString(node)) return true;
  if (!/^(identifier|field_access|navigation_expression|binary_expression)$/.test(node.type)) return false;
  return /^\//.test(defaultOf(evaluate(node, reader)) ?? '');
}

function pathOf(node: Syntax | undefined, reader: JvmReader): string | undefined {
  return node && defaultOf(evaluate(node, reader));
}

/** The paths around a call, outermost first; several when its function is called in several places. */
function prefixesAt(node: Syntax, router: Router, reader: JvmReader, depth = 0): readonly (readonly string[])[] {
  const inner: string[] = [];
  for (const each of ancestorsOf(node)) {
    const call = reader.file.callAt.get(each);
    const prefix = call && prefixOf(call, node, router, reader);
    if (prefix !== undefined) inner.unshift(prefix);
  }
  const method = methodAround(reader.file, node);
  const outer = method && depth < 4 ? callersOf(method.name, router, reader, depth) : [mountedPrefixes(reader, false)];
  return outer.map((prefix) => [...prefix, ...inner]);
}

function callersOf(name: string, router: Router, reader: JvmReader, depth: number): readonly (readonly string[])[] {
  const calls = (reader.file.callsByName.get(name) ?? []).slice(0, 8);
  if (calls.length > 0) return calls.flatMap((call) => prefixesAt(call.node, router, reader, depth + 1));
  const mounted = (reader.context.mounts ?? []).filter((mount) => mount.name === `${name}()`);
  const base = mountedPrefixes(reader, false);
  return mounted.length > 0 ? mounted.map(({ prefix }) => [...base, prefix]) : [base];
}

/** The path that a call puts before what stands in its block or in its arguments behind the first. */
function prefixOf(call: JvmCall, inside: Syntax, router: Router, reader: JvmReader): string | undefined {
  if (!router.prefix.test(call.name)) return undefined;
  const [first] = call.args;
  const firstNode = first?.value;
  if (firstNode && firstNode.start <= inside.start && inside.end <= firstNode.end) return undefined;
  // Spring: `nest(path("/api"), …)`, and Kotlin's `"/api".nest { … }`.
  if (call.name === 'nest') {
    const given = call.receiver ?? firstNode;
    const asked = given && callOf(bare(given));
    return pathOf(asked ? asked.args[0]?.value : given, reader) ?? '*';
  }
  const node = call.args.map(({ value }) => value).find((value) => isPath(value, reader));
  return node === undefined ? undefined : withoutPatterns(pathOf(node, reader) ?? '*');
}

/** `server.createContext("/cart", handler)` serves what lies below, too. */
function contexts(call: JvmCall, reader: JvmReader): ServedRoute[] {
  if (call.name !== 'createContext' || !holdsImport(reader.file, /com\.sun\.net\.httpserver/)) return [];
  const path = pathOf(call.args[0]?.value, reader);
  const at = reader.file.originOf(call.nameNode);
  return path === undefined ? [] : [path, `${path}/*`].map((each) => ({ method: '*', path: routePath(each), at }));
}

/** `.route(r -> r.path("/cart/**").uri("http://cart"))` of Spring Cloud Gateway. */
function gatewayRoutes(call: JvmCall, reader: JvmReader): ServedRoute[] {
  if (call.name !== 'path' || !holdsImport(reader.file, /springframework\.cloud\.gateway/)) return [];
  if (![...ancestorsOf(call.node)].some((each) => reader.file.callAt.get(each)?.name === 'route')) return [];
  const at = reader.file.originOf(call.nameNode);
  return call.args.map(({ value }) => ({ method: '*', path: routePath(pathOf(value, reader) ?? '*'), at }));
}

/** Code that puts a prefix before routes by a rule: where they are served is not known. */
function openPrefixes(call: JvmCall, reader: JvmReader): ServedRoute[] {
  const isOpen =
    (call.name === 'addPathPrefix' && holdsImport(reader.file, /springframework/)) ||
    (call.name === 'addResourceHandler' && holdsImport(reader.file, /springframework/));
  if (!isOpen) return [];
  const own = call.name === 'addResourceHandler' ? (pathOf(call.args[0]?.value, reader) ?? '*') : '*';
  return [{ method: '*', path: routePath(own), at: reader.file.originOf(call.nameNode) }];
}

/** `route("/api") { cartRoutes() }`: routes that a function of another file defines. */
export function calledMounts(reader: JvmReader): RouteMount[] {
  const router = ROUTERS.find(({ imports, prefix }) => holdsImport(reader.file, imports) && prefix.test('route'));
  if (router === undefined) return [];
  return reader.file.calls.flatMap((call) => {
    const isForeign = call.receiver === undefined && call.args.every(({ value }) => !isString(value)) && !call.block;
    if (!isForeign || reader.file.methods.some(({ name }) => name === call.name) || !/^[a-z]/.test(call.name))
      return [];
    return prefixesAt(call.node, router, { ...reader, context: { ...reader.context, mounts: [] } })
      .map((parts) => routePath(...parts))
      .filter((prefix) => prefix !== '/')
      .map((prefix) => ({ prefix, target: '', name: `${call.name}()`, path: reader.file.path }));
  });
}
