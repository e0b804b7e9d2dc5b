import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { calleeName, callOf, entryOfObject, pathOf, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { packageMember } from './packages.ts';
import type { Binding } from './scopes.ts';

const ROUTER_PACKAGES =
  /^(express|express-promise-router|fastify|koa|koa-router|@koa\/router|hono|@hono\/zod-openapi|polka|restify|find-my-way|itty-router|@hapi\/hapi|hapi|elysia|h3|micro-router|restana|@tinyhttp\/app|json-server)$/;
const ROUTER_NAMES =
  /^(app|application|router|routes?|server|fastify|api|instance|hono|web)$|(App|Router|Routes|Server|_app|_router)$/;
const ROUTER_TYPES = /\b(FastifyInstance|FastifyPluginAsync|Router|IRouter|Express|Application|Hono|Elysia|Koa)\b/;
const CHAINED = /^(get|post|put|patch|delete|options|head|all|use|route|basePath|on)$/;
const MOST_STEPS = 30;
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
    if (isGivenRouter(binding)) return true;
  } else if (binding?.value) {
    const made = callOf(unwrap(binding.value));
    if (made && isRouterCall(made.callee, module, steps + 1)) return true;
    const member = made && packageMember(made.callee, module);
    if (member && !/^[./]/.test(member.from)) return false;
  }
  const name = path[path.length - 1] ?? '';
  return ROUTER_NAMES.test(name) && !CLIENT_NAMES.test(textOfSyntax(inner));
}

/** `new Hono()`, `express()`, and chains on them: `router.get('/a', …).post('/b', …)`. */
function isRouterCall(callee: Syntax, module: SourceModule, steps: number): boolean {
  const member = packageMember(callee, module);
  if (member) return ROUTER_PACKAGES.test(member.from);
  const object = fieldOf(callee, 'object');
  return object !== undefined && CHAINED.test(calleeName(callee) ?? '') && isRouter(object, module, steps + 1);
}

/** A parameter that a framework fills: `register(async (child) => …)`, `(app: FastifyInstance) => …`. */
function isGivenRouter({ node, parameter }: Binding): boolean {
  const type = fieldOf(node.parent, 'type');
  if (type && ROUTER_TYPES.test(textOfSyntax(type))) return true;
  const list = parameter?.index === 0 ? parameter.owner.parent : undefined;
  const call = list?.type === 'arguments' && list.parent ? callOf(list.parent) : undefined;
  return call !== undefined && /^(register|group|scope)$/.test(calleeName(call.callee) ?? '');
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
export function ownPrefix(binding: Binding, module: SourceModule): string {
  const value = binding.value && !binding.parameter ? unwrap(binding.value) : undefined;
  const call = value && callOf(value);
  const first = call?.args[0];
  if (!call || !first) return prefixCalls(binding, module);
  if (calleeName(call.callee) === 'basePath') return stringOf(unwrap(first)) ?? '';
  const prefix = entryOfObject(unwrap(first), 'prefix');
  return (prefix && stringOf(prefix)) ?? prefixCalls(binding, module);
}

/** `router.prefix('/cart')` of Koa, `app.setGlobalPrefix('api')` of Nest. */
function prefixCalls(binding: Binding, module: SourceModule): string {
  for (const use of module.scopes.usesOf(binding)) {
    const member = use.parent;
    const call = member?.parent && callOf(member.parent);
    if (!member || call?.callee !== member || !/^(prefix|setGlobalPrefix)$/.test(calleeName(member) ?? '')) continue;
    const first = call.args[0];
    const text = first && stringOf(unwrap(first));
    if (text !== undefined) return text;
  }
  return '';
}
