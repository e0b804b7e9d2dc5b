import type { ServedRoute } from '../../shape/code-facts.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { calleeName, callOf, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { importsPackage, packageMember } from './packages.ts';
import type { Prefixes } from './route-mounts.ts';
import { joinPaths } from './route-path.ts';
import { isRouter } from './routers.ts';

/** Middleware and plugins that change requests and answer for no path of their own. */
const PLAIN =
  /^(express|cors|helmet|morgan|compression|cookie-parser|cookie-session|express-session|body-parser|express-rate-limit|rate-limiter-flexible|passport.*|connect-.*|csurf|csrf.*|multer|hpp|method-override|response-time|express-validator|express-async-errors|express-jwt|express-fileupload|express-http-context|express-mongo-sanitize|express-openapi-validator|express-winston|xss-clean|serve-favicon|pino-http|express-pino-logger|winston|cls-rtracer|i18next-http-middleware|@sentry\/.*|dd-trace|@opentelemetry\/.*|koa|koa-(bodyparser|body|helmet|compress|logger|session|json|router)|@koa\/(cors|bodyparser|router)|@fastify\/(cors|helmet|sensible|jwt|cookie|session|rate-limit|formbody|multipart|postgres|mysql|redis|mongodb|env|auth|compress|websocket|etag|csrf-protection|caching|accepts|request-context|bearer-auth|basic-auth|kafka|autoload)|fastify-plugin|hono(\/.*)?|@hono\/.*)$/;
/** Packages that answer for paths of their own as soon as they are given the server. */
const ANSWERING =
  /^(@godaddy\/terminus|lightship|express-actuator|@cloudnative\/health-connect|socket\.io|@apollo\/server(\/.*)?|apollo-server.*|graphql-yoga|express-graphql|@trpc\/server(\/.*)?|grpc-gateway|json-server|next-auth|parse-server)$/;

/**
 * The parts of the paths of which nothing can be said: middleware from packages that may answer, and functions that
 * look at the path themselves. One open route each.
 */
export function openRoutes(module: SourceModule, prefixes: Prefixes): ServedRoute[] {
  const answering = importsPackage(module, ANSWERING)
    ? [{ method: '*', path: '/*', at: { ...module.originOf(module.root), line: 1, column: 1 } }]
    : [];
  return [...answering, ...module.calls.flatMap((node) => openMount(node, module, prefixes))];
}

function openMount(node: Syntax, module: SourceModule, prefixes: Prefixes): ServedRoute[] {
  const call = callOf(node);
  const onto = call && fieldOf(call.callee, 'object');
  if (!call || !onto || !/^(use|register)$/.test(calleeName(call.callee) ?? '') || !isRouter(onto, module)) return [];
  const open = call.args.find((argument) => mayAnswer(unwrap(argument), module));
  if (open === undefined) return [];
  const [first] = call.args;
  const below = (first && stringOf(first)) ?? '';
  return prefixes(onto).map((prefix) => ({
    method: '*',
    path: joinPaths(prefix, below, '*'),
    at: module.originOf(open),
  }));
}

function mayAnswer(what: Syntax, module: SourceModule): boolean {
  if (isFunction(what)) return /\.(path|url|originalUrl|pathname)\b/.test(textOfSyntax(what));
  const call = callOf(what);
  const member = packageMember(call?.callee ?? what, module);
  return member !== undefined && !/^[./@~#](?!\w)|^[.~#]/.test(member.from) && !PLAIN.test(member.from);
}
