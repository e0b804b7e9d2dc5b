import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { meansFunction, mountsOfFile, passedOn } from './exported-functions.ts';
import type { HandedRouter } from './handed-routers.ts';
import { calleeName, callOf, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { importsPackage, packageMember } from './packages.ts';
import { requiredModule } from './patterns.ts';
import type { Prefixes } from './route-mounts.ts';
import { isPlainPackage } from './route-packages.ts';
import { isNestApplication, isRouter } from './routers.ts';

/** Packages that answer for paths of their own as soon as they are given the server. */
const ANSWERING =
  /^(@godaddy\/terminus|lightship|express-actuator|@cloudnative\/health-connect|socket\.io|@apollo\/server(\/.*)?|apollo-server.*|graphql-yoga|express-graphql|@trpc\/server(\/.*)?|grpc-gateway|json-server|next-auth|parse-server|payload|routing-controllers|inversify-express-utils|@inversifyjs\/http-.*|fastify-decorators|openapi-backend|exegesis-express|express-openapi|swagger-tools|@ts-rest\/.*|@tsed\/.*|@loopback\/.*|@foal\/.*|@feathersjs\/.*|@overnightjs\/core|moleculer-web|express-file-routing|express-autosanitizer-routes|@nestjs\/serve-static|@nestjsx\/crud|@dataui\/crud)$/;

/**
 * The parts of the paths of which nothing can be said: middleware from packages that may answer, functions that look
 * at the path themselves, and whatever else is given a router and cannot be followed. One open route each.
 */
export function openRoutes(module: SourceModule, prefixes: Prefixes, handed: readonly HandedRouter[]): ServedRoute[] {
  const answering = importsPackage(module, ANSWERING) ? [openAt('', module.root, module)] : [];
  const taken = handed.filter(({ isSure, taker }) => isSure && taker.kind === 'unknown');
  return [
    ...answering,
    ...module.calls.flatMap((node) => openMount(node, module, prefixes)),
    ...taken.flatMap(({ router, call }) => prefixes(router).map((prefix) => openAt(prefix, call, module))),
    ...lostRouters(module),
    ...mountedHandlers(module),
  ];
}

function openAt(prefix: string, node: Syntax, module: SourceModule): ServedRoute {
  return { method: '*', path: joinPaths(prefix, '*'), at: module.originOf(node) };
}

function openMount(node: Syntax, module: SourceModule, prefixes: Prefixes): ServedRoute[] {
  const call = callOf(node);
  const onto = call && fieldOf(call.callee, 'object');
  if (!call || !onto || !/^(use|register)$/.test(calleeName(call.callee) ?? '')) return [];
  if (!isRouter(onto, module) && !isNestApplication(onto, module)) return [];
  const open = call.args.find((argument) => mayAnswer(unwrap(argument), module));
  if (open === undefined) return [];
  const [first] = call.args;
  const below = (first && stringOf(first)) ?? '';
  return prefixes(onto).map((prefix) => openAt(joinPaths(prefix, below), open, module));
}

function mayAnswer(what: Syntax, module: SourceModule): boolean {
  const binding = what.type === 'identifier' ? module.scopes.resolve(what) : undefined;
  const value = binding?.value && !binding.parameter ? unwrap(binding.value) : what;
  if (isFunction(value)) return answersItself(value);
  const call = callOf(what);
  const member = packageMember(what, module) ?? (call && packageMember(call.callee, module));
  if (member && call && /\boperationHandlers\b/.test(textOfSyntax(what))) return true;
  if (member) return !/^[./@~#](?!\w)|^[.~#]/.test(member.from) && !isPlainPackage(member.from);
  return isUnfollowed(what, module);
}

/** A handler that looks at the path, or one after which nothing comes and which says more than that nothing is there. */
function answersItself(handler: Syntax): boolean {
  const text = textOfSyntax(handler);
  if (/\.(path|url|originalUrl|pathname)\b/.test(text)) return true;
  const single = fieldOf(handler, 'parameter');
  const parameters = single ? [single] : (fieldOf(handler, 'parameters')?.children ?? []);
  const isLast =
    parameters.length > 0 && parameters.length < 3 && !parameters.some((each) => /next/i.test(textOfSyntax(each)));
  return isLast && !/404|not[ _]?found/i.test(text) && !takesServer(parameters[0]);
}

/** `register((instance) => …)` is given a server. */
function takesServer(parameter: Syntax | undefined): boolean {
  return parameter !== undefined && !/^(_?(req|request|ctx|context|c|q|_+))\b/.test(textOfSyntax(parameter));
}

/** Middleware of this file that another one mounts, and that answers for paths of its own. */
function mountedHandlers(module: SourceModule): ServedRoute[] {
  const mounts = mountsOfFile(module).filter(({ parameter }) => parameter === undefined);
  if (mounts.length === 0) return [];
  const handlers = FUNCTIONS.flatMap((type) => module.nodesOf(type)).filter(answersItself);
  return mounts.flatMap((mount) =>
    handlers.filter((owner) => meansFunction(mount, owner, module)).map((owner) => openAt(mount.prefix, owner, module)),
  );
}

/** Routers from a loop, a parameter, a table, or a file with a computed name. */
function isUnfollowed(what: Syntax, module: SourceModule): boolean {
  if (/^(spread_element|subscript_expression)$/.test(what.type)) return true;
  const call = callOf(what);
  if (call && /^(require|import)$/.test(textOfSyntax(call.callee))) return requiredModule(what) === undefined;
  let root = call ? call.callee : what;
  for (let next = fieldOf(root, 'object'); next; next = fieldOf(root, 'object')) {
    const index = root.type === 'subscript_expression' ? fieldOf(root, 'index') : undefined;
    if (index && stringOf(unwrap(index)) === undefined) return true;
    root = unwrap(next);
  }
  const inner = callOf(root);
  if (inner) return isUnfollowed(root, module);
  const binding = root.type === 'identifier' ? module.scopes.resolve(root) : undefined;
  return binding !== undefined && (binding.parameter !== undefined || binding.iterates !== undefined);
}

const FUNCTIONS = [
  'function_declaration',
  'function_expression',
  'generator_function_declaration',
  'arrow_function',
  'method_definition',
];

/** Another file gives its router to a function that this file does not have, and does not pass on. */
function lostRouters(module: SourceModule): ServedRoute[] {
  const wanted = mountsOfFile(module).filter(({ parameter, at }) => parameter !== undefined && at !== undefined);
  if (wanted.length === 0) return [];
  const functions = FUNCTIONS.flatMap((type) => module.nodesOf(type));
  return wanted
    .filter(
      (mount) =>
        !functions.some((owner) => meansFunction(mount, owner, module)) && passedOn(mount, module).length === 0,
    )
    .map(({ prefix }) => openAt(prefix, module.root, module));
}
