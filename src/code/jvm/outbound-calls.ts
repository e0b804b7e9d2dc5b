import type { OutboundCall } from '../../shape/code-facts.ts';
import { type AssembledText, codeValue, concat, fixed, hasVariable, literalOf } from '../assembled-text.ts';
import { shown } from '../shown-text.ts';
import { defaultOf, targetValue } from '../stand-in.ts';
import { withStandardPort } from '../standard-ports.ts';
import { type Syntax, withDescendants } from '../syntax.ts';
import { annotationNamed, elementOf } from './annotation.ts';
import { argumentAt, type JvmCall } from './call.ts';
import { CLIENTS, type ClientRow, KEYS } from './client-table.ts';
import { evaluate } from './evaluate.ts';
import { holdsImport, receiverTexts } from './evidence.ts';
import type { JvmReader } from './jvm-file.ts';
import { expanded } from './property-table.ts';
import { stringOf } from './string-literal.ts';

/** Hosts that the code talks to, by the clients it makes. */
export function outboundCalls(reader: JvmReader): OutboundCall[] {
  const calls = reader.file.calls.flatMap((call) => [...rowCalls(call, reader), ...keyCalls(call, reader)]);
  return unique([...calls, ...keyAssignments(reader), ...feignClients(reader)]);
}

function rowCalls(call: JvmCall, reader: JvmReader): OutboundCall[] {
  const row = CLIENTS.find(
    (each) =>
      each.name.test(call.name) &&
      holdsImport(reader.file, each.imports) &&
      (each.receiver === undefined || receiverTexts(call, reader).some((text) => each.receiver?.test(text))),
  );
  if (row === undefined) return [];
  if (row.target !== undefined) {
    const node = argumentAt(call.args, row.names ?? ['url', 'urlString', 'uri'], row.target);
    return node ? callTo(evaluate(node, reader), node, row, reader) : [];
  }
  const host = argumentAt(call.args, row.names ?? ['host', 'hostName'], row.host);
  const port = argumentAt(call.args, ['port'], row.port);
  if (host === undefined) return [];
  const text = evaluate(host, reader);
  const whole = port ? concat([text, fixed(':'), evaluate(port, reader)]) : text;
  return callTo(codeValue(whole).kind === 'computed' ? text : whole, host, row, reader);
}

type Made = Pick<ClientRow, 'protocol' | 'needsScheme'>;

function callTo(text: AssembledText, node: Syntax, { protocol, needsScheme }: Made, reader: JvmReader): OutboundCall[] {
  const spoken = protocol === 'sql' ? sqlProtocol(text) : protocol;
  const target = targetValue(text);
  if (spoken === undefined || literalOf(text) === '') return [];
  if (target.kind === 'computed') return [];
  if (needsScheme && !namesHost(text)) return [];
  return [
    {
      target: withStandardPort(shown(target, reader.context.secrets), spoken),
      protocol: spoken,
      at: reader.file.originOf(node),
    },
  ];
}

/** A URL, or one whose start the environment gives: a path alone is below a base that stands elsewhere. */
function namesHost(text: AssembledText): boolean {
  const [first] = text.parts;
  if (typeof first === 'string') return /^(https?|wss?):\/\/(\w|$|\[)/.test(first);
  const standard = defaultOf(text);
  return hasVariable(text) && (standard === undefined || /^(https?|wss?):\/\//.test(standard));
}

const DRIVERS: Readonly<Record<string, string>> = {
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlserver: 'sqlserver',
  oracle: 'oracle',
  clickhouse: 'clickhouse',
};

function sqlProtocol(text: AssembledText): string | undefined {
  const [first] = text.parts;
  const start = typeof first === 'string' ? first : (defaultOf(text) ?? '');
  if (/^(jdbc|r2dbc):(h2|hsqldb|derby|sqlite|tc):/.test(start)) return undefined;
  const scheme = /^(?:jdbc|r2dbc):(\w+)/.exec(start)?.[1];
  if (scheme !== undefined) return DRIVERS[scheme] ?? 'sql';
  return hasVariable(text) ? 'sql' : undefined;
}

/** `props.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker)`, `this[KEY] = broker`, `KEY to broker`. */
function keyCalls(call: JvmCall, reader: JvmReader): OutboundCall[] {
  if (!/^(put|setProperty|of|entry|Pair)$/.test(call.name)) return [];
  return call.args.flatMap(({ value }, index) => {
    const text = stringOf(value) ?? value.text;
    const row = KEYS.find(({ key }) => key.test(text));
    const next = call.args[index + 1]?.value;
    return row && next ? callTo(evaluate(next, reader), next, row, reader) : [];
  });
}

/** Kotlin's `props[BOOTSTRAP_SERVERS_CONFIG] = broker`, `KEY to broker`. */
function keyAssignments(reader: JvmReader): OutboundCall[] {
  return [...withDescendants(reader.file.root)].flatMap((node) => {
    const isPair = node.type === 'infix_expression' && node.children[1]?.text === 'to';
    const isPut = node.type === 'assignment' && node.children[0]?.type === 'index_expression';
    const key = isPut ? node.children[0]?.children[1] : isPair ? node.children[0] : undefined;
    const value = node.children.at(-1);
    const text = key && (stringOf(key) ?? key.text);
    const row = text === undefined ? undefined : KEYS.find((each) => each.key.test(text));
    return row && value ? callTo(evaluate(value, reader), value, row, reader) : [];
  });
}

/** `@FeignClient(name = "cart", url = "${cart.url}")`; without a URL the name is looked up by discovery. */
function feignClients(reader: JvmReader): OutboundCall[] {
  return reader.file.classes.flatMap(({ annotations }) => {
    const client = annotationNamed(annotations, /^(FeignClient|HttpExchange|Client)$/);
    const node = client && elementOf(client, ...(client.name === 'FeignClient' ? ['url'] : ['url', 'value']));
    const literal = stringOf(node);
    const text = literal === undefined ? node && evaluate(node, reader) : expanded(reader.properties, literal);
    return node && text ? callTo(text, node, { protocol: 'http', needsScheme: true }, reader) : [];
  });
}

function unique(calls: readonly OutboundCall[]): OutboundCall[] {
  return [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()];
}
