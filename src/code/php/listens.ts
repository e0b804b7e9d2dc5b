import type { ListenPort } from '../../shape/code-facts.ts';
import { splitAddress } from '../address.ts';
import { type AssembledText, literalOf } from '../assembled-text.ts';
import { shownText } from '../shown-text.ts';
import { wholeName } from './file.ts';
import type { Reading } from './reading.ts';
import type { PhpCall } from './syntax.ts';
import { evaluate } from './values.ts';

/** Servers in PHP that open a port themselves: host and port apart. */
const APART = /^(OpenSwoole|Swoole)\\((Http|WebSocket|Coroutine\\Http)\\)?Server$|^swoole_(http_|websocket_)?server$/;
/** Host and port in one address. */
const JOINED = /^React\\Socket\\(SocketServer|TcpServer|Server)$|^Workerman\\Worker$|^Webman\\\w+$/;

/** Ports that a server written in PHP itself listens on (Swoole, ReactPHP, Workerman); most run behind another one. */
export function listenPorts(reading: Reading): ListenPort[] {
  return reading.file.calls.flatMap((call) => (call.kind === 'new' ? ofServer(reading, call) : []));
}

function ofServer(reading: Reading, { nameNode, args }: PhpCall): ListenPort[] {
  const name = wholeName(reading.file, nameNode.text);
  const [first, second] = args.map(({ value }) => value);
  if (first === undefined) return [];
  const text = evaluate(reading, first);
  if (APART.test(name) && second) return [portOf(reading, { host: text, port: evaluate(reading, second) }, second)];
  if (!JOINED.test(name) || literalOf(text) === '') return [];
  const { host, port } = splitAddress(withoutScheme(text));
  return [portOf(reading, { host, port }, first)];
}

function withoutScheme({ parts: [first, ...rest] }: AssembledText): AssembledText {
  return typeof first === 'string'
    ? { parts: [first.replace(/^\w+:\/\//, ''), ...rest] }
    : { parts: [first ?? null, ...rest] };
}

function portOf(
  { file, context }: Reading,
  { host, port }: { readonly host: AssembledText | undefined; readonly port: AssembledText },
  node: Parameters<Reading['file']['originOf']>[0],
): ListenPort {
  const literal = host && literalOf(host);
  const isOpen = host === undefined || literal === undefined || /^(0\.0\.0\.0|\[?::\]?|)$/.test(literal);
  return {
    port: shownText(port, context.secrets),
    ...(!isOpen && host && { host: shownText(host, context.secrets) }),
    at: file.originOf(node),
  };
}
