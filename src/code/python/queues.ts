import type { QueueUse } from '../../shape/code-facts.ts';
import { argument } from './call-values.ts';
import { calleeName, makerOf, methodOf } from './names.ts';
import type { Reading } from './reading.ts';
import { entriesOf } from './settings-modules.ts';
import { factValue } from './shown.ts';
import { childOf, type PyNode } from './syntax.ts';

interface QueueCall {
  /** The library whose name the file must hold. */
  readonly library: RegExp;
  /** A method's name, or a function by its dotted name. */
  readonly method?: RegExp;
  readonly callee?: RegExp;
  /** What made the object, where a method's name alone says too little. */
  readonly maker?: RegExp;
  readonly names: readonly string[];
  readonly position?: number;
  readonly role: QueueUse['role'];
  readonly system: string;
}

const KAFKA_PRODUCER = /Kafka(Avro)?Producer$|(^|\.)(Serializing)?Producer$/;
const KAFKA_CONSUMER = /KafkaConsumer$|(^|\.)(Deserializing)?Consumer$/;
const REDIS = /(^|\.)(Strict)?Redis$|redis.*\.from_url$|(^|\.)get_redis\w*$/;

const QUEUE_CALLS: readonly QueueCall[] = [
  {
    library: /pika/,
    method: /^(queue_declare|declare_queue)$/,
    names: ['queue', 'name'],
    position: 0,
    role: 'declare',
    system: 'amqp',
  },
  { library: /pika/, method: /^exchange_declare$/, names: ['exchange'], position: 0, role: 'declare', system: 'amqp' },
  { library: /pika/, method: /^basic_consume$/, names: ['queue'], position: 0, role: 'consume', system: 'amqp' },
  { library: /pika/, method: /^basic_get$/, names: ['queue'], position: 0, role: 'consume', system: 'amqp' },
  { library: /aio_pika/, method: /^publish$/, names: ['routing_key'], position: 1, role: 'produce', system: 'amqp' },
  {
    library: /kafka/i,
    method: /^(send|send_and_wait|produce)$/,
    maker: KAFKA_PRODUCER,
    names: ['topic'],
    position: 0,
    role: 'produce',
    system: 'kafka',
  },
  {
    library: /kafka/i,
    method: /^subscribe$/,
    maker: KAFKA_CONSUMER,
    names: ['topics'],
    position: 0,
    role: 'consume',
    system: 'kafka',
  },
  {
    library: /celery|task/i,
    method: /^(apply_async|send_task|signature)$/,
    names: ['queue'],
    role: 'produce',
    system: 'celery',
  },
  {
    library: /kombu/,
    callee: /^kombu(\.\w+)*\.Queue$/,
    names: ['name'],
    position: 0,
    role: 'declare',
    system: 'celery',
  },
  {
    library: /boto|sqs/i,
    method: /^(get_queue_by_name|get_queue_url|create_queue)$/,
    names: ['QueueName'],
    role: 'declare',
    system: 'sqs',
  },
  {
    library: /boto|sqs/i,
    method: /^(send_message|send_message_batch)$/,
    names: ['QueueUrl'],
    role: 'produce',
    system: 'sqs',
  },
  { library: /boto|sqs/i, method: /^receive_message$/, names: ['QueueUrl'], role: 'consume', system: 'sqs' },
  { library: /boto|sns/i, method: /^publish$/, names: ['TopicArn'], role: 'produce', system: 'sns' },
  { library: /pubsub/, method: /^topic_path$/, names: ['topic'], position: 1, role: 'produce', system: 'pubsub' },
  {
    library: /pubsub/,
    method: /^subscription_path$/,
    names: ['subscription'],
    position: 1,
    role: 'consume',
    system: 'pubsub',
  },
  {
    library: /nats/,
    method: /^(publish|request)$/,
    maker: /(^|\.)(NATS|connect|jetstream)$/,
    names: ['subject'],
    position: 0,
    role: 'produce',
    system: 'nats',
  },
  {
    library: /nats/,
    method: /^(subscribe|pull_subscribe)$/,
    maker: /(^|\.)(NATS|connect|jetstream)$/,
    names: ['subject'],
    position: 0,
    role: 'consume',
    system: 'nats',
  },
  {
    library: /redis/i,
    method: /^(rpush|lpush|xadd|publish)$/,
    maker: REDIS,
    names: ['name', 'channel'],
    position: 0,
    role: 'produce',
    system: 'redis',
  },
  {
    library: /redis/i,
    method: /^(blpop|brpop|lpop|rpop|brpoplpush|blmove)$/,
    maker: REDIS,
    names: ['keys', 'name', 'src'],
    position: 0,
    role: 'consume',
    system: 'redis',
  },
  {
    library: /redis/i,
    method: /^(subscribe|psubscribe)$/,
    maker: /\.pubsub$/,
    names: [],
    position: 0,
    role: 'consume',
    system: 'redis',
  },
  { library: /\brq\b/, callee: /^rq(\.\w+)*\.Queue$/, names: ['name'], position: 0, role: 'produce', system: 'redis' },
  {
    library: /\brq\b/,
    callee: /^rq(\.\w+)*\.(Simple)?Worker$/,
    names: ['queues'],
    position: 0,
    role: 'consume',
    system: 'redis',
  },
  { library: /dramatiq/, callee: /^dramatiq\.actor$/, names: ['queue_name'], role: 'consume', system: 'amqp' },
  {
    library: /servicebus/i,
    method: /^get_(queue|topic)_sender$/,
    names: ['queue_name', 'topic_name'],
    position: 0,
    role: 'produce',
    system: 'servicebus',
  },
  {
    library: /servicebus/i,
    method: /^get_(queue|subscription)_receiver$/,
    names: ['queue_name', 'topic_name'],
    position: 0,
    role: 'consume',
    system: 'servicebus',
  },
];

/** Queues, topics, channels and streams that the code names. */
export function queueUses(reading: Reading): QueueUse[] {
  const { module } = reading;
  const specs = QUEUE_CALLS.filter((spec) => spec.library.test(module.text));
  return [
    ...module.calls.flatMap((call) => [
      ...specs.filter((spec) => isCallOf(reading, call, spec)).flatMap((spec) => usesOf(reading, call, spec)),
      ...amqpPublish(reading, call),
      ...kafkaConsumer(reading, call),
      ...celeryTask(reading, call),
    ]),
    ...celerySettings(reading),
  ];
}

function isCallOf(reading: Reading, call: PyNode, spec: QueueCall): boolean {
  const { module } = reading;
  if (spec.callee) return spec.callee.test(calleeName(module, call) ?? '');
  const method = methodOf(module, call);
  if (method === undefined || !spec.method?.test(method.name)) return false;
  return spec.maker === undefined || spec.maker.test(makerOf(module, method.object) ?? '');
}

function usesOf(reading: Reading, call: PyNode, spec: QueueCall): QueueUse[] {
  const node = argument(reading, call, {
    names: spec.names,
    ...(spec.position !== undefined && { position: spec.position }),
  });
  if (node === undefined) return [];
  const nodes = /^(list|tuple)$/.test(node.type) ? node.children : [node];
  return nodes.flatMap((item) => useOf(reading, item, spec));
}

function useOf(reading: Reading, node: PyNode, spec: Pick<QueueCall, 'role' | 'system'>): QueueUse[] {
  const name = factValue(reading, node);
  // An empty name asks the broker for one; a URL of SQS ends in the queue's name.
  if (name.kind === 'literal' && name.text === '') return [];
  return [{ name, role: spec.role, system: spec.system, at: reading.module.originOf(node) }];
}

/** `basic_publish(exchange='', routing_key='orders')`: the default exchange leads to the queue of that name. */
function amqpPublish(reading: Reading, call: PyNode): QueueUse[] {
  if (methodOf(reading.module, call)?.name !== 'basic_publish') return [];
  const exchange = argument(reading, call, { names: ['exchange'], position: 0 });
  const key = argument(reading, call, { names: ['routing_key'], position: 1 });
  const spec = { role: 'produce', system: 'amqp' } as const;
  const named = exchange ? useOf(reading, exchange, spec) : [];
  return named.length > 0 ? named : key ? useOf(reading, key, spec) : [];
}

/** `KafkaConsumer('orders', 'returns', …)` */
function kafkaConsumer(reading: Reading, call: PyNode): QueueUse[] {
  const { module } = reading;
  if (!/(^|\.)(AIO)?KafkaConsumer$/.test(calleeName(module, call) ?? '')) return [];
  return module
    .argumentsOf(call)
    .positional.flatMap((node) => useOf(reading, node, { role: 'consume', system: 'kafka' }));
}

/** `@app.task(queue='ovens')`, `@shared_task(queue=…)` */
function celeryTask(reading: Reading, call: PyNode): QueueUse[] {
  const callee = childOf(call, 'function');
  const isTask =
    call.parent?.type === 'decorator' &&
    callee &&
    /(^|\.)(task|shared_task|periodic_task)$/.test(reading.module.textOf(callee));
  const node = isTask ? argument(reading, call, { names: ['queue'] }) : undefined;
  return node ? useOf(reading, node, { role: 'consume', system: 'celery' }) : [];
}

/** `task_default_queue`, and the queues of `task_routes`. */
function celerySettings(reading: Reading): QueueUse[] {
  const spec = { role: 'declare', system: 'celery' } as const;
  const uses: QueueUse[] = [];
  for (const [target, assignments] of reading.module.assignments) {
    const isDefault = /(^|\.|CELERY_)(task_default_queue|TASK_DEFAULT_QUEUE)$/.test(target);
    const isRoutes = /(^|\.|CELERY_)(task_routes|TASK_ROUTES)$/.test(target);
    for (const { value } of isDefault || isRoutes ? assignments : []) {
      if (isDefault) uses.push(...useOf(reading, value, spec));
      for (const route of isRoutes ? entriesOf(reading, value).values() : []) {
        const queue = entriesOf(reading, route).get('queue');
        if (queue) uses.push(...useOf(reading, queue, spec));
      }
    }
  }
  return uses;
}
