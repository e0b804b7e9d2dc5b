import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { calleeName, callOf, entryOfObject, pathOf, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { packageMember } from './packages.ts';
import type { Binding } from './scopes.ts';

const ROUTER_PACKAGES =
  /^(express|express-promise-router|fastify|koa|koa-router|@koa\/router|hono|@hono\/zod-openapi|polka|restify|find-my-way|itty-router|@hapi\/hapi|hapi|elysia|h3|micro-router|restana|@tinyhttp\/app|json-server)$/;
const ROUTER_NAMES =
  /^(app|application|router|routes?|server|fastify|api|instance|hono|web)$|(App|Router|Routes|Server|_app|_router)$/;
const CLIENT_NAMES = /axios|client|http$|request|agent|supertest|chai/i;

/** Whether routes are defined on an expression: an app, a router, a plugin's server, a chain of them. */
export function isRouter(receiver: Syntax, module: SourceModule): boolean {
  const inner = unwrap(receiver);
  const call = callOf(inner);
  // `router.get('/a', …).post('/b', …)`, `new Hono().get(…)`, `express().get(…)`
  if (call) {
    const member = packageMember(call.callee, module);
    if (member) return ROUTER_PACKAGES.test(member.from);
    const object = fieldOf(call.callee, 'object');
    return (
      object !== undefined &&
      /^(get|post|put|patch|delete|all|use|route|basePath|on)$/.test(calleeName(call.callee) ?? '') &&
      isRouter(object, module)
    );
  }
  const path = pathOf(inner);
  if (!path) return false;
  const binding = inner.type === 'identifier' ? module.scopes.resolve(inner) : undefined;
  const value = binding?.value && !binding.parameter ? callOf(unwrap(binding.value)) : undefined;
  const member = value && packageMember(value.callee, module);
  if (member) {
    if (ROUTER_PACKAGES.test(member.from)) return true;
    if (!/^[./]/.test(member.from)) return false;
  }
  const name = path[path.length - 1] ?? '';
  return ROUTER_NAMES.test(name) && !CLIENT_NAMES.test(textOfSyntax(inner));
}

/** The router that the start of a chain or a name stands for. */
export function routerBinding(receiver: Syntax, module: SourceModule): Binding | undefined {
  let inner = unwrap(receiver);
  for (let call = callOf(inner); call; call = callOf(inner)) {
    const object = fieldOf(call.callee, 'object');
    if (!object) return undefined;
    inner = unwrap(object);
  }
  return inner.type === 'identifier' ? module.scopes.resolve(inner) : undefined;
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
