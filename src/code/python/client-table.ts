/** How a client library is told where to go: one URL, or host and port. */
export interface Client {
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

/** Clients by the dotted name of what makes them. */
export const CLIENTS: readonly Client[] = [
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
