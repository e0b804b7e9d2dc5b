import type { QueueUse } from '../../shape/code-facts.ts';
import { argument } from './call-values.ts';
import { calleeName, creationOf, methodOf } from './names.ts';
import type { Reading } from './reading.ts';
import { factValue } from './shown.ts';
import { bare, childOf, type PyNode } from './syntax.ts';

type Kind = Pick<QueueUse, 'role' | 'system'>;

const CONSUMES = /basic_consume|basic_get|\.consume\(|\.iterator\(|Consumer\(|\.get\(/;

/** Uses of queues by an object that stands for them, by bindings, streams and decorators of consumers. */
export function queuesOfObjects(reading: Reading, call: PyNode): QueueUse[] {
  return [
    ...amqpObjects(reading, call),
    ...bindings(reading, call),
    ...streams(reading, call),
    ...fastStream(reading, call),
    ...faust(reading, call),
    ...kombu(reading, call),
  ];
}

/** aio-pika: `queue.iterator()`, `queue.consume(…)`, `queue.get()`, `exchange.publish(message, key)`. */
function amqpObjects(reading: Reading, call: PyNode): QueueUse[] {
  const { module } = reading;
  const method = methodOf(module, call);
  if (method === undefined || !/aio_?pika/.test(module.text)) return [];
  const made = creationOf(module, method.object);
  const maker = made && methodOf(module, made)?.name;
  const isQueue = maker !== undefined && /^(declare_queue|get_queue)$/.test(maker);
  const name = isQueue && made ? argument(reading, made, { names: ['name'], position: 0 }) : undefined;
  const consume: Kind = { role: 'consume', system: 'amqp' };
  if (/^(iterator|consume)$/.test(method.name) || (method.name === 'get' && isQueue)) {
    // A queue that the broker names is read for what is bound to it.
    if (name) return named(reading, name, consume);
    const isBound = isQueue && /\.bind\(/.test(module.text);
    return isBound ? [] : [unknown(reading, call, consume)];
  }
  if (method.name !== 'publish') return [];
  const produce: Kind = { role: 'produce', system: 'amqp' };
  const isExchange = maker !== undefined && /^(declare_exchange|get_exchange)$/.test(maker);
  const exchange = isExchange && made ? argument(reading, made, { names: ['name'], position: 0 }) : undefined;
  if (exchange) return named(reading, exchange, produce);
  // The default exchange leads to the queue of that name.
  const key = argument(reading, call, { names: ['routing_key'], position: 1 });
  return key && /(^|\.)default_exchange$/.test(module.textOf(method.object)) ? named(reading, key, produce) : [];
}

/** `channel.queue_bind(queue, exchange, key)`, `queue.bind(exchange, routing_key=…)`: who reads such a queue reads the exchange. */
function bindings(reading: Reading, call: PyNode): QueueUse[] {
  const { module } = reading;
  const method = methodOf(module, call);
  const isPika = method?.name === 'queue_bind';
  const isObject = method?.name === 'bind' && /aio_?pika/.test(module.text);
  if ((!isPika && !isObject) || !/pika|amqp/i.test(module.text) || !CONSUMES.test(module.text)) return [];
  const given = argument(reading, call, { names: ['exchange'], position: isPika ? 1 : 0 });
  const key = argument(reading, call, { names: ['routing_key'], position: isPika ? 2 : 1 });
  const made = given && creationOf(module, given);
  const exchange = made ? (argument(reading, made, { names: ['name', 'exchange'], position: 0 }) ?? given) : given;
  const consume: Kind = { role: 'consume', system: 'amqp' };
  return [exchange, key].flatMap((node) => (node ? named(reading, node, consume) : []));
}

/** redis-py: `r.xreadgroup('group', 'consumer', {'jobs': '>'})`, `r.xread(streams={'jobs': '$'})`. */
function streams(reading: Reading, call: PyNode): QueueUse[] {
  const method = methodOf(reading.module, call)?.name;
  if ((method !== 'xreadgroup' && method !== 'xread') || !/redis/i.test(reading.module.text)) return [];
  const given = argument(reading, call, { names: ['streams'], position: method === 'xread' ? 0 : 2 });
  const dictionary = given?.type === 'identifier' ? onlyValue(reading, given) : given;
  const consume: Kind = { role: 'consume', system: 'redis' };
  if (dictionary?.type !== 'dictionary') return [unknown(reading, call, consume)];
  return dictionary.children.flatMap((pair) => {
    const key = childOf(pair, 'key');
    return key ? named(reading, key, consume) : [unknown(reading, pair, consume)];
  });
}

function onlyValue({ module }: Reading, name: PyNode): PyNode | undefined {
  const all = module.assignments.get(module.textOf(name)) ?? [];
  return all.length === 1 && all[0] ? bare(all[0].value) : undefined;
}

/** FastStream: `@broker.subscriber('orders')`, `@broker.publisher('bills')`, `broker.publish(order, 'orders')`. */
function fastStream(reading: Reading, call: PyNode): QueueUse[] {
  const { module } = reading;
  const method = methodOf(module, call)?.name;
  const broker = /faststream\.(rabbit|kafka|confluent|nats|redis)|propan/.exec(module.text);
  if (broker === null || method === undefined || !/^(subscriber|publisher|publish)$/.test(method)) return [];
  const system = { rabbit: 'amqp', confluent: 'kafka' }[broker[1] ?? 'rabbit'] ?? broker[1] ?? 'amqp';
  const role = method === 'subscriber' ? 'consume' : 'produce';
  const names = ['queue', 'topic', 'subject', 'channel', 'list', 'stream'];
  const node = argument(reading, call, { names, position: method === 'publish' ? 1 : 0 });
  const inner =
    node && bare(node).type === 'call' ? argument(reading, bare(node), { names: ['name'], position: 0 }) : node;
  if (inner === undefined) return role === 'consume' ? [unknown(reading, call, { role, system })] : [];
  return named(reading, inner, { role, system });
}

/** Faust: a topic is named once; agents read it, `send` writes it. */
function faust(reading: Reading, call: PyNode): QueueUse[] {
  const { module } = reading;
  if (!/^\s*(import|from) faust/m.test(module.text)) return [];
  const method = methodOf(module, call);
  if (method?.name === 'agent' && call.parent?.type === 'decorator') {
    const topic = module.argumentsOf(call).positional[0];
    const made = topic && creationOf(module, topic);
    const name =
      made && methodOf(module, made)?.name === 'topic' ? argument(reading, made, { names: [], position: 0 }) : topic;
    const consume: Kind = { role: 'consume', system: 'kafka' };
    return name ? named(reading, name, consume) : [unknown(reading, call, consume)];
  }
  if (method?.name !== 'send') return [];
  const made = creationOf(module, method.object);
  const name =
    made && methodOf(module, made)?.name === 'topic' ? argument(reading, made, { names: [], position: 0 }) : undefined;
  return name ? named(reading, name, { role: 'produce', system: 'kafka' }) : [];
}

/** kombu without Celery: `Consumer(connection, queues)`, `connection.SimpleQueue('mails')`, `producer.publish(…)`. */
function kombu(reading: Reading, call: PyNode): QueueUse[] {
  const { module } = reading;
  if (!/\bkombu\b/.test(module.text)) return [];
  const method = methodOf(module, call)?.name;
  const consume: Kind = { role: 'consume', system: 'amqp' };
  if (method === 'SimpleQueue' || method === 'SimpleBuffer') {
    const name = argument(reading, call, { names: ['name'], position: 0 });
    const isRead = /\.get\(/.test(module.text);
    return name ? named(reading, name, isRead ? consume : { role: 'produce', system: 'amqp' }) : [];
  }
  // Which queues a consumer takes may be put together anywhere.
  const isConsumer = method === 'Consumer' || calleeName(module, call)?.endsWith('kombu.Consumer');
  return isConsumer ? [unknown(reading, call, consume)] : [];
}

function named(reading: Reading, node: PyNode, kind: Kind): QueueUse[] {
  const name = factValue(reading, node);
  return name.kind === 'literal' && name.text === '' ? [] : [{ name, ...kind, at: reading.module.originOf(node) }];
}

function unknown({ module }: Reading, node: PyNode, kind: Kind): QueueUse {
  return { name: { kind: 'computed' }, ...kind, at: module.originOf(node) };
}
