import { joinPaths } from '../join-paths.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isGivenByOthers } from './exported-functions.ts';
import { classOfConstructor, valuesOfMember } from './instance-members.ts';
import { calleeName, callOf, entryOfObject, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { packageMember } from './packages.ts';
import type { Binding } from './scopes.ts';
import type { Evaluate } from './values.ts';

const ROUTER_PACKAGES =
  /^(express|express-promise-router|fastify|koa|koa-router|@koa\/router|hono(\/(tiny|quick|preset\/.*))?|@hono\/zod-openapi|polka|restify|find-my-way|itty-router|@hapi\/hapi|hapi|elysia|h3|micro-router|restana|@tinyhttp\/app|json-server)$/;
const ROUTER_NAMES =
  /^(app|application|router|routes?|server|fastify|api|instance|hono|web)$|(App|Router|Routes|Server|_app|_router)$/;
const ROUTER_TYPES =
  /\b(FastifyInstance|FastifyTypedInstance|Router|IRouter|Express|Application|IApplication|Hono|OpenAPIHono|Elysia|Koa|KoaRouter|INestApplication)\b/;
/** `const plugin: FastifyPluginAsync = async (instance) => …` */
const PLUGIN_TYPES = /\bFastifyPlugin\w*/;
/** Calls that give the function which they take a router of their own. */
const GIVING = /^(register|group|scope|fp|fastifyPlugin|plugin)$/;
const CHAINED =
  /^(get|post|put|patch|delete|del|options|head|all|any|use|route|basePath|on|openapi|doc|mount|group|prefix|notFound|onError|param|decorate|derive|withTypeProvider|getHttpAdapter|getInstance)$/;
const MOST_STEPS = 30;
/** A call leads to other functions, each of which may have many callers. */
const STEPS_OF_A_CALL = 8;
const CLIENT_NAMES = /axios|client|http$|request|agent|supertest|chai/i;

/** Whether routes are defined on an expression: an app, a router, a plugin's server, a chain of them. */
export function isRouter(receiver: Syntax, module: SourceModule, steps = 0): boolean {
  const inner = unwrap(receiver);
  const call = callOf(inner);
  if (steps > MOST_STEPS) return false;
  if (call) return isRouterCall(call.callee, module, steps);
  const path = pathOf(inner);
  if (!path) return false;
  const binding = inner.type === 'identifier' ? module.scopes.resolve(inner) : undefined;
  if (binding?.parameter) {
    if (isGivenRouter(binding, module, steps)) return true;
  } else if (binding?.value) {
    const made = callOf(unwrap(binding.value));
    if (made && isRouterCall(made.callee, module, steps + 1)) return true;
    const member = made && packageMember(made.callee, module);
    if (member && !/^[./]/.test(member.from)) return false;
    // `const server = app.listen(3000)` is a server of Node.
    if (made && /^(listen|createServer)$/.test(calleeName(made.callee) ?? '')) return false;
  }
  if (inner.type === 'member_expression' && isMadeMember(inner, module, steps)) return true;
  const name = path[path.length - 1] ?? '';
  return ROUTER_NAMES.test(name) && !CLIENT_NAMES.test(textOfSyntax(inner));
}

/** `new Hono()`, `express()`, and chains on them: `router.get('/a', …).post('/b', …)`. */
function isRouterCall(callee: Syntax, module: SourceModule, steps: number): boolean {
  const member = packageMember(callee, module);
  if (member) return ROUTER_PACKAGES.test(member.from);
  // The server below a program of Nest.
  if (/\bgetHttpAdapter\b/.test(textOfSyntax(callee))) return true;
  const object = fieldOf(callee, 'object');
  return object !== undefined && CHAINED.test(calleeName(callee) ?? '') && isRouter(object, module, steps + 1);
}

/** A parameter that a framework or a caller fills: `register(async (child) => …)`, `(app: FastifyInstance) => …`. */
function isGivenRouter({ node, parameter, keys }: Binding, module: SourceModule, steps: number): boolean {
  const type = fieldOf(node.parent, 'type');
  if (type && ROUTER_TYPES.test(textOfSyntax(type))) return true;
  if (!parameter) return false;
  const { owner, index } = parameter;
  // `mount({ app, log })`: what stands beside the router has no routes either.
  if (keys.length > 0) return !CLIENT_NAMES.test(textOfSyntax(node)) && isGivenByOthers(owner, index, module);
  return (
    (index === 0 && isPlugin(owner, module)) ||
    isGivenByOthers(owner, index, module) ||
    callsOf(owner, module).some(({ args }) => args[index] && isRouter(args[index], module, steps + STEPS_OF_A_CALL))
  );
}

/** A function that is registered, here or by its type. */
function isPlugin(owner: Syntax, module: SourceModule): boolean {
  const holder = owner.parent;
  const type = holder?.type === 'variable_declarator' ? fieldOf(holder, 'type') : undefined;
  if (type && PLUGIN_TYPES.test(textOfSyntax(type))) return true;
  if (holder?.type === 'satisfies_expression' && PLUGIN_TYPES.test(textOfSyntax(holder.children[1] ?? holder)))
    return true;
  const binding = module.scopes.nameOf(owner);
  return [owner, ...(binding ? module.scopes.usesOf(binding) : [])].some((use) => {
    const call = use.parent?.type === 'arguments' && use.parent.parent ? callOf(use.parent.parent) : undefined;
    return call !== undefined && GIVING.test(calleeName(call.callee) ?? '');
  });
}

/** Calls of a function of this file, by its name alone where it is a method. */
function callsOf(owner: Syntax, module: SourceModule): { readonly args: readonly Syntax[] }[] {
  const name = module.scopes.nameOf(owner)?.name ?? calledName(owner);
  return name === undefined ? [] : callsNamed(name, module);
}

function calledName(owner: Syntax): string | undefined {
  const own = classOfConstructor(owner);
  const name = own ? fieldOf(own, 'name') : (fieldOf(owner, 'name') ?? keyOfMember(owner));
  return name && textOfSyntax(name);
}

/** `mount` of `mount = (app) => { … }` and of `{ mount: (app) => … }`. */
function keyOfMember({ parent }: Syntax): Syntax | undefined {
  return /^(public_field_definition|field_definition|pair)$/.test(parent?.type ?? '')
    ? (fieldOf(parent, 'name') ?? fieldOf(parent, 'property') ?? fieldOf(parent, 'key'))
    : undefined;
}

type Calls = ReadonlyMap<string, { readonly args: readonly Syntax[] }[]>;
const callsByModule = new WeakMap<SourceModule, Calls>();

function callsNamed(name: string, module: SourceModule): { readonly args: readonly Syntax[] }[] {
  const known = callsByModule.get(module) ?? indexCalls(module);
  callsByModule.set(module, known);
  return known.get(name) ?? [];
}

function indexCalls(module: SourceModule): Calls {
  const calls = new Map<string, { readonly args: readonly Syntax[] }[]>();
  for (const node of module.calls) {
    const call = callOf(node);
    const name = call && calleeName(call.callee);
    if (!call || name === undefined) continue;
    const same = calls.get(name);
    if (same) same.push(call);
    else calls.set(name, [call]);
  }
  return calls;
}

/** `app` of `const app = await NestFactory.create(AppModule)`: middleware can be put before its controllers. */
export function isNestApplication(receiver: Syntax, module: SourceModule): boolean {
  const inner = unwrap(receiver);
  const binding = inner.type === 'identifier' ? module.scopes.resolve(inner) : undefined;
  const type = fieldOf(binding?.node.parent, 'type');
  if (type && /\b(INestApplication|Nest\w*Application)\b/.test(textOfSyntax(type))) return true;
  const call = binding?.value && callOf(unwrap(binding.value));
  return call !== undefined && packageMember(call.callee, module)?.from === '@nestjs/core';
}

/** Whether an expression is a router for certain, and not only called like one. */
export function isSurelyRouter(receiver: Syntax, module: SourceModule): boolean {
  const inner = unwrap(receiver);
  if (callOf(inner)) return isRouter(inner, module);
  if (inner.type === 'member_expression') return isMadeMember(inner, module, 0);
  const binding = inner.type === 'identifier' ? module.scopes.resolve(inner) : undefined;
  if (binding?.parameter) return isGivenRouter(binding, module, 0);
  const made = [binding?.value, ...(binding ? module.scopes.assignmentsTo(binding) : [])];
  return made.some((value) => value !== undefined && isMaking(value, module, 0));
}

/** `this.server` where the class says `this.server = express()`. */
function isMadeMember(member: Syntax, module: SourceModule, steps: number): boolean {
  const path = pathOf(member);
  if (path?.length !== 2 || path[0] !== 'this') return false;
  return valuesOfMember(member, path[1] ?? '').some((value) => {
    const binding = value.type === 'identifier' ? module.scopes.resolve(value) : undefined;
    if (binding?.parameter) return isGivenRouter(binding, module, steps + STEPS_OF_A_CALL);
    return isMaking(value, module, steps);
  });
}

function isMaking(value: Syntax, module: SourceModule, steps: number): boolean {
  const call = callOf(unwrap(value));
  return call !== undefined && isRouterCall(call.callee, module, steps + 1);
}

/** The name of the router that a receiver stands for: at the start of a chain, or what the chain is assigned to. */
export function routerBinding(receiver: Syntax, module: SourceModule): Binding | undefined {
  let inner = unwrap(receiver);
  for (let call = callOf(inner); call; call = callOf(inner)) {
    const object = fieldOf(call.callee, 'object');
    if (!object || packageMember(call.callee, module)) return chainName(inner, module);
    inner = unwrap(object);
  }
  return inner.type === 'identifier' ? module.scopes.resolve(inner) : undefined;
}

/** `cart` of `const cart = new Hono().get(…).post(…)`. */
function chainName(start: Syntax, module: SourceModule): Binding | undefined {
  let outer = start;
  while (outer.parent && /^(member_expression|call_expression|parenthesized_expression)$/.test(outer.parent.type)) {
    if (outer.parent.type === 'member_expression' ? outer.field !== 'object' : outer.field === undefined) break;
    outer = outer.parent;
  }
  return module.scopes.nameOf(outer);
}

/** A prefix that a router has from its making: `new Router({ prefix: '/cart' })`, `new Hono().basePath('/api')`. */
export function ownPrefix(binding: Binding, module: SourceModule, evaluate: Evaluate): string {
  const value = binding.value && !binding.parameter ? unwrap(binding.value) : undefined;
  const { path } = value ? chainOf(value, evaluate) : { path: '' };
  return path === '' ? prefixCalls(binding, module, (node) => textOr(node, evaluate)) : path;
}

/** What the calls of a chain put before its routes, and where the chain begins. */
export function chainOf(value: Syntax, evaluate: Evaluate): { readonly path: string; readonly start: Syntax } {
  const parts: string[] = [];
  let start = unwrap(value);
  for (let call = callOf(start); call; call = callOf(start)) {
    const [first] = call.args;
    const prefix = first && entryOfObject(unwrap(first), 'prefix');
    if (first && calleeName(call.callee) === 'basePath') parts.unshift(textOr(first, evaluate));
    if (prefix) parts.unshift(textOr(prefix, evaluate));
    const object = fieldOf(call.callee, 'object');
    if (!object) break;
    start = unwrap(object);
  }
  return { path: parts.length === 0 ? '' : joinPaths(...parts), start };
}

function textOr(node: Syntax, evaluate: Evaluate): string {
  const text = evaluate(node);
  return text.kind === 'literal' ? text.text : '*';
}

/** `router.prefix('/cart')` of Koa, `app.basePath('/cart')` of Elysia. */
function prefixCalls(binding: Binding, module: SourceModule, textOf: (node: Syntax) => string): string {
  for (const use of module.scopes.usesOf(binding)) {
    const member = use.parent;
    const call = member?.parent && callOf(member.parent);
    if (!member || call?.callee !== member || calleeName(member) !== 'prefix') continue;
    const [first] = call.args;
    if (first) return textOf(first);
  }
  return '';
}
