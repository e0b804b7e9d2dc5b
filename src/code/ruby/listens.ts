import type { CodeValue, ListenPort } from '../../shape/code-facts.ts';
import { type AssembledText, codeValue, concat, GAP, literalOf, type TextPart } from '../assembled-text.ts';
import { fieldOf } from '../syntax.ts';
import { factValue } from './clients.ts';
import type { Reading } from './reading.ts';
import { plainString } from './strings.ts';
import { constantName, type RbCall, type RbNode } from './syntax.ts';
import { evaluate } from './values.ts';

/** Ports that the code itself listens on, and those that the files of Puma and Unicorn say. */
export function listenPorts(reading: Reading): ListenPort[] {
  const { file } = reading;
  const isServerFile = /(^|\/)(puma|unicorn)(\.[\w.-]+)?\.rb$|(^|\/)(puma|unicorn|rainbows)\/[\w.-]+\.rb$/.test(
    file.path,
  );
  const found = file.calls.flatMap((call) => (isServerFile ? serverFile(reading, call) : serverAt(reading, call)));
  return [...found, ...sinatraPort(reading, found)];
}

/** `port ENV.fetch('PORT', 3000)`, `bind 'tcp://0.0.0.0:3000'`, `listen 8080`. */
function serverFile(reading: Reading, { name, receiver, args }: RbCall): ListenPort[] {
  const [first, second] = args;
  if (receiver !== undefined || first === undefined) return [];
  if (name === 'port') return portAt(reading, first, second);
  if (name === 'ssl_bind') return second ? portAt(reading, second, first) : [];
  if (name !== 'bind' && name !== 'listen') return [];
  return addressAt(reading, first);
}

function serverAt(reading: Reading, { name, receiver, args, options }: RbCall): ListenPort[] {
  const constant = constantName(receiver) ?? '';
  if (constant === 'WEBrick::HTTPServer' && name === 'new')
    return portAt(reading, options.get('Port'), options.get('BindAddress'));
  if (constant === 'TCPServer' && /^(new|open)$/.test(name))
    return args.length > 1 ? portAt(reading, args[1], args[0]) : portAt(reading, args[0], undefined);
  if (/^Rack(up)?::(Handler|Server)/.test(constant) && /^(run|start|new)$/.test(name))
    return portAt(reading, options.get('Port'), options.get('Host'));
  if (/^(EM|EventMachine)$/.test(constant) && name === 'start_server') return portAt(reading, args[1], args[0]);
  if (constant === 'Thin::Server' && /^(start|new)$/.test(name)) return portAt(reading, args[1], args[0]);
  if (name === 'add_tcp_listener') return portAt(reading, args[1], args[0]);
  if (name === 'add_http2_port' && args[0]) return addressAt(reading, args[0]);
  if (/^Socket$/.test(constant) && name === 'tcp_server_loop')
    return portAt(reading, args.at(-1), args.length > 1 ? args[0] : undefined);
  if (name === 'run!' && options.has('port'))
    return portAt(reading, options.get('port'), options.get('bind') ?? options.get('host'));
  return /PrometheusExporter::Server/.test(constant) && name === 'new'
    ? portAt(reading, options.get('port'), options.get('bind'))
    : [];
}

function portAt(reading: Reading, port: RbNode | undefined, host: RbNode | undefined): ListenPort[] {
  if (port === undefined) return [];
  const value = factValue(reading, port);
  // Port 0 asks the system for any free one.
  if (value.kind === 'literal' && !/^[1-9]\d*$/.test(value.text)) return [];
  return [{ port: value, ...hostPart(host && factValue(reading, host)), at: reading.file.originOf(port) }];
}

/** `tcp://0.0.0.0:3000`, `0.0.0.0:50051`, `"tcp://0.0.0.0:#{ENV['PORT']}"`, a number alone; sockets are files. */
function addressAt(reading: Reading, node: RbNode): ListenPort[] {
  const text = evaluate(reading, node);
  const whole = literalOf(text);
  const at = reading.file.originOf(node);
  if (whole !== undefined) {
    const match = /^(?:(?:tcp|ssl|http):\/\/)?(?:(\[[^\]]*\]|[^:/]*):)?(\d+)\/?(?:\?.*)?$/.exec(whole);
    return match
      ? [
          {
            port: { kind: 'literal', text: match[2] ?? '' },
            ...hostPart({ kind: 'literal', text: match[1] ?? '' }),
            at,
          },
        ]
      : [];
  }
  const first = text.parts[0];
  if (typeof first === 'string' && first.startsWith('unix:')) return [];
  const last = text.parts.at(-1);
  const before = text.parts.slice(0, -1);
  if (last === undefined || last === GAP) return [{ port: { kind: 'computed' }, at }];
  if (typeof last === 'string') {
    const port = /:(\d+)$/.exec(last)?.[1];
    return port === undefined ? [] : [{ port: { kind: 'literal', text: port }, at }];
  }
  const port = codeValue({ parts: [last] });
  return [{ port, ...hostPart(hostBefore(before)), at }];
}

function hostBefore(parts: readonly TextPart[]): CodeValue | undefined {
  const text: AssembledText = concat([{ parts }]);
  const host = /^(?:\w+:\/\/)?(.*):$/.exec(literalOf(text) ?? '')?.[1];
  return host === undefined ? undefined : { kind: 'literal', text: host };
}

function hostPart(host: CodeValue | undefined): { host?: CodeValue } {
  if (host === undefined || host.kind === 'computed') return {};
  const isAll = host.kind === 'literal' && /^(0\.0\.0\.0|\[?::\]?|\*|)$/.test(host.text);
  return isAll ? {} : { host };
}

/** `set :port, 4567`; a program of Sinatra that is started by itself takes `PORT`, or 4567. */
function sinatraPort(reading: Reading, known: readonly ListenPort[]): ListenPort[] {
  const { file } = reading;
  if (!/inatra/.test(file.text)) return [];
  const setting = (name: string) =>
    file.calls.find((call) => call.name === 'set' && plainString(call.args[0]) === name)?.args[1];
  const port = setting('port');
  const host = setting('bind');
  if (port) return portAt(reading, port, host);
  const runs = file.calls.find(({ name }) => name === 'run!') ?? classicStart(reading);
  if (runs === undefined || known.length > 0) return [];
  const at = file.originOf(runs.node);
  return [
    { port: { kind: 'variable', name: 'PORT', fallback: '4567' }, ...hostPart(host && factValue(reading, host)), at },
  ];
}

/** `require 'sinatra'` starts a server when the file ends. */
function classicStart({ file }: Reading): { readonly node: RbNode } | undefined {
  return file.calls.find(
    (call) =>
      call.name === 'require' &&
      plainString(call.args[0]) === 'sinatra' &&
      fieldOf(call.node.parent, 'condition') === undefined,
  );
}
