import type { CodeValue, ListenPort } from '../../shape/code-facts.ts';
import type { Reading } from './reading.ts';
import { shown } from './shown.ts';
import {
  argumentAt,
  argumentsOf,
  bare,
  type CsNode,
  childOf,
  createdType,
  lastName,
  type MethodCall,
} from './syntax.ts';
import { type CsText, fixed, literalOf } from './text.ts';
import { typeOf } from './types.ts';
import { evaluate } from './values.ts';

/** Ports that the code itself listens on; a web application that says none takes them from ASPNETCORE_URLS and its kin. */
export function listenPorts(reading: Reading): ListenPort[] {
  const { file } = reading;
  const stated = file.calls.flatMap((call) => statedPorts(reading, call));
  const beside = [
    ...file.calls.flatMap((call) => metricPort(reading, call)),
    ...file.creations.flatMap((node) => createdServer(reading, node)),
  ];
  return [...(stated.length > 0 ? stated : hostedPorts(reading)), ...beside];
}

const HOSTS =
  /^(WebApplication\.Create(Slim)?Builder|WebApplication\.Create|WebHost\.CreateDefaultBuilder|WebHost\.Start)$/;

/** `WebApplication.CreateBuilder(args)`, `ConfigureWebHostDefaults(…)`. */
function hostedPorts(reading: Reading): ListenPort[] {
  const { file } = reading;
  const site = file.calls.find(
    ({ call, name }) =>
      HOSTS.test(childOf(call, 'function')?.text ?? '') || /^(ConfigureWebHostDefaults|ConfigureWebHost)$/.test(name),
  );
  // A test's host listens on nothing.
  if (site === undefined || /UseTestServer|WebApplicationFactory/.test(file.text)) return [];
  return [{ port: { kind: 'variable', name: 'ASPNETCORE_URLS' }, at: file.originOf(site.call) }];
}

function statedPorts(reading: Reading, { call, name, object, args }: MethodCall): ListenPort[] {
  const first = args[0]?.value;
  switch (name) {
    case 'UseUrls':
      return args.flatMap(({ value }) => addressPorts(reading, value));
    case 'Run':
    case 'RunAsync':
    case 'Start':
    case 'StartAsync':
      return first && object && isUrl(reading, first, object) ? addressPorts(reading, first) : [];
    case 'Add':
      return first && /(^|\.)(Urls|Prefixes|Addresses)$/.test(object?.text ?? '') ? addressPorts(reading, first) : [];
    case 'ListenAnyIP':
      return first ? portOf(reading, first) : [];
    case 'ListenLocalhost':
      return first ? portOf(reading, first, { kind: 'literal', text: 'localhost' }) : [];
    case 'Listen':
      return kestrelListen(
        reading,
        call,
        args.map(({ value }) => value),
      );
    default:
      return [];
  }
}

/** `app.Run(handler)` and `Task.Run(…)` are something else. */
function isUrl(reading: Reading, node: CsNode, object: CsNode): boolean {
  const text = evaluate(reading, node);
  const [first] = text;
  if (typeof first === 'string') return /^https?:\/\//.test(first);
  return (
    typeof first === 'object' &&
    first !== null &&
    /^(app|application|host|webApp\w*)$/i.test(object.text) &&
    /^(identifier|invocation_expression|element_access_expression|binary_expression)$/.test(bare(node).type)
  );
}

/** `options.Listen(IPAddress.Any, 5001)` of Kestrel. */
function kestrelListen(reading: Reading, call: CsNode, [address, port]: readonly CsNode[]): ListenPort[] {
  const isKestrel =
    /Kestrel/.test(reading.file.text) && address !== undefined && port !== undefined && /IPAddress/.test(address.text);
  if (!isKestrel || childOf(call, 'function')?.type !== 'member_access_expression') return [];
  return portOf(reading, port, hostOf(address));
}

function hostOf(address: CsNode | undefined): CodeValue | undefined {
  return address !== undefined && /\.(IPv6)?Loopback$/.test(address.text)
    ? { kind: 'literal', text: '127.0.0.1' }
    : undefined;
}

function portOf(reading: Reading, node: CsNode, host?: CodeValue): ListenPort[] {
  const port = shown(reading, evaluate(reading, node));
  // Port 0 asks the system for any free one.
  if (port.kind === 'literal' && (port.text === '0' || port.text === '')) return [];
  return [{ port, ...(host && { host }), at: reading.file.originOf(node) }];
}

/** `http://*:5000;https://*:5001`, `http://0.0.0.0:{PORT}`. */
function addressPorts(reading: Reading, node: CsNode): ListenPort[] {
  const text = evaluate(reading, node);
  const literal = literalOf(text);
  const at = reading.file.originOf(node);
  if (literal === undefined) {
    const host = hostIn(text);
    return [{ port: shown(reading, withoutPath(text)), ...(host && { host }), at }];
  }
  return literal.split(';').flatMap((address): ListenPort[] => {
    const match = /^(https?):\/\/(\[[^\]]*\]|[^:/]*)(?::(\d+))?/.exec(address.trim());
    if (match === null || match[3] === '0') return [];
    const host = hostIn(fixed(address.trim()));
    return [
      { port: { kind: 'literal', text: match[3] ?? (match[1] === 'https' ? '443' : '80') }, ...(host && { host }), at },
    ];
  });
}

function withoutPath(text: CsText): CsText {
  const last = text.at(-1);
  if (typeof last !== 'string' || !last.startsWith('/')) return text;
  return text.slice(0, -1);
}

function hostIn([first]: CsText): CodeValue | undefined {
  const host = typeof first === 'string' ? /^\w+:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.exec(first)?.[1] : undefined;
  return host === undefined ? undefined : { kind: 'literal', text: host };
}

/** prometheus-net's server of its own. */
function metricPort(reading: Reading, { name, args }: MethodCall): ListenPort[] {
  const port = /^(AddMetricServer|UseMetricServer)$/.test(name) ? argumentAt(args, 0, 'port') : undefined;
  return port && /^(integer_literal|identifier)$/.test(port.type) ? portOf(reading, port) : [];
}

const SERVERS: readonly (readonly [RegExp, number, string])[] = [
  [/^(Kestrel)?MetricServer$/, 0, 'port'],
  [/^TcpListener$/, 1, 'port'],
  [/^ServerPort$/, 1, 'port'],
];

function createdServer(reading: Reading, node: CsNode): ListenPort[] {
  const type = createdType(node) ?? typeOf(reading.file, node)?.name ?? '';
  const server = SERVERS.find(([pattern]) => pattern.test(type));
  if (server === undefined) return [];
  const args = argumentsOf(node);
  const port = argumentAt(args, server[1], server[2]);
  const named = type === 'ServerPort' && args[0] ? literalOf(evaluate(reading, args[0].value)) : undefined;
  const host: CodeValue | undefined =
    named !== undefined && /^(localhost|127\.)/.test(named) ? { kind: 'literal', text: named } : hostOf(args[0]?.value);
  const isText =
    port !== undefined && type === 'MetricServer' && lastName(port) === undefined && !/integer/.test(port.type);
  return port && !isText ? portOf(reading, port, host) : [];
}
