import type { OutboundCall } from '../../shape/code-facts.ts';
import { concat, fixed, literalOf, soleVariable } from '../assembled-text.ts';
import { withStandardPort } from '../standard-ports.ts';
import { contains } from '../syntax.ts';
import { type CallSite, methodOn } from './call.ts';
import { CLIENT_ROWS, CLIENT_SETTINGS } from './client-table.ts';
import { evaluate } from './evaluate.ts';
import { mentions, placedTexts, shown } from './facts.ts';
import type { RustReader } from './reader.ts';
import type { RsNode } from './syntax.ts';
import { isEmpty, targetValue } from './text.ts';

/** Hosts that the code talks to, by the clients it makes and the requests it sends. */
export function outboundCalls(reader: RustReader): OutboundCall[] {
  return reader.file.calls.flatMap((call) => {
    const row = CLIENT_ROWS.find(
      ({ callee, beside, on }) =>
        callee.test(call.callee) &&
        (beside === undefined || mentions(reader.file, beside)) &&
        (on === undefined || on.test(receiverText(call, reader))),
    );
    const target = row && call.args[row.argument];
    if (row) return target ? callsTo(target, row.protocol, reader) : [];
    return [...bySetting(call, reader), ...byParts(call, reader), ...byRequest(call, reader)];
  });
}

/** What a method is called on, and what made it where that is a local name. */
function receiverText({ receiver }: CallSite, { file }: RustReader): string {
  if (receiver === undefined) return '';
  if (receiver.type !== 'identifier') return receiver.text;
  const made = new RegExp(`let\\s+(mut\\s+)?${receiver.text}\\b[^=;]*=([^;]*);`).exec(file.text);
  return `${receiver.text} ${made?.[2] ?? ''}`;
}

function bySetting({ name, args }: CallSite, reader: RustReader): OutboundCall[] {
  const [key, value] = args;
  if (name !== 'set' || key === undefined || value === undefined) return [];
  const protocol = CLIENT_SETTINGS[literalOf(evaluate(key, reader)) ?? ''];
  return protocol === undefined ? [] : callsTo(value, protocol, reader);
}

const BUILDERS: readonly (readonly [RegExp, string])[] = [
  [/\bPgConnectOptions\b|\btokio_postgres::Config\b|\bpostgres::Config\b/, 'postgres'],
  [/\bMySqlConnectOptions\b|\bOptsBuilder\b/, 'mysql'],
];

/** `PgConnectOptions::new().host(&host).port(5432)` */
function byParts(call: CallSite, reader: RustReader): OutboundCall[] {
  const [host] = call.args;
  if (!/^(host|ip_or_hostname)$/.test(call.name) || call.receiver === undefined || host === undefined) return [];
  const text = receiverText(call, reader);
  const protocol = BUILDERS.find(([builder]) => builder.test(text))?.[1];
  if (protocol === undefined) return [];
  const whole = chainNodes(call.node).at(-1) ?? call.node;
  const port = (reader.file.callsByName.get('port') ?? []).find(({ node }) => contains(whole, node))?.args[0];
  const value = targetValue(
    port ? concat([evaluate(host, reader), fixed(':'), evaluate(port, reader)]) : evaluate(host, reader),
  );
  const target = value.kind === 'computed' ? targetValue(evaluate(host, reader)) : value;
  return [{ target: shown(withStandardPort(target, protocol), reader), protocol, at: reader.file.originOf(host) }];
}

const VERBS = /^(get|post|put|patch|delete|head|request|uri|connect_with)$/;

/** `client.get(url).send()`: whose client it is shows in what is done with the request. */
function byRequest(call: CallSite, reader: RustReader): OutboundCall[] {
  if (call.receiver === undefined || !VERBS.test(call.name)) return [];
  const isSent = chainNames(call.node).some((name) =>
    /^(send|call|send_json|send_string|send_form|recv_string|recv_json|send_body)$/.test(name),
  );
  const isBuilt = call.name === 'uri' && /Request::(builder|new)/.test(call.receiver.text);
  const argument = call.args[call.name === 'request' ? 1 : 0];
  if (argument === undefined) return [];
  if (isSent || isBuilt) return callsTo(argument, 'http', reader);
  // The request goes on under a name; a URL in it says enough.
  if (!mentions(reader.file, /reqwest|surf|ureq|isahc|awc|hyper/)) return [];
  const text = evaluate(argument, reader);
  const [first] = text.parts;
  return typeof first === 'string' && /^https?:\/\//.test(first) ? callsTo(argument, 'http', reader) : [];
}

/** The methods called on what a call gives, and on that. */
function chainNames(node: RsNode): string[] {
  return chainNodes(node).flatMap((each) => methodOn(each)?.name ?? []);
}

/** A call and all that stands around it as a chain of methods. */
function chainNodes(node: RsNode): RsNode[] {
  const nodes: RsNode[] = [];
  for (let current: RsNode | undefined = node; current !== undefined; ) {
    nodes.push(current);
    const method = methodOn(current);
    const around: RsNode | undefined = /^(try_expression|await_expression)$/.test(current.parent?.type ?? '')
      ? current.parent
      : undefined;
    current = method?.call ?? around;
  }
  return nodes;
}

function callsTo(node: RsNode, protocol: string, reader: RustReader): OutboundCall[] {
  return placedTexts(node, reader).flatMap(({ text, at }) => {
    const target = targetValue(text);
    if (isEmpty(text)) return [];
    const literal = target.kind === 'literal' ? target.text : '';
    const known =
      protocol === 'sql' ? protocolOf(literal === '' ? (soleVariable(text)?.fallback ?? '') : literal) : protocol;
    // A request whose URL is put together elsewhere says nothing; that a database is dialled does.
    if (known === undefined || (target.kind === 'computed' && /^(http|grpc|tcp)$/.test(known))) return [];
    if (known === 'http' && /^\/|^[a-z_.]+$/.test(literal)) return [];
    return [{ target: shown(withStandardPort(target, known), reader), protocol: known, at }];
  });
}

/** A URL says which database it leads to; files are no call. */
function protocolOf(url: string): string | undefined {
  if (/^sqlite/.test(url)) return undefined;
  if (/^mysql|^mariadb/.test(url)) return 'mysql';
  return 'postgres';
}
