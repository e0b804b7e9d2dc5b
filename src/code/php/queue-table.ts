import type { QueueUse } from '../../shape/code-facts.ts';

/** A call that names a queue, topic or channel. */
export interface QueueCall {
  readonly kind: 'function' | 'new' | 'method' | 'static';
  readonly name: RegExp;
  /** What the file must hold. */
  readonly beside: RegExp;
  /** What the method is called on, or the class of a static one. */
  readonly on?: RegExp;
  readonly role: QueueUse['role'];
  readonly system: string;
  readonly at?: number;
  /** Names of the parameter. */
  readonly names?: readonly string[];
  /** The key of the array that is passed. */
  readonly key?: string;
}

const AMQP = /PhpAmqpLib|AMQP|amqp/;
const KAFKA = /RdKafka|[kK]afka/;
const REDIS = /Redis/;
const ON_REDIS = /redis|predis|^Redis$|^\$(this->)?(client|cache|conn|connection)$/i;
const AWS = /Aws\\|SqsClient|SnsClient/;
const QUEUE = ['queue'] as const;

/** Calls of the client libraries that name queues, topics, channels or streams. */
export const QUEUE_CALLS: readonly QueueCall[] = [
  {
    kind: 'method',
    name: /^(queue_declare|queueDeclare)$/,
    beside: AMQP,
    role: 'declare',
    system: 'amqp',
    at: 0,
    names: QUEUE,
  },
  {
    kind: 'method',
    name: /^(exchange_declare|exchangeDeclare)$/,
    beside: AMQP,
    role: 'declare',
    system: 'amqp',
    at: 0,
    names: ['exchange'],
  },
  {
    kind: 'method',
    name: /^(basic_consume|basic_get)$/,
    beside: AMQP,
    role: 'consume',
    system: 'amqp',
    at: 0,
    names: QUEUE,
  },
  { kind: 'method', name: /^createQueue$/, beside: /Enqueue|Interop\\Queue/, role: 'declare', system: 'amqp', at: 0 },
  { kind: 'method', name: /^newTopic$/, beside: KAFKA, role: 'produce', system: 'kafka', at: 0 },
  { kind: 'method', name: /^subscribe$/, beside: KAFKA, role: 'consume', system: 'kafka', at: 0 },
  { kind: 'static', name: /^publishOn$/, beside: KAFKA, on: /^Kafka$/, role: 'produce', system: 'kafka', at: 0 },
  { kind: 'method', name: /^onTopic$/, beside: KAFKA, role: 'produce', system: 'kafka', at: 0 },
  {
    kind: 'static',
    name: /^(consumer|createConsumer)$/,
    beside: KAFKA,
    on: /^Kafka$/,
    role: 'consume',
    system: 'kafka',
    at: 0,
  },
  { kind: 'method', name: /^(onQueue|allOnQueue)$/, beside: /./, role: 'produce', system: 'laravel', at: 0 },
  { kind: 'static', name: /^(pushOn|laterOn)$/, beside: /./, on: /^Queue$/, role: 'produce', system: 'laravel', at: 0 },
  { kind: 'static', name: /^push$/, beside: /./, on: /^Queue$/, role: 'produce', system: 'laravel', at: 2 },
  {
    kind: 'method',
    name: /^sendMessage(Batch)?(Async)?$/,
    beside: AWS,
    role: 'produce',
    system: 'sqs',
    at: 0,
    key: 'QueueUrl',
  },
  {
    kind: 'method',
    name: /^receiveMessage(Async)?$/,
    beside: AWS,
    role: 'consume',
    system: 'sqs',
    at: 0,
    key: 'QueueUrl',
  },
  {
    kind: 'method',
    name: /^(getQueueUrl|createQueue)(Async)?$/,
    beside: AWS,
    role: 'declare',
    system: 'sqs',
    at: 0,
    key: 'QueueName',
  },
  { kind: 'method', name: /^publish(Async)?$/, beside: AWS, role: 'produce', system: 'sns', at: 0, key: 'TopicArn' },
  { kind: 'method', name: /^topic$/, beside: /Cloud\\PubSub/, role: 'produce', system: 'pubsub', at: 0 },
  { kind: 'method', name: /^subscription$/, beside: /Cloud\\PubSub/, role: 'consume', system: 'pubsub', at: 0 },
  {
    kind: 'method',
    name: /^(rPush|lPush|rpush|lpush|xAdd|xadd|publish)$/,
    beside: REDIS,
    on: ON_REDIS,
    role: 'produce',
    system: 'redis',
    at: 0,
  },
  { kind: 'method', name: /^(bl|br)pop$/i, beside: REDIS, on: ON_REDIS, role: 'consume', system: 'redis', at: 0 },
  { kind: 'method', name: /^[lr]pop$/i, beside: REDIS, on: ON_REDIS, role: 'consume', system: 'redis', at: 0 },
  { kind: 'method', name: /^p?subscribe$/, beside: REDIS, on: ON_REDIS, role: 'consume', system: 'redis', at: 0 },
  {
    kind: 'static',
    name: /^(rpush|lpush|publish|xadd)$/i,
    beside: REDIS,
    on: /^Redis$/,
    role: 'produce',
    system: 'redis',
    at: 0,
  },
  {
    kind: 'static',
    name: /^((bl|br|l|r)pop|p?subscribe)$/i,
    beside: REDIS,
    on: /^Redis$/,
    role: 'consume',
    system: 'redis',
    at: 0,
  },
  { kind: 'method', name: /^(useTube|putInTube)$/, beside: /Pheanstalk/, role: 'produce', system: 'beanstalk', at: 0 },
  { kind: 'method', name: /^(watch|watchOnly)$/, beside: /Pheanstalk/, role: 'consume', system: 'beanstalk', at: 0 },
];
