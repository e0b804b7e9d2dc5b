import type { Syntax } from '../syntax.ts';
import { entryOfObject, stringOf, unwrap } from './literals.ts';
import type { PackageMember } from './packages.ts';

/** Package, what of it makes a connection, and the protocol that it then speaks. */
const CLIENTS: readonly (readonly [RegExp, RegExp, string])[] = [
  [/^(pg|pg-promise|postgres|@neondatabase\/serverless)$/, /^(|Pool|Client)$/, 'postgres'],
  [/^(mysql|mysql2|mysql2\/promise|mariadb)$/, /^create(Connection|Pool|PoolCluster)$/, 'mysql'],
  [/^mongodb$/, /^MongoClient(\.connect)?$/, 'mongodb'],
  [/^mongoose$/, /^(mongoose\.)?(connect|createConnection)$/, 'mongodb'],
  [/^redis$/, /^create(Client|Cluster|Sentinel)$/, 'redis'],
  [/^ioredis$/, /^(|Redis|Redis\.Cluster|Cluster)$/, 'redis'],
  [/^(bull|bullmq|bee-queue)$/, /^(|Queue|Worker|QueueEvents|FlowProducer)$/, 'redis'],
  [/^(amqplib|amqplib\/callback_api|amqp-connection-manager)$/, /^connect$/, 'amqp'],
  [/^rabbitmq-client$/, /^Connection$/, 'amqp'],
  [/^rabbitmq-amqp-js-client$/, /^createEnvironment$/, 'amqp'],
  [/^rhea(-promise)?$/, /^(connect|Connection)$/, 'amqp'],
  [/^@azure\/service-bus$/, /^ServiceBusClient$/, 'amqp'],
  [/^kafkajs$|^@confluentinc\/kafka-javascript$/, /^(KafkaJS\.)?Kafka$/, 'kafka'],
  [/^(nats|@nats-io\/transport-node)$/, /^connect$/, 'nats'],
  [/^(mqtt|async-mqtt)$/, /^connect(Async)?$/, 'mqtt'],
  [/^nodemailer$/, /^createTransport$/, 'smtp'],
  [/^(@elastic\/elasticsearch|@opensearch-project\/opensearch)$/, /^Client$/, 'http'],
  [/^minio$/, /^Client$/, 'http'],
  [/^@aws-sdk\/(client|lib)-/, /^\w+$/, 'http'],
  [/^(memcached|memjs)$/, /^(|Client\.create)$/, 'memcached'],
  [/^cassandra-driver$/, /^Client$/, 'cassandra'],
  [/^neo4j-driver$/, /^driver$/, 'bolt'],
  [/^@clickhouse\/client$/, /^createClient$/, 'http'],
  [/^ldapjs$/, /^createClient$/, 'ldap'],
  [/^@opentelemetry\/exporter-/, /Exporter$/, 'http'],
  [/^@influxdata\/influxdb-client$/, /^InfluxDB$/, 'http'],
  [/^@qdrant\/js-client-rest$/, /^QdrantClient$/, 'http'],
  [/^meilisearch$/, /^MeiliSearch$/, 'http'],
];
/** Packages that speak to several databases; an option says to which. */
const MANY_DATABASES: readonly (readonly [RegExp, RegExp])[] = [
  [/^sequelize$/, /^(|Sequelize)$/],
  [/^typeorm$/, /^(DataSource|createConnection)$/],
  [/^knex$/, /^(|knex)$/],
];
const DIALECTS: Readonly<Record<string, string>> = {
  pg: 'postgres',
  postgres: 'postgres',
  postgresql: 'postgres',
  mysql: 'mysql',
  mysql2: 'mysql',
  mariadb: 'mysql',
  mongodb: 'mongodb',
  mssql: 'sqlserver',
};

/** The protocol of the connection that a call makes, when it makes one. */
export function clientProtocol(
  { from, name }: PackageMember,
  first: Syntax,
  second: Syntax | undefined,
): string | undefined {
  const known = CLIENTS.find(([packages, makers]) => packages.test(from) && makers.test(name));
  if (known) return known[2];
  if (!MANY_DATABASES.some(([packages, makers]) => packages.test(from) && makers.test(name))) return undefined;
  for (const options of [first, second].map((arg) => arg && unwrap(arg))) {
    const entry = ['dialect', 'type', 'client'].map((key) => entryOfObject(options, key)).find((value) => value);
    const dialect = entry && stringOf(entry);
    if (dialect !== undefined) return DIALECTS[dialect] ?? dialect;
  }
  const url = stringOf(unwrap(first));
  return DIALECTS[url?.split(':')[0] ?? ''] ?? 'sql';
}
