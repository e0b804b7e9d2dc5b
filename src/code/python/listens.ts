import type { CodeValue, ListenPort } from '../../shape/code-facts.ts';
import { argument } from './call-values.ts';
import { calleeName, makerOf, methodOf } from './names.ts';
import type { Reading } from './reading.ts';
import { shown } from './shown.ts';
import { bare, type PyNode } from './syntax.ts';
import { evaluate } from './values.ts';

interface Server {
  readonly callee: RegExp;
  /** Where host and port stand; `pair` for one tuple of both, `address` for one text. */
  readonly host?: number;
  readonly port?: number;
  readonly pair?: number;
  readonly address?: number;
  /** The port when none is given. */
  readonly standard?: string;
}

/** Functions by dotted name, and methods as `.name` of an object made by `maker`. */
const SERVERS: readonly Server[] = [
  { callee: /^uvicorn\.(run|Config)$/, standard: '8000' },
  { callee: /^waitress\.serve$/, standard: '8080' },
  { callee: /^aiohttp\.web\.(run_app|_run_app)$/, standard: '8080' },
  { callee: /^aiohttp\.web\.TCPSite$/, host: 1, port: 2, standard: '8080' },
  { callee: /^(bottle\.run)$/, standard: '8080' },
  {
    callee:
      /^http\.server\.\w*HTTPServer$|^socketserver\.\w*Server$|^(gevent\.)?pywsgi\.WSGIServer$|^gevent\.pywsgi\.WSGIServer$|^eventlet\.listen$/,
    pair: 0,
  },
  { callee: /^wsgiref\.simple_server\.make_server$/, host: 0, port: 1 },
  { callee: /^asyncio\.start_server$|^websockets(\.\w+)*\.serve$/, host: 1, port: 2 },
  { callee: /^prometheus_client\.start_(http|wsgi)_server$/, port: 0 },
  { callee: /^twisted\.internet\.reactor\.listenTCP$/, port: 0 },
  { callee: /^werkzeug\.serving\.run_simple$/, host: 0, port: 1 },
  { callee: /^hypercorn\.run$/, address: 0 },
];

/** Ports that the code itself listens on. */
export function listenPorts(reading: Reading): ListenPort[] {
  const { module } = reading;
  return [...module.calls.flatMap((call) => serverAt(reading, call)), ...gunicornBind(reading)];
}

function serverAt(reading: Reading, call: PyNode): ListenPort[] {
  const { module } = reading;
  const callee = calleeName(module, call) ?? '';
  const server = SERVERS.find((item) => item.callee.test(callee)) ?? methodServer(reading, call);
  if (server === undefined) return [];
  if (server.pair !== undefined)
    return pairPort(
      reading,
      argument(reading, call, { names: ['server_address', 'listener', 'address'], position: server.pair }),
    );
  if (server.address !== undefined)
    return addressPort(reading, argument(reading, call, { names: ['address', 'bind'], position: server.address }));
  const port = argument(reading, call, {
    names: ['port'],
    ...(server.port !== undefined && { position: server.port }),
  });
  const host = argument(reading, call, {
    names: ['host', 'addr'],
    ...(server.host !== undefined && { position: server.host }),
  });
  const open = module.argumentsOf(call).open;
  // What is not said here may come from the command line or a configuration file.
  const value: CodeValue = port
    ? shown(reading, evaluate(reading, port))
    : server.standard && !open
      ? { kind: 'literal', text: server.standard }
      : { kind: 'computed' };
  if (value.kind === 'computed' && port === undefined) return [];
  return [
    { port: value, ...hostPart(host && shown(reading, evaluate(reading, host))), at: module.originOf(port ?? call) },
  ];
}

function methodServer(reading: Reading, call: PyNode): Server | undefined {
  const { module } = reading;
  const method = methodOf(module, call);
  if (method === undefined) return undefined;
  const maker = makerOf(module, method.object) ?? '';
  switch (method.name) {
    case 'run':
      if (/(^|\.)(Flask|Quart|APIFlask|OpenAPI)$/.test(maker))
        return { callee: /./, host: 0, port: 1, standard: '5000' };
      if (/(^|\.)(SocketIO)$/.test(maker)) return { callee: /./, host: 1, port: 2, standard: '5000' };
      if (/(^|\.)Sanic$/.test(maker)) return { callee: /./, host: 0, port: 1, standard: '8000' };
      return /(^|\.)(Bottle|default_app)$/.test(maker)
        ? { callee: /./, standard: '8080' }
        : importedAppRun(reading, call, method.object);
    case 'bind':
      return /^socket\.socket$/.test(maker) ? { callee: /./, pair: 0 } : undefined;
    case 'listen':
      return /^tornado\./.test(maker) || isTornadoApp(reading, maker) ? { callee: /./, port: 0, host: 1 } : undefined;
    case 'add_insecure_port':
    case 'add_secure_port':
      return { callee: /./, address: 0 };
    default:
      return undefined;
  }
}

/** `app.run(port=…)` where another file makes the app. */
function importedAppRun(reading: Reading, call: PyNode, object: PyNode): Server | undefined {
  const { module } = reading;
  const isApp = /(^|[._])(app|application|server|socketio)$/.test(module.textOf(object));
  return isApp && module.argumentsOf(call).keywords.has('port') ? { callee: /./ } : undefined;
}

function isTornadoApp(reading: Reading, maker: string): boolean {
  return /tornado/.test(reading.module.text) && (maker === 'make_app' || reading.module.functions.has(maker));
}

function pairPort(reading: Reading, node: PyNode | undefined): ListenPort[] {
  if (node === undefined) return [];
  const { module } = reading;
  const assigned = node.type === 'identifier' ? module.assignments.get(module.textOf(node)) : undefined;
  const pair = bare(assigned?.length === 1 && assigned[0] ? assigned[0].value : node);
  if (pair.type === 'string') return addressPort(reading, pair);
  const [host, port] = pair.type === 'tuple' ? pair.children : [];
  if (host === undefined || port === undefined) return [];
  // Port 0 asks the system for any free one.
  const value = shown(reading, evaluate(reading, port));
  if (value.kind === 'literal' && value.text === '0') return [];
  return [{ port: value, ...hostPart(shown(reading, evaluate(reading, host))), at: module.originOf(port) }];
}

/** `[::]:50051`, `f'0.0.0.0:{PORT}'`. */
function addressPort(reading: Reading, node: PyNode | undefined): ListenPort[] {
  if (node === undefined) return [];
  const value = shown(reading, evaluate(reading, node));
  const at = reading.module.originOf(node);
  const split = splitAddress(value);
  return split
    ? [{ port: split.port, ...hostPart(split.host), at }]
    : value.kind === 'computed'
      ? [{ port: value, at }]
      : [];
}

function splitAddress(value: CodeValue): { host: CodeValue | undefined; port: CodeValue } | undefined {
  if (value.kind === 'literal') {
    const match = /^(.*):(\d+)$/.exec(value.text);
    return match
      ? { host: { kind: 'literal', text: match[1] ?? '' }, port: { kind: 'literal', text: match[2] ?? '' } }
      : undefined;
  }
  if (value.kind === 'variable' && value.fallback !== undefined && /:\d+$/.test(value.fallback))
    return { host: undefined, port: { kind: 'computed' } };
  if (value.kind !== 'template') return undefined;
  const last = value.parts.at(-1);
  const before = value.parts.slice(0, -1);
  if (last === undefined) return undefined;
  if (typeof last === 'string') {
    const match = /^:(\d+)$/.exec(last);
    return match ? { host: undefined, port: { kind: 'literal', text: match[1] ?? '' } } : undefined;
  }
  const lead = before.at(-1);
  if (typeof lead !== 'string' || !lead.endsWith(':')) return undefined;
  const host: CodeValue | undefined = before.length === 1 ? { kind: 'literal', text: lead.slice(0, -1) } : undefined;
  return {
    host,
    port: { kind: 'variable', name: last.variable, ...(last.fallback !== undefined && { fallback: last.fallback }) },
  };
}

function hostPart(host: CodeValue | undefined): { host?: CodeValue } {
  if (host === undefined || host.kind === 'computed') return {};
  const isAll = host.kind === 'literal' && /^(0\.0\.0\.0|\[?::\]?|\*|)$/.test(host.text);
  return isAll ? {} : { host };
}

/** `bind = '0.0.0.0:8000'` in gunicorn's configuration file. */
function gunicornBind(reading: Reading): ListenPort[] {
  const { module } = reading;
  if (!/gunicorn/.test(module.path)) return [];
  const bind = (module.assignments.get('bind') ?? []).filter((item) => item.scope === module.root);
  return bind.flatMap(({ value }) => addressPort(reading, value.type === 'list' ? value.children[0] : value));
}
