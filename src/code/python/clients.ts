import type { CodeValue, OutboundCall, StoreUse } from '../../shape/code-facts.ts';
import { withStandardPort } from '../standard-ports.ts';
import { argument, hostAndPort, leadingText, urlTarget } from './call-values.ts';
import { CLIENTS, type Client } from './client-table.ts';
import { calleeName } from './names.ts';
import type { Reading } from './reading.ts';
import { factValue } from './shown.ts';
import type { PyNode } from './syntax.ts';

export interface ClientFacts {
  readonly calls: readonly OutboundCall[];
  readonly stores: readonly StoreUse[];
}

/** Clients of databases, caches, brokers and other services, made in code. */
export function clientFacts(reading: Reading): ClientFacts {
  const calls: OutboundCall[] = [];
  const stores: StoreUse[] = [];
  for (const call of reading.module.calls) {
    const callee = calleeName(reading.module, call) ?? '';
    for (const client of CLIENTS) {
      if (!client.callee.test(callee)) continue;
      calls.push(...targetsOf(reading, call, client));
      const database = client.database && argument(reading, call, { names: client.database });
      if (database)
        stores.push({
          kind: 'database',
          name: factValue(reading, database),
          system: client.protocol,
          at: reading.module.originOf(database),
        });
    }
  }
  return { calls, stores };
}

function targetsOf(reading: Reading, call: PyNode, client: Client): OutboundCall[] {
  const { module } = reading;
  const host =
    client.host &&
    argument(reading, call, { names: client.host, ...(client.hostAt !== undefined && { position: client.hostAt }) });
  const url =
    client.url &&
    argument(reading, call, { names: client.url, ...(client.urlAt !== undefined && { position: client.urlAt }) });
  if (host) {
    const port = argument(reading, call, {
      names: ['port'],
      ...(client.portAt !== undefined && { position: client.portAt }),
    });
    const target = hostAndPort(reading, host, port);
    // `**options` may bring a port.
    const isOpen = module.argumentsOf(call).open;
    const at = module.originOf(host);
    return targetFact(isOpen ? target : withStandardPort(target, client.protocol), client.protocol, at);
  }
  if (url) return addressesOf(reading, url).flatMap((node) => addressTarget(reading, node, client));
  const { positional, keywords, open } = module.argumentsOf(call);
  const isBare =
    positional.length === 0 && !open && !keywords.has('connection_pool') && !keywords.has('unix_socket_path');
  if (client.standard === undefined || !isBare) return [];
  const own = withStandardPort({ kind: 'literal', text: client.standard }, client.protocol);
  return targetFact(own, client.protocol, module.originOf(call));
}

/** One address, each of a list, or host and port in a tuple. */
function addressesOf(reading: Reading, node: PyNode): readonly PyNode[] {
  const assigned = node.type === 'identifier' ? reading.module.assignments.get(reading.module.textOf(node)) : undefined;
  const list = assigned?.length === 1 && assigned[0]?.value.type === 'list' ? assigned[0].value : node;
  return list.type === 'list' ? list.children : [node];
}

function addressTarget(reading: Reading, node: PyNode, client: Client): OutboundCall[] {
  const at = reading.module.originOf(node);
  if (node.type === 'tuple')
    return targetFact(hostAndPort(reading, node.children[0], node.children[1]), client.protocol, at);
  // `os.environ['KAFKA'].split(',')` names the same variable.
  const target = urlTarget(reading, node);
  return target ? targetFact(target, protocolOf(client.protocol, target), at) : [];
}

function targetFact(target: CodeValue, protocol: string, at: OutboundCall['at']): OutboundCall[] {
  if (
    target.kind === 'computed' ||
    (target.kind === 'literal' && target.text === '') ||
    /^(sqlite|file|memory|cache\+memory|rpc):/.test(leadingText(target))
  )
    return [];
  return [{ target, protocol, at }];
}

const SCHEMES: readonly (readonly [RegExp, string])[] = [
  [/^postgres/, 'postgres'],
  [/^(mysql|mariadb)/, 'mysql'],
  [/^(amqps?|pyamqp):/, 'amqp'],
  [/^rediss?:/, 'redis'],
  [/^mongodb/, 'mongodb'],
  [/^mssql/, 'sqlserver'],
  [/^sqs:/, 'sqs'],
];

export function protocolOf(known: string, target: CodeValue): string {
  if (known !== 'sql' && known !== 'celery') return known;
  const text = leadingText(target);
  return SCHEMES.find(([scheme]) => scheme.test(text))?.[1] ?? known;
}
