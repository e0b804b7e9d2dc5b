import type { CodeValue, OutboundCall } from '../../shape/code-facts.ts';
import { withStandardPort } from '../standard-ports.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { clientProtocol } from './client-packages.ts';
import { endpointOf, objectBehind, withoutCredentials, withPort } from './endpoint-values.ts';
import { callOf, entryOfObject, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { packageMember } from './packages.ts';
import type { Evaluate } from './values.ts';

const HTTP_METHODS = /^(get|post|put|patch|delete|del|head|options|request|fetch|stream|extend|create|instance)$/;
const HTTP_PACKAGES =
  /^(axios|got|ky|ky-universal|request|request-promise(-native)?|superagent|needle|undici|node-fetch|cross-fetch|isomorphic-fetch|ofetch|phin|bent|http|https|http2|urllib|wretch)$/;
const HTTP_GLOBALS = new Set(['fetch', '$fetch', 'axios', 'got', 'ky', 'superagent', 'EventSource', 'WebSocket']);
const PROXIES = /^(createProxyMiddleware|createProxyServer|createProxy|proxy|httpProxy)$/;

/** Hosts that a file talks to. Relative URLs and targets that nothing is known of are left out. */
export function readCalls(module: SourceModule, evaluate: Evaluate): OutboundCall[] {
  return module.calls.flatMap((node) => {
    const found = callTo(node, module, evaluate);
    if (!found || !namesHost(found.target)) return [];
    const target = withoutCredentials(found.target, module.context.secrets);
    return [{ target, protocol: found.protocol, at: module.originOf(found.at) }];
  });
}

interface Found {
  readonly protocol: string;
  readonly target: CodeValue;
  readonly at: Syntax;
}

function callTo(node: Syntax, module: SourceModule, evaluate: Evaluate): Found | undefined {
  const call = callOf(node);
  const [first, second] = call?.args ?? [];
  if (!call || !first) return undefined;
  if (isGrpcClient(node, second)) return { protocol: 'grpc', target: evaluate(first), at: first };
  const member = packageMember(call.callee, module);
  const client = member && clientProtocol(member, first, second);
  if (client) return ofClient(call.args, client, module, evaluate);
  if (!isHttp(call.callee, member)) return undefined;
  const target = ofHttp(first, module, evaluate);
  return target && { protocol: schemeProtocol(call.callee), target, at: first };
}

/** `new shop.CartService(address, grpc.credentials.createInsecure())`. */
function isGrpcClient(node: Syntax, second: Syntax | undefined): boolean {
  return node.type === 'new_expression' && second !== undefined && /redentials\.create\w+\(/.test(textOfSyntax(second));
}

function ofClient(
  args: readonly Syntax[],
  protocol: string,
  module: SourceModule,
  evaluate: Evaluate,
): Found | undefined {
  const [first, second] = args;
  if (!first) return undefined;
  // ioredis: `new Redis(6379, 'cache')`
  if (protocol === 'redis' && unwrap(first).type === 'number' && second) {
    return { protocol, target: withPort(evaluate(second), first, evaluate), at: second };
  }
  for (const arg of mayLead(args, module)) {
    const target = endpointOf(arg, module, evaluate);
    const isName = target?.kind === 'literal' && !/[:/.]/.test(target.text) && !objectBehind(arg, module);
    if (target && target.kind !== 'computed' && !isName) {
      const full = mayNamePort(arg, module) ? target : withStandardPort(target, protocol);
      return { protocol, target: full, at: placeOf(arg, module) };
    }
  }
  return undefined;
}

/** `new Sequelize(database, user, password, {host})`: with options that far behind, what stands before them are names. */
function mayLead(args: readonly Syntax[], module: SourceModule): readonly Syntax[] {
  const options = args.findIndex((arg) => objectBehind(arg, module) !== undefined);
  return options >= 2 ? args.slice(options, options + 1) : args.slice(0, 4);
}

/** Options that have a port, even one that is computed, or that come from elsewhere in part. */
function mayNamePort(arg: Syntax, module: SourceModule): boolean {
  const options = objectBehind(arg, module);
  return options !== undefined && /\bport\b|\.\.\./i.test(textOfSyntax(options));
}

function placeOf(arg: Syntax, module: SourceModule): Syntax {
  const options = objectBehind(arg, module);
  return (
    options?.children.find((entry) =>
      /^(url|uri|host|hostname|connectionString|node|brokers|servers|socket|endpoint|endPoint)$/.test(
        textOfSyntax(fieldOf(entry, 'key') ?? entry),
      ),
    ) ?? arg
  );
}

function isHttp(callee: Syntax, member: { from: string; name: string } | undefined): boolean {
  if (member) {
    const [last = ''] = member.name.split('.').slice(-1);
    if (/^[./]/.test(member.from)) return false;
    if (!HTTP_PACKAGES.test(member.from))
      return (
        PROXIES.test(last) ||
        /^(http-proxy-middleware|express-http-proxy|socket\.io-client|ws|eventsource)$/.test(member.from)
      );
    return last === '' || HTTP_METHODS.test(last) || /^(Pool|Client|Agent)$/.test(last);
  }
  const path = pathOf(callee) ?? [];
  if (path.length === 1) return HTTP_GLOBALS.has(path[0] ?? '') && !/^(this)$/.test(path[0] ?? '');
  return HTTP_GLOBALS.has(path[0] ?? '') && HTTP_METHODS.test(path[1] ?? '');
}

function ofHttp(first: Syntax, module: SourceModule, evaluate: Evaluate): CodeValue | undefined {
  const options = objectBehind(first, module);
  if (!options) return evaluate(first);
  const base = entryOfObject(options, 'baseURL') ?? entryOfObject(options, 'prefixUrl');
  return base ? evaluate(base) : endpointOf(first, module, evaluate);
}

function schemeProtocol(callee: Syntax): string {
  return /WebSocket$/.test(textOfSyntax(callee)) ? 'ws' : 'http';
}

/** Whether a target leads to another host: a relative path, a file or a bare word of a browser's own origin does not. */
function namesHost(target: CodeValue): boolean {
  switch (target.kind) {
    case 'literal':
      return /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(target.text) || /^[\w.-]+(:\d+)?$/.test(target.text);
    case 'variable':
      return true;
    case 'template': {
      const [first] = target.parts;
      return typeof first !== 'string' || /^[a-z][a-z0-9+.-]*:\/\//i.test(first) || /^[\w.-]+:/.test(first);
    }
    case 'computed':
      return false;
  }
}
