import { ancestorsOf, fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { foreignName } from './imports.ts';
import { calleeName, callOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { packageMember } from './packages.ts';
import { addsNoRoutes } from './route-packages.ts';
import { isRouter, isSurelyRouter } from './routers.ts';

/** A router that a call gives away: who takes it may add routes to it. */
export interface HandedRouter {
  readonly router: Syntax;
  readonly call: Syntax;
  /** Position of the argument. */
  readonly index: number;
  /** It is a router for certain, and not only called like one. */
  readonly isSure: boolean;
  readonly taker: Taker;
}

export type Taker =
  | { readonly kind: 'here'; readonly owner: Syntax }
  | { readonly kind: 'file'; readonly from: string; readonly name: string }
  /** Nobody knows what it does with the router. */
  | { readonly kind: 'unknown' };

/** Methods of routers, whose arguments are mounts. */
const MOUNTING = /^(use|register|route|mount|get|post|put|patch|delete|all|head|options|on|openapi|after|ready)$/;
/** Functions that serve a router, or look at it. */
const SERVING =
  /^(createServer|createSecureServer|createAdaptorServer|serve|listen|handle|handler|handleRequest|fetch|request|agent|supertest|superagent|serverless\w*|serverlessExpress|createLambdaHandler|streamHandle|toNodeListener|toNodeHandler|inject|expect|log|info|debug|Server|WebSocketServer|listEndpoints|expressListEndpoints|printRoutes|gracefulShutdown\w*|createHttpTerminator|stoppable|enableShutdown|instrument\w*|setup\w*ErrorHandler|requestHandler|register(Error|Exit|Shutdown)\w*|typeof|String|Boolean|resolve|done|callback|cb|next|push|set|assign|freeze|bind|strictEqual|ok)$/;

export function handedRouters(module: SourceModule): HandedRouter[] {
  return module.calls.flatMap((call) => {
    const { callee, args } = callOf(call) ?? {};
    const name = callee && calleeName(callee);
    if (!callee || !args || args.length === 0 || SERVING.test(name ?? '')) return [];
    const receiver = fieldOf(callee, 'object');
    if (receiver && MOUNTING.test(name ?? '')) return [];
    return args.flatMap((argument, index) => {
      const router = routersIn(argument).find((each) => isRouter(each, module));
      const taker = router && takerOf(callee, module);
      return router && taker ? [{ router, call, index, isSure: isSurelyRouter(router, module), taker }] : [];
    });
  });
}

/** `app`, and `{ app, log }`. */
function routersIn(argument: Syntax): Syntax[] {
  const inner = unwrap(argument);
  if (/^(identifier|member_expression)$/.test(inner.type)) return [inner];
  if (inner.type !== 'object') return [];
  return inner.children.flatMap((entry) => {
    const value = entry.type === 'shorthand_property_identifier' ? entry : fieldOf(entry, 'value');
    const name = value && unwrap(value);
    return name && /^(identifier|member_expression|shorthand_property_identifier)$/.test(name.type) ? [name] : [];
  });
}

/** @returns undefined for what adds no routes */
function takerOf(callee: Syntax, module: SourceModule): Taker | undefined {
  const inner = unwrap(callOf(callee)?.callee ?? callee);
  const whole = foreignName(callee, module);
  if (whole && isOwnFile(whole.from)) return { kind: 'file', ...whole };
  const member = packageMember(inner, module);
  if (member && !isOwnFile(member.from)) return addsNoRoutes(member.from) ? undefined : { kind: 'unknown' };
  if (callee.type === 'identifier') {
    const binding = module.scopes.resolve(callee);
    if (!binding) return undefined;
    return (binding.parameter ? undefined : here(binding.value && unwrap(binding.value))) ?? { kind: 'unknown' };
  }
  if (callee.type === 'member_expression') return ofMethod(callee, module);
  return { kind: 'unknown' };
}

function isOwnFile(from: string): boolean {
  return /^(\.|[@~#]\/|#|~)/.test(from);
}

function ofMethod(callee: Syntax, module: SourceModule): Taker | undefined {
  const object = fieldOf(callee, 'object');
  const name = calleeName(callee) ?? '';
  if (object?.type === 'this') return here(methodNamed(name, classAround(callee))) ?? { kind: 'unknown' };
  // `console.log(app)`: names of the language, which no file declares.
  if (object?.type === 'identifier' && !module.scopes.resolve(object)) return undefined;
  const value = object?.type === 'identifier' ? module.scopes.resolve(object)?.value : object;
  const made = value && unwrap(value);
  const maker = made?.type === 'new_expression' ? fieldOf(made, 'constructor') : made;
  const owner = maker?.type === 'identifier' ? module.scopes.resolve(maker)?.value : maker;
  return here(methodNamed(name, owner)) ?? { kind: 'unknown' };
}

/** A function, or the constructor of a class. */
function here(value: Syntax | undefined): Taker | undefined {
  if (value === undefined) return undefined;
  if (isFunction(value)) return { kind: 'here', owner: value };
  const owner = /class/.test(value.type) ? methodNamed('constructor', value) : undefined;
  return owner && { kind: 'here', owner };
}

function methodNamed(name: string, holder: Syntax | undefined): Syntax | undefined {
  const body = holder?.type === 'object' ? holder : fieldOf(holder, 'body');
  for (const member of body?.children ?? []) {
    const key = fieldOf(member, 'name') ?? fieldOf(member, 'property') ?? fieldOf(member, 'key');
    if (!key || textOfSyntax(key) !== name) continue;
    const value = fieldOf(member, 'value');
    if (member.type === 'method_definition') return member;
    if (value && isFunction(unwrap(value))) return unwrap(value);
  }
  return undefined;
}

function classAround(node: Syntax): Syntax | undefined {
  for (const parent of ancestorsOf(node)) if (/^(abstract_)?class(_declaration)?$/.test(parent.type)) return parent;
  return undefined;
}
