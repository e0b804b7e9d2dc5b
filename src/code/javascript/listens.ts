import type { CodeValue, ListenPort } from '../../shape/code-facts.ts';
import { type Syntax, textOfSyntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { calleeName, callOf, entryOfObject, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { templateOf, variableOf } from './value-parts.ts';
import type { Evaluate } from './values.ts';

const SERVERS_WITH_OPTIONS = new Set(['serve', 'startStandaloneServer', 'startServerAndCreateNextHandler']);
const SOCKET_SERVERS = /^(WebSocketServer|WebSocket\.Server|ws\.Server|WSServer)$/;

/** Ports that a file's servers listen on. */
export function readListens(module: SourceModule, evaluate: Evaluate): ListenPort[] {
  return module.calls.flatMap((node) => {
    const call = callOf(node);
    if (!call) return [];
    const name = calleeName(call.callee) ?? '';
    const found = listenOf(call.callee, name, call.args.map(unwrap), evaluate, module);
    return found ? [{ ...found, at: module.originOf(found.node) }].map(({ node: _, ...listen }) => listen) : [];
  });
}

interface Found {
  readonly port: CodeValue;
  readonly host?: CodeValue;
  readonly node: Syntax;
}

function listenOf(
  callee: Syntax,
  name: string,
  args: readonly Syntax[],
  evaluate: Evaluate,
  module: SourceModule,
): Found | undefined {
  const [first, second] = args;
  const path = pathOf(callee)?.join('.') ?? '';
  if (name === 'listen' && callee.type === 'member_expression' && first) return listenArguments(args, evaluate, module);
  if (name === 'bindAsync' && first) return boundAddress(first, evaluate, module);
  if (SOCKET_SERVERS.test(path) && first) return fromOptions(first, evaluate, module);
  if (SERVERS_WITH_OPTIONS.has(name)) {
    const options = [first, second].map((arg) => arg && optionsBehind(arg, module)).find((arg) => arg);
    const nested = entryOfObject(options, 'listen');
    return options && fromOptions(nested ?? options, evaluate, module);
  }
  return undefined;
}

function listenArguments(args: readonly Syntax[], evaluate: Evaluate, module: SourceModule): Found | undefined {
  const [first, second] = args;
  if (!first || isFunction(first)) return undefined;
  if (optionsBehind(first, module)) return fromOptions(first, evaluate, module);
  const port = evaluate(first);
  // A Unix socket, or the event name of some other `listen`.
  if (port.kind === 'literal' && !/^\d+$/.test(port.text)) return undefined;
  const host = second && !isFunction(second) ? evaluate(second) : undefined;
  const isHost = host && (host.kind === 'variable' || (host.kind === 'literal' && !/^\d+$/.test(host.text)));
  return { port, ...(isHost && { host }), node: first };
}

function fromOptions(node: Syntax, evaluate: Evaluate, module: SourceModule): Found | undefined {
  const options = optionsBehind(node, module);
  const port = entryOfObject(options, 'port');
  const host = entryOfObject(options, 'host') ?? entryOfObject(options, 'hostname');
  if (!port) return undefined;
  return { port: evaluate(port), ...(host && { host: evaluate(host) }), node: port };
}

function optionsBehind(node: Syntax, module: SourceModule): Syntax | undefined {
  const inner = unwrap(node);
  if (inner.type === 'object') return inner;
  const binding = inner.type === 'identifier' ? module.scopes.resolve(inner) : undefined;
  const value = binding?.value && binding.keys.length === 0 ? unwrap(binding.value) : undefined;
  return value?.type === 'object' ? value : undefined;
}

/** `ipv6 ? `[::]:${PORT}` : `0.0.0.0:${PORT}``: the branches differ in the host alone. */
function boundAddress(node: Syntax, evaluate: Evaluate, module: SourceModule): Found | undefined {
  const binding = node.type === 'identifier' ? module.scopes.resolve(node) : undefined;
  const value = binding?.value && binding.keys.length === 0 ? unwrap(binding.value) : node;
  const branches = value.type === 'ternary_expression' ? value.children.slice(1) : [node];
  const found = branches.map((branch) => hostAndPort(branch, evaluate, module));
  const [first] = found;
  const isOne = first && found.every((item) => JSON.stringify(item?.port) === JSON.stringify(first.port));
  return isOne ? { ...first, node } : { port: { kind: 'computed' }, node };
}

/** `0.0.0.0:50051`, `[::]:${PORT}`. */
function hostAndPort(node: Syntax, evaluate: Evaluate, module: SourceModule): Found | undefined {
  const value = evaluate(node);
  if (value.kind === 'computed') return { port: portAtEnd(node, evaluate, module), node };
  if (value.kind === 'variable') return { port: value, node };
  const parts = value.kind === 'literal' ? [value.text] : value.parts;
  const first = parts[0];
  if (typeof first !== 'string') return { port: { kind: 'computed' }, node };
  const match = /^(.*):([^:\]]*)$/.exec(first);
  if (!match) return undefined;
  const rest = parts
    .slice(1)
    .map(
      (part): CodeValue =>
        typeof part === 'string'
          ? { kind: 'literal', text: part }
          : { kind: 'variable', name: part.variable, ...(part.fallback !== undefined && { fallback: part.fallback }) },
    );
  const host = match[1] ?? '';
  const isAll = host === '' || host === '0.0.0.0' || host === '[::]';
  return {
    port: templateOf([{ kind: 'literal', text: match[2] ?? '' }, ...rest]),
    ...(!isAll && { host: { kind: 'literal', text: host } }),
    node,
  };
}

/** `host + `:${PORT}``, `${host}:${port}`: the port is known when the host is not. */
function portAtEnd(node: Syntax, evaluate: Evaluate, module: SourceModule): CodeValue {
  const binding = node.type === 'identifier' ? module.scopes.resolve(node) : undefined;
  const value = binding?.value && binding.keys.length === 0 ? unwrap(binding.value) : node;
  const last = value.children.at(-1);
  if (value.type === 'binary_expression' && last) {
    const end = evaluate(last);
    const parts = end.kind === 'template' ? end.parts : end.kind === 'literal' ? [end.text] : [];
    const [first, second] = parts;
    if (typeof first === 'string' && first.length > 1 && first.startsWith(':'))
      return { kind: 'literal', text: first.slice(1) };
    if (first === ':' && second !== undefined && typeof second !== 'string') return variableOf(second);
  }
  const before = value.children.at(-2);
  const isPair =
    value.type === 'template_string' && last?.type === 'template_substitution' && before?.type === 'string_fragment';
  const inner = isPair && before && textOfSyntax(before) === ':' ? last?.children[0] : undefined;
  return inner ? evaluate(inner) : { kind: 'computed' };
}
