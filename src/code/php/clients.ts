import type { OutboundCall, StoreUse } from '../../shape/code-facts.ts';
import {
  type AssembledText,
  codeValue,
  fixed,
  hasVariable,
  literalOf,
  soleVariable,
  variable,
} from '../assembled-text.ts';
import { shown, shownText } from '../shown-text.ts';
import { defaultOf, targetValue } from '../stand-in.ts';
import { withStandardPort } from '../standard-ports.ts';
import { fieldOf, type Syntax } from '../syntax.ts';
import { arrayOf } from './arrays.ts';
import { CLIENTS, type Client } from './client-table.ts';
import { addressOf, driverOf, dsnOf, protocolOf } from './dsn.ts';
import { wholeName } from './file.ts';
import type { Reading } from './reading.ts';
import { stringOf } from './strings.ts';
import { bare, entriesOf, type PhpCall } from './syntax.ts';
import { evaluate } from './values.ts';

export interface ClientFacts {
  readonly calls: readonly OutboundCall[];
  readonly stores: readonly StoreUse[];
}

interface Found {
  readonly node: Syntax;
  readonly text: AssembledText;
  readonly protocol: string;
  /** The text is an address already, and no connection text of a driver. */
  readonly isPlain?: boolean;
  readonly database?: AssembledText;
  readonly databaseNode?: Syntax;
  readonly needsScheme?: Client['needsScheme'];
}

/** Clients of services, databases, caches and brokers that the code makes, and requests to whole URLs. */
export function clientFacts(reading: Reading): ClientFacts {
  const { file } = reading;
  const found = [
    ...file.calls.flatMap((call) =>
      CLIENTS.flatMap((client) => (fits(reading, call, client) ? foundIn(reading, call, client) : [])),
    ),
    ...file.calls.flatMap((call) => ofOption(reading, call)),
    ...file.nodes.flatMap((node) => ofMailer(reading, node)),
  ];
  return {
    calls: unique(found.flatMap((each) => callTo(reading, each))),
    stores: found.flatMap((each) => databaseIn(reading, each)),
  };
}

function unique(calls: readonly OutboundCall[]): OutboundCall[] {
  return [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()];
}

function fits({ file }: Reading, call: PhpCall, { kind, name, scope, beside }: Client): boolean {
  if (call.kind !== kind || (beside !== undefined && !beside.test(file.text))) return false;
  if (kind === 'new') return name.test(wholeName(file, call.nameNode.text));
  return name.test(call.name) && (scope === undefined || scope.test(call.scope?.replace(/^.*\\/, '') ?? ''));
}

function foundIn(reading: Reading, { args }: PhpCall, client: Client): Found[] {
  const { protocol, needsScheme } = client;
  const made = { protocol, ...(needsScheme !== undefined && { needsScheme }) };
  const at = (position: number | undefined) => (position === undefined ? undefined : args[position]?.value);
  const options = at(client.options);
  const array = arrayOf(reading, options);
  if (array && client.options !== undefined)
    return inOptions(reading, array, client).map((each) => ({ ...made, ...each }));
  const url = at(client.url);
  if (url !== undefined)
    return [...listed(reading, url)].map((node) => ({ node, text: evaluate(reading, node), ...made }));
  const host = at(client.host);
  if (host === undefined) return [];
  const port = at(client.port);
  const database = at(client.database);
  return [
    {
      node: host,
      text: addressOf(withoutMark(evaluate(reading, host)), port && evaluate(reading, port)),
      isPlain: true,
      ...(database && { database: evaluate(reading, database), databaseNode: database }),
      ...made,
    },
  ];
}

/** One address, or a list of them. */
function listed(reading: Reading, node: Syntax): readonly Syntax[] {
  const array = arrayOf(reading, node);
  const entries = array ? entriesOf(array) : [];
  return entries.length > 0 && entries.every(({ key }) => key === undefined)
    ? entries.map(({ value }) => value)
    : [node];
}

function inOptions(reading: Reading, array: Syntax, client: Client): (Partial<Found> & Pick<Found, 'node' | 'text'>)[] {
  const entries = entriesOf(array);
  const valueFor = (pattern: RegExp | undefined) =>
    entries.find(({ key }) => pattern?.test(stringOf(key) ?? '\n'))?.value;
  const url = valueFor(client.urlKey);
  if (url !== undefined) return [{ node: url, text: evaluate(reading, url) }];
  const host = valueFor(client.hostKey);
  if (host === undefined) return [];
  const port = valueFor(/^port$/);
  const database = valueFor(/^(dbname|database)$/);
  const driver = literalOf(evaluate(reading, valueFor(/^driver$/)));
  const protocol = driver === undefined ? undefined : protocolOf(driver);
  const isSql = client.protocol === 'sql';
  return [
    {
      node: host,
      text: addressOf(evaluate(reading, host), port && evaluate(reading, port)),
      isPlain: true,
      ...(protocol !== undefined && { protocol }),
      ...(isSql && database && { database: evaluate(reading, database), databaseNode: database }),
    },
  ];
}

/** `curl_setopt($curl, CURLOPT_URL, $url)`, `curl_setopt_array`, `$conf->set('metadata.broker.list', $brokers)`. */
function ofOption(reading: Reading, call: PhpCall): Found[] {
  const [first, second, third] = call.args.map(({ value }) => value);
  if (call.name === 'curl_setopt' && second?.text === 'CURLOPT_URL' && third)
    return [{ node: third, text: evaluate(reading, third), protocol: 'http' }];
  if (call.name === 'curl_setopt_array') {
    const array = arrayOf(reading, second);
    const url = array && entriesOf(array).find(({ key }) => key?.text === 'CURLOPT_URL')?.value;
    return url ? [{ node: url, text: evaluate(reading, url), protocol: 'http' }] : [];
  }
  const isBrokers = /^(metadata\.broker\.list|bootstrap\.servers)$/.test(stringOf(first) ?? '');
  return call.kind === 'method' && call.name === 'set' && isBrokers && second
    ? [{ node: second, text: evaluate(reading, second), protocol: 'kafka' }]
    : [];
}

/** `$mail->Host = 'smtp.…'` of PHPMailer. */
function ofMailer(reading: Reading, node: Syntax): Found[] {
  if (node.type !== 'assignment_expression' || !reading.file.text.includes('PHPMailer')) return [];
  const left = fieldOf(node, 'left');
  const value = fieldOf(node, 'right');
  if (fieldOf(left, 'name')?.text !== 'Host' || value === undefined) return [];
  return [{ node: value, text: evaluate(reading, value), protocol: 'smtp' }];
}

function callTo(reading: Reading, found: Found): OutboundCall[] {
  const { node, protocol, needsScheme } = found;
  const { text, spoken } = addressIn(found);
  const target = targetValue(text);
  if (spoken === undefined || literalOf(text) === '' || target.kind === 'computed' || !isAddress(text)) return [];
  if (needsScheme !== undefined && needsScheme !== false && !namesHost(text, needsScheme)) return [];
  if (
    protocol === 'http' &&
    soleVariable(text) === undefined &&
    !hasVariable(text) &&
    !/^https?:\/\//.test(literalOf(text) ?? startOf(text))
  )
    return [];
  return [
    {
      target: withStandardPort(shown(target, reading.context.secrets), spoken),
      protocol: spoken,
      at: reading.file.originOf(bare(node)),
    },
  ];
}

function startOf({ parts: [first] }: AssembledText): string {
  return typeof first === 'string' ? first : '';
}

/** `p:db` of mysqli keeps the connection. */
function withoutMark({ parts: [first, ...rest] }: AssembledText): AssembledText {
  if (first === undefined) return { parts: [] };
  return { parts: [typeof first === 'string' ? first.replace(/^p:/, '') : first, ...rest] };
}

/** The place in a DSN, and what is spoken there; a URL stays what it is. */
function addressIn({ text, protocol, isPlain }: Pick<Found, 'text' | 'protocol' | 'isPlain'>): {
  text: AssembledText;
  spoken: string | undefined;
} {
  if (!/^(sql|postgres)$/.test(protocol) || isPlain === true) return { text, spoken: protocol };
  const sole = soleVariable(text);
  if (sole) {
    const { variable: name, fallback, ...others } = sole;
    const standard = fallback === undefined ? undefined : addressIn({ protocol, text: fixed(fallback) });
    const address = standard?.spoken === undefined ? undefined : literalOf(standard.text);
    return {
      text: variable(name, { ...others, ...(address !== undefined && { fallback: address }) }),
      spoken: protocol,
    };
  }
  const driver = driverOf(text);
  if (driver !== undefined && startOf(text).startsWith(`${driver}://`)) return { text, spoken: protocolOf(driver) };
  const { host, port } = dsnOf(text);
  if (host === undefined) return { text, spoken: undefined };
  return { text: addressOf(host, port), spoken: driver === undefined ? protocol : protocolOf(driver) };
}

/** Files, sockets and what is no place on a network. */
function isAddress(text: AssembledText): boolean {
  const start = literalOf(text) ?? startOf(text);
  return !/^(\/|\.|php:|data:|file:|unix:|sqlite|s3:|phar:)|\s/.test(start);
}

/** A URL, or one whose start the environment gives: a path alone is below a base that stands elsewhere. */
function namesHost(text: AssembledText, needed: true | 'written'): boolean {
  const [first] = text.parts;
  if (typeof first === 'string') return /^(https?|wss?):\/\/(\w|$|\[)/.test(first);
  if (needed === 'written') return false;
  const standard = defaultOf(text);
  return hasVariable(text) && (standard === undefined || /^(https?|wss?):\/\//.test(standard));
}

/** The database that a DSN or an argument names. */
function databaseIn(reading: Reading, { node, text, protocol, database, databaseNode }: Found): StoreUse[] {
  const isSql = /^(sql|mysql|postgres|sqlserver)$/.test(protocol);
  const isDsn = isSql && soleVariable(text) === undefined && /=/.test(startOf(text));
  const named = database ?? (isDsn ? dsnOf(text).database : undefined);
  if (!isSql || named === undefined || literalOf(named) === '' || codeValue(named).kind === 'computed') return [];
  const driver = driverOf(text);
  const system = (driver && protocolOf(driver)) ?? (protocol === 'sql' ? 'mysql' : protocol);
  return [
    {
      kind: 'database',
      name: shownText(named, reading.context.secrets),
      system,
      at: reading.file.originOf(databaseNode ?? node),
    },
  ];
}
