import type { CodeValue, OutboundCall, StoreUse } from '../../shape/code-facts.ts';
import { type AssembledText, codeValue, concat, fixed, hasVariable, literalOf, variable } from '../assembled-text.ts';
import { shown } from '../shown-text.ts';
import { defaultOf, targetValue } from '../stand-in.ts';
import { withStandardPort } from '../standard-ports.ts';
import { fieldOf } from '../syntax.ts';
import { CLIENTS, type ClientRow, SETTINGS } from './client-table.ts';
import { hashOf } from './lookup.ts';
import type { Reading } from './reading.ts';
import { elementsOf, plainString } from './strings.ts';
import { callOf, constantName, pairsOf, type RbCall, type RbNode } from './syntax.ts';
import { evaluate } from './values.ts';

export interface ClientFacts {
  readonly calls: readonly OutboundCall[];
  readonly stores: readonly StoreUse[];
}

/** Hosts that the code talks to, by the clients it makes and the settings it gives to libraries. */
export function clientFacts(reading: Reading): ClientFacts {
  const calls: OutboundCall[] = [];
  const stores: StoreUse[] = [];
  for (const call of reading.file.calls) {
    const written = constantName(call.receiver)?.replace(/^::/, '');
    if (written === undefined) calls.push(...baseUri(reading, call), ...mailSettings(reading, call));
    const row =
      written === undefined
        ? undefined
        : CLIENTS.find(({ receiver, name }) => receiver.test(written) && name.test(call.name));
    if (row === undefined) continue;
    const options = optionsOf(reading, call);
    calls.push(...targetsOf(reading, call, row, options));
    const database = row.database === undefined ? undefined : options.get(row.database);
    if (database)
      stores.push(databaseOf(reading, database, row.protocol === 'sql' ? adapterOf(options) : row.protocol));
  }
  return { calls: [...calls, ...settingCalls(reading)], stores };
}

/** Options, also of a hash that a name or constant stands for. */
function optionsOf(reading: Reading, { args, options }: RbCall): ReadonlyMap<string, RbNode> {
  const last = args.at(-1);
  const hash = options.size === 0 && last ? hashOf(reading, last) : undefined;
  return hash ? pairsOf(hash) : options;
}

function databaseOf(reading: Reading, node: RbNode, system: string): StoreUse {
  const name = shown(codeValue(evaluate(reading, node)), reading.context.secrets);
  return { kind: 'database', name, system, at: reading.file.originOf(node) };
}

function targetsOf(
  reading: Reading,
  call: RbCall,
  row: ClientRow,
  options: ReadonlyMap<string, RbNode>,
): OutboundCall[] {
  const optional = firstOption(options, row.urlOptions);
  const positional = row.url === undefined ? undefined : call.args[row.url];
  const url = optional ?? (positional && hashOf(reading, positional) === undefined ? positional : undefined);
  if (url)
    return addressesOf(reading, url).flatMap((node) =>
      callTo(reading, evaluate(reading, ofHost(node)), node, {
        ...row,
        protocol: row.protocol === 'sql' ? adapterOf(options) : row.protocol,
      }),
    );
  const host = (row.host === undefined ? undefined : call.args[row.host]) ?? firstOption(options, row.hostOptions);
  if (host) {
    const port = (row.port === undefined ? undefined : call.args[row.port]) ?? options.get('port');
    return hostCall(
      reading,
      { host, port },
      { ...row, protocol: row.protocol === 'sql' ? adapterOf(options) : row.protocol },
    );
  }
  if (row.standard === undefined || call.isOpen || call.args.length > 0 || options.size > 0) return [];
  return callTo(reading, variable(row.standard), call.node, row);
}

function firstOption(options: ReadonlyMap<string, RbNode>, names: readonly string[] = []): RbNode | undefined {
  return names.map((name) => options.get(name)).find((node) => node !== undefined);
}

function adapterOf(options: ReadonlyMap<string, RbNode>): string {
  return protocolOfAdapter(plainString(options.get('adapter')) ?? '');
}

export function protocolOfAdapter(adapter: string): string {
  if (/^(postgres|postgresql|postgis|pg)$/.test(adapter)) return 'postgres';
  if (/^(mysql2?|trilogy|mariadb)$/.test(adapter)) return 'mysql';
  if (/^(sqlserver|tinytds)$/.test(adapter)) return 'sqlserver';
  return 'sql';
}

/** Several of a list, or one. */
function addressesOf(reading: Reading, node: RbNode): readonly RbNode[] {
  const list = elementsOf(node);
  if (list) return list;
  const call = callOf(node);
  return call?.name === 'split' && call.receiver && reading.accesses.has(call.receiver) ? [call.receiver] : [node];
}

/** `uri.host` of an address: the address says the host. */
function ofHost(node: RbNode): RbNode {
  const call = callOf(node);
  return call?.receiver && /^(host|hostname|request_uri)$/.test(call.name) && call.args.length === 0
    ? call.receiver
    : node;
}

function hostCall(
  reading: Reading,
  { host, port }: { host: RbNode; port: RbNode | undefined },
  row: Made,
): OutboundCall[] {
  const isOfAddress = ofHost(host) !== host;
  const text = evaluate(reading, ofHost(host));
  if (isOfAddress || port === undefined) return callTo(reading, text, host, row);
  const whole = concat([text, fixed(':'), evaluate(reading, port)]);
  return callTo(reading, codeValue(whole).kind === 'computed' ? text : whole, host, row);
}

type Made = Pick<ClientRow, 'protocol' | 'needsScheme'>;

export function callTo(
  reading: Reading,
  text: AssembledText,
  node: RbNode,
  { protocol, needsScheme }: Made,
): OutboundCall[] {
  const target = targetValue(text);
  if (target.kind === 'computed' || literalOf(text) === '' || (needsScheme && !namesHost(text))) return [];
  const spoken = protocol === 'sql' ? sqlProtocol(text) : protocol;
  if (spoken === undefined) return [];
  return [
    {
      target: withStandardPort(shown(target, reading.context.secrets), spoken),
      protocol: spoken,
      at: reading.file.originOf(node),
    },
  ];
}

/** A URL, or one whose start the environment gives. */
function namesHost(text: AssembledText): boolean {
  const [first] = text.parts;
  if (typeof first === 'string') return /^(https?|wss?):\/\/(\w|$|\[)/.test(first);
  const standard = defaultOf(text);
  return hasVariable(text) && (standard === undefined || /^(https?|wss?):\/\//.test(standard));
}

function sqlProtocol(text: AssembledText): string | undefined {
  const [first] = text.parts;
  const start = typeof first === 'string' ? first : (defaultOf(text) ?? '');
  if (/^(sqlite|jdbc:sqlite)/.test(start)) return undefined;
  const scheme = /^(\w+):/.exec(start)?.[1];
  return scheme === undefined ? 'sql' : protocolOfAdapter(scheme);
}

/** `base_uri 'https://mill.example'` of HTTParty. */
function baseUri(reading: Reading, { name, receiver, args }: RbCall): OutboundCall[] {
  const [url] = args;
  if (name !== 'base_uri' || receiver !== undefined || url === undefined) return [];
  const text = evaluate(reading, url);
  return callTo(reading, text, url, { protocol: 'http' });
}

/** `delivery_method :smtp, address: …` of Mail, in a block of its defaults. */
function mailSettings(reading: Reading, { name, args, options }: RbCall): OutboundCall[] {
  const host = options.get('address');
  if (name !== 'delivery_method' || plainString(args[0]) !== 'smtp' || host === undefined) return [];
  return hostCall(reading, { host, port: options.get('port') }, { protocol: 'smtp' });
}

/** `config.redis = { url: … }`, `config.action_mailer.smtp_settings = { address: … }`, `config.cache_store = :redis_cache_store, { … }`. */
function settingCalls(reading: Reading): OutboundCall[] {
  return reading.file.nodes.flatMap((node): OutboundCall[] => {
    if (node.type !== 'assignment') return [];
    const target = fieldOf(node, 'left')?.text ?? '';
    const right = fieldOf(node, 'right');
    if (right === undefined || !/[.]/.test(target)) return [];
    const list = /^(right_assignment_list|array)$/.test(right.type) ? right.children : [right];
    const head = plainString(list[0]) ?? '';
    return SETTINGS.filter(
      (row) => row.target.test(target) && (row.first === undefined || row.first.test(head)),
    ).flatMap((row) => {
      const values = row.first === undefined ? list : list.slice(1);
      return values.flatMap((value) => settingCall(reading, value, row));
    });
  });
}

function settingCall(reading: Reading, value: RbNode, row: (typeof SETTINGS)[number]): OutboundCall[] {
  const hash = hashOf(reading, value);
  if (hash === undefined)
    return row.isAddress && value.type !== 'simple_symbol'
      ? addressesOf(reading, value).flatMap((node) => callTo(reading, evaluate(reading, node), node, row))
      : [];
  const pairs = pairsOf(hash);
  const found = firstOption(pairs, row.options);
  if (found === undefined) return [];
  const port = pairs.get('port');
  return pairs.get('url') === found || port === undefined
    ? callTo(reading, evaluate(reading, found), found, row)
    : hostCall(reading, { host: found, port }, row);
}

/** The value of an expression as a fact may carry it: credentials taken out. */
export function factValue(reading: Reading, node: RbNode): CodeValue {
  return shown(codeValue(evaluate(reading, node)), reading.context.secrets);
}
