import type { CodeValue, OutboundCall, StoreUse } from '../../shape/code-facts.ts';
import { withStandardPort } from '../standard-ports.ts';
import { ADDRESS_PROPERTIES, CLIENTS, type Client } from './client-table.ts';
import { namedConnection } from './connection-names.ts';
import { addressOf, connectionParts } from './connection-string.ts';
import type { Reading } from './reading.ts';
import { shown, shownValue } from './shown.ts';
import {
  argumentAt,
  argumentsOf,
  bare,
  type CsNode,
  childOf,
  createdType,
  elementsOf,
  initialised,
  lastName,
  methodCall,
  typeName,
} from './syntax.ts';
import {
  type CsText,
  codeValue,
  concat,
  fixed,
  literalOf,
  soleVariable,
  targetValue,
  variable,
  withoutPath,
} from './text.ts';
import { typeOf } from './types.ts';
import { evaluate } from './values.ts';

export interface ClientFacts {
  readonly calls: readonly OutboundCall[];
  readonly stores: readonly StoreUse[];
}

/** Clients of databases, caches, brokers and other services, made in code. */
export function clientFacts(reading: Reading): ClientFacts {
  const { file } = reading;
  const found: Found[] = [
    ...file.creations.flatMap((node) => fromCreation(reading, node)),
    ...file.calls.flatMap(({ call }) => fromCall(reading, call)),
    ...file.nodes.flatMap((node) => fromAssignment(reading, node)),
  ];
  return {
    calls: found.flatMap((each) => callOf(reading, each)),
    stores: found.flatMap((each) => databaseOf(reading, each)),
  };
}

interface Found {
  readonly node: CsNode;
  readonly text: CsText;
  readonly port?: CsText;
  readonly protocol: string;
}

function fits(reading: Reading, { library }: Pick<Client, 'library'>): boolean {
  return library === undefined || library.test(reading.file.text);
}

function fromCreation(reading: Reading, node: CsNode): Found[] {
  const type = createdType(node) ?? typeOf(reading.file, node)?.name ?? '';
  return CLIENTS.filter((client) => client.created?.test(type) === true && fits(reading, client)).flatMap((client) => [
    ...fromArguments(reading, node, client),
    ...fromProperties(reading, node, client),
  ]);
}

function fromCall(reading: Reading, call: CsNode): Found[] {
  const method = methodCall(call);
  const named = method && namedConnection(reading, method);
  if (method && named)
    return [{ node: method.args[0]?.value ?? call, text: evaluate(reading, call), protocol: named.protocol }];
  const callee = childOf(call, 'function');
  const text = callee?.text.replace(/<[^()]*>$/, '') ?? '';
  const name = lastName(callee) ?? '';
  return CLIENTS.filter(
    (client) =>
      (client.callee?.test(text) || (callee?.type !== 'identifier' && client.method?.test(name))) &&
      fits(reading, client),
  ).flatMap((client) => fromArguments(reading, call, client));
}

function fromArguments(reading: Reading, node: CsNode, client: Client): Found[] {
  if (client.at === undefined) return [];
  const args = argumentsOf(node);
  const address = argumentAt(args, client.at, ...(client.names ?? []));
  if (address === undefined || /lambda|method_expression/.test(address.type)) return [];
  const port = client.portAt === undefined ? undefined : argumentAt(args, client.portAt, 'port');
  const isNumber =
    port &&
    /^(integer_literal|identifier|member_access_expression|invocation_expression|element_access_expression)$/.test(
      bare(port).type,
    );
  return [
    {
      node: address,
      text: evaluate(reading, address),
      protocol: client.protocol,
      ...(port &&
        isNumber &&
        /^\d+$|^$/.test(literalOf(evaluate(reading, port)) ?? '') && { port: evaluate(reading, port) }),
    },
  ];
}

function fromProperties(reading: Reading, node: CsNode, client: Client): Found[] {
  const properties = initialised(node);
  const port = [...properties].find(([name]) => client.port?.test(name))?.[1];
  return [...properties].flatMap(([name, value]) =>
    client.property?.test(name)
      ? [
          {
            node: value,
            text: evaluate(reading, value),
            protocol: client.protocol,
            ...(port && { port: evaluate(reading, port) }),
          },
        ]
      : [],
  );
}

/** `client.BaseAddress = new Uri(…)`, `options.Address = …` inside `AddGrpcClient`. */
function fromAssignment(reading: Reading, node: CsNode): Found[] {
  const left = node.type === 'assignment_expression' ? childOf(node, 'left') : undefined;
  const right = childOf(node, 'right');
  const name = lastName(left);
  if (left === undefined || right === undefined || name === undefined) return [];
  const isInitializer = node.parent?.type === 'initializer_expression';
  const found = ADDRESS_PROPERTIES.find(
    ({ property, inside, of, library }) =>
      property.test(name) &&
      (library?.test(reading.file.text) ?? true) &&
      (inside === undefined || isInsideCall(node, inside)) &&
      (of === undefined ||
        (!isInitializer && of.test(typeOf(reading.file, childOf(left, 'expression'))?.name ?? ''))) &&
      !(isInitializer && of !== undefined),
  );
  // What an initializer of a known client sets is found there.
  const creation = isInitializer ? node.parent?.parent : undefined;
  const isKnown =
    creation &&
    CLIENTS.some(
      ({ created, property }) => created?.test(typeName(childOf(creation, 'type')) ?? '') && property?.test(name),
    );
  if (found === undefined || isKnown) return [];
  return [{ node: right, text: evaluate(reading, right), protocol: found.protocol }];
}

function isInsideCall(node: CsNode, name: RegExp): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    const call = methodCall(at);
    if (call && name.test(call.name)) return true;
  }
  return false;
}

function callOf(reading: Reading, { node, text, port, protocol }: Found): OutboundCall[] {
  const elements = elementsOf(node);
  if (elements)
    return elements.flatMap((each) => callOf(reading, { node: each, text: evaluate(reading, each), protocol }));
  const address = port && literalOf(port) !== '' ? concat([text, fixed(':'), port]) : textFor(protocol, text);
  const target = withStandardPort(shownValue(reading, targetValue(address)), protocol);
  if (!isAddress(target)) return [];
  return [{ target, protocol: protocolFor(protocol, target), at: reading.file.originOf(node) }];
}

/** Connection strings of databases and of Redis hold more than an address. */
function textFor(protocol: string, text: CsText): CsText {
  if (protocol === 'http' || protocol === 'grpc') return withoutPath(text);
  if (protocol === 'redis') return withoutOptions(text);
  return /^(postgres|sqlserver|mysql|amqp|mongodb|servicebus)$/.test(protocol) ? addressOf(text) : text;
}

/** `cache:6379,password=…,abortConnect=false` */
function withoutOptions(text: CsText): CsText {
  const sole = soleVariable(text);
  if (sole?.fallback !== undefined) return variable(sole.variable, firstAddress(sole.fallback));
  const comma = text.findIndex((part) => typeof part === 'string' && part.includes(','));
  const part = text[comma];
  return typeof part === 'string' ? [...text.slice(0, comma), ...fixed(firstAddress(part))] : text;
}

function firstAddress(text: string): string {
  return text.replace(/,.*$/s, '');
}

function isAddress(target: CodeValue): boolean {
  const text = target.kind === 'literal' ? target.text : target.kind === 'variable' ? (target.fallback ?? 'x') : 'x';
  if (target.kind === 'computed' || text === '') return false;
  return !/^(Data Source|DataSource|Filename|file:|:memory:)|\.db$|=|\s/i.test(text) && !/^(\/|~|loopback:)/.test(text);
}

function protocolFor(protocol: string, target: CodeValue): string {
  if (protocol !== 'amqp' || target.kind !== 'literal') return protocol;
  return /^sb:/.test(target.text) ? 'servicebus' : protocol;
}

/** The database that a connection string in code or appsettings names. */
function databaseOf(reading: Reading, { node, text, protocol }: Found): StoreUse[] {
  if (!/^(postgres|sqlserver|mysql)$/.test(protocol) || soleVariable(text) !== undefined) return [];
  const database = connectionParts(text)?.database;
  if (database === undefined || codeValue(database).kind === 'computed' || database.length === 0) return [];
  return [{ kind: 'database', name: shown(reading, database), system: protocol, at: reading.file.originOf(node) }];
}
