import type { CodeValue, OutboundCall, StoreUse } from '../../shape/code-facts.ts';
import { argument, hostAndPort, leadingText, startsWithVariable, urlTarget } from './call-values.ts';
import { calleeName, makerOf, methodOf } from './names.ts';
import type { Reading } from './reading.ts';
import { factValue } from './shown.ts';
import type { PyNode } from './syntax.ts';

/** How a client library is told where to go: one URL, or host and port. */
interface Client {
  readonly callee: RegExp;
  /** `sql`: the scheme of the URL says which. */
  readonly protocol: string;
  readonly url?: readonly string[];
  readonly urlAt?: number;
  readonly host?: readonly string[];
  readonly hostAt?: number;
  readonly portAt?: number;
  readonly database?: readonly string[];
  /** Without any argument it goes to this host. */
  readonly standard?: string;
}

const SQL = { host: ['host'], database: ['dbname', 'database', 'db'] } as const;

const CLIENTS: readonly Client[] = [
  {
    callee:
      /^redis(\.asyncio|\.client)?\.(Strict)?Redis$|^redis(\.asyncio)?\.ConnectionPool$|^(aioredis|fakeredis)\.Redis$/,
    protocol: 'redis',
    host: ['host'],
    hostAt: 0,
    portAt: 1,
    standard: 'localhost',
  },
  {
    callee: /^(redis|aioredis)(\.\w+)*\.from_url$|^aioredis\.create_redis(_pool)?$/,
    protocol: 'redis',
    url: ['url'],
    urlAt: 0,
  },
  {
    callee:
      /^(psycopg2?|psycopg\.(Async)?Connection|aiopg|psycopg_pool)(\.\w+)*\.(connect|create_pool|ConnectionPool|AsyncConnectionPool|ThreadedConnectionPool|SimpleConnectionPool)$/,
    protocol: 'postgres',
    url: ['dsn', 'conninfo'],
    urlAt: 0,
    ...SQL,
  },
  { callee: /^asyncpg\.(connect|create_pool)$/, protocol: 'postgres', url: ['dsn'], urlAt: 0, ...SQL },
  {
    callee: /^(pymysql|MySQLdb|mysql\.connector|aiomysql)(\.\w+)?\.(connect|create_pool|Connection)$/,
    protocol: 'mysql',
    ...SQL,
  },
  {
    callee: /^(sqlalchemy(\.\w+)*|sqlmodel)\.(create_engine|create_async_engine)$|^databases\.Database$/,
    protocol: 'sql',
    url: ['url', 'name_or_url'],
    urlAt: 0,
  },
  {
    callee: /^(pymongo(\.\w+)*\.(Async)?MongoClient|motor\.motor_asyncio\.AsyncIOMotorClient)$/,
    protocol: 'mongodb',
    url: ['host'],
    urlAt: 0,
    standard: 'localhost',
  },
  { callee: /^mongoengine\.connect$/, protocol: 'mongodb', url: ['host'] },
  {
    callee: /^pika\.(connection\.)?ConnectionParameters$/,
    protocol: 'amqp',
    host: ['host'],
    hostAt: 0,
    portAt: 1,
    standard: 'localhost',
  },
  {
    callee: /^pika\.URLParameters$|^aio_pika\.(connect|connect_robust)$|^kombu\.Connection$/,
    protocol: 'amqp',
    url: ['url'],
    urlAt: 0,
  },
  {
    callee: /^(kafka|aiokafka)(\.\w+)*\.(AIO)?Kafka(Producer|Consumer|AdminClient)$/,
    protocol: 'kafka',
    url: ['bootstrap_servers'],
  },
  { callee: /^nats(\.\w+)*\.connect$/, protocol: 'nats', url: ['servers'], urlAt: 0 },
  {
    callee: /^(smtplib|aiosmtplib)\.(SMTP|SMTP_SSL)$/,
    protocol: 'smtp',
    host: ['host', 'hostname'],
    hostAt: 0,
    portAt: 1,
  },
  { callee: /^grpc(\.aio)?\.(insecure_channel|secure_channel)$/, protocol: 'grpc', url: ['target'], urlAt: 0 },
  {
    callee: /^(elasticsearch|opensearchpy)\.(Async)?(Elasticsearch|OpenSearch)$/,
    protocol: 'http',
    url: ['hosts'],
    urlAt: 0,
  },
  { callee: /^minio\.Minio$/, protocol: 'http', url: ['endpoint'], urlAt: 0 },
  { callee: /^(socket\.create_connection)$/, protocol: 'tcp', url: ['address'], urlAt: 0 },
  {
    callee: /^(pymemcache(\.\w+)*\.(Hash|Pooled)?Client|memcache\.Client|pylibmc\.Client)$/,
    protocol: 'memcached',
    url: ['server', 'servers'],
    urlAt: 0,
  },
  { callee: /(^|\.)Celery$/, protocol: 'celery', url: ['broker'] },
  { callee: /(^|\.)Celery$/, protocol: 'celery', url: ['backend'] },
  { callee: /(^|\.)OTLP\w+Exporter$/, protocol: 'otlp', url: ['endpoint'] },
  { callee: /^ldap3\.Server$/, protocol: 'ldap', url: ['host'], urlAt: 0 },
  { callee: /^(influxdb_client\.InfluxDBClient)$/, protocol: 'http', url: ['url'], urlAt: 0 },
];

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
    return targetFact(hostAndPort(reading, host, port), client.protocol, module.originOf(host));
  }
  if (url) return addressesOf(reading, url).flatMap((node) => addressTarget(reading, node, client));
  const { positional, keywords, open } = module.argumentsOf(call);
  const isBare =
    positional.length === 0 && !open && !keywords.has('connection_pool') && !keywords.has('unix_socket_path');
  if (client.standard === undefined || !isBare) return [];
  return targetFact({ kind: 'literal', text: client.standard }, client.protocol, module.originOf(call));
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

const HTTP_CALL =
  /^(requests|httpx)\.(get|post|put|patch|delete|head|options|request|stream)$|^urllib\.request\.(urlopen|Request|urlretrieve)$/;
const HTTP_OBJECT = /^(requests\.(Session|session)|httpx\.(Async)?Client|aiohttp\.ClientSession|urllib3\.PoolManager)$/;
const URL_KEYWORDS = ['base_url', 'endpoint_url', 'azure_endpoint', 'api_base', 'service_url'];

/** Calls over HTTP: URLs given to requests, httpx, aiohttp and urllib, and base URLs given to any client. */
export function httpCalls(reading: Reading): OutboundCall[] {
  const { module } = reading;
  return module.calls.flatMap((call) => {
    const callee = calleeName(module, call) ?? '';
    const method = methodOf(module, call);
    const isMethod =
      method !== undefined &&
      /^(get|post|put|patch|delete|head|options|request|stream|ws_connect)$/.test(method.name) &&
      HTTP_OBJECT.test(makerOf(module, method.object) ?? '');
    const isCall = HTTP_CALL.test(callee) || isMethod;
    const position =
      /(^|\.)(request|stream)$/.test(callee) || (isMethod && /^(request|stream)$/.test(method.name)) ? 1 : 0;
    const nodes = isCall
      ? [argument(reading, call, { names: ['url', 'fullurl'], position })]
      : [argument(reading, call, { names: URL_KEYWORDS })];
    return nodes.flatMap((node) => httpTarget(reading, node));
  });
}

function httpTarget(reading: Reading, node: PyNode | undefined): OutboundCall[] {
  const target = urlTarget(reading, node);
  if (node === undefined || target === undefined) return [];
  const isUrl = /^(https?|wss?):\/\//.test(leadingText(target)) || startsWithVariable(target);
  return isUrl ? [{ target, protocol: 'http', at: reading.module.originOf(node) }] : [];
}
