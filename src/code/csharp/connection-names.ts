import type { Reading } from './reading.ts';
import { bare, lastName, type MethodCall } from './syntax.ts';
import { type CsText, literalOf } from './text.ts';
import { typeOf } from './types.ts';
import { evaluate } from './values.ts';

/** Methods of Aspire's integrations that take the name of a connection string, and what they talk to. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/^Add(Keyed)?(Npgsql(DataSource|DbContext)|AzureNpgsql\w*)$/, 'postgres'],
  [/^Add(Keyed)?(SqlServerClient|SqlServerDbContext)$/, 'sqlserver'],
  [/^Add(Keyed)?(MySqlDataSource|MySqlDbContext)$/, 'mysql'],
  [/^Add(Keyed)?(RedisClient|RedisDistributedCache|RedisOutputCache|ValkeyClient)$/, 'redis'],
  [/^Add(Keyed)?RabbitMQClient$/, 'amqp'],
  [/^Add(Keyed)?MongoDBClient$/, 'mongodb'],
  [/^Add(Keyed)?Kafka(Producer|Consumer)$/, 'kafka'],
  [/^Add(Keyed)?NatsClient$/, 'nats'],
  [/^Add(Keyed)?AzureServiceBusClient$/, 'servicebus'],
];

export interface NamedConnection {
  readonly name: CsText;
  readonly protocol: string;
}

/** `builder.AddRedisClient("cache")`: the address is the connection string of that name. */
export function namedConnection(reading: Reading, { name, object, args }: MethodCall): NamedConnection | undefined {
  const protocol = BY_NAME.find(([method]) => method.test(name))?.[1];
  const first = args[0]?.value;
  if (protocol === undefined || first === undefined || object === undefined || !isBuilder(reading, object))
    return undefined;
  const text = evaluate(reading, first);
  const literal = literalOf(text);
  return literal !== undefined && /^[\w.-]+$/.test(literal) ? { name: text, protocol } : undefined;
}

function isBuilder({ file }: Reading, object: MethodCall['object']): boolean {
  if (object === undefined) return false;
  const type = typeOf(file, object)?.name ?? '';
  return /Builder$/.test(type) || /builder$/i.test(lastName(bare(object)) ?? '');
}
