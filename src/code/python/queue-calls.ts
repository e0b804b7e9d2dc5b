import type { QueueUse } from '../../shape/code-facts.ts';

/** A call that names a queue. */
export interface QueueCall {
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

/** Calls of the client libraries that name queues, topics, channels or streams. */
export const QUEUE_CALLS: readonly QueueCall[] = [
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
    method: /^([lr]pop|rpoplpush|lmove|lrange|lindex)$/,
    maker: REDIS,
    names: ['keys', 'name', 'src'],
    position: 0,
    role: 'consume',
    system: 'redis',
  },
  {
    // Nothing but Redis has these.
    library: /redis/i,
    method: /^(b[lr]pop|brpoplpush|blmove)$/,
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
