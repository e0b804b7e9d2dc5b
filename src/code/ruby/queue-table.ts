import type { QueueUse } from '../../shape/code-facts.ts';

/** A call that names a queue. */
export interface QueueRow extends Pick<QueueUse, 'role' | 'system'> {
  /** What the file must hold. */
  readonly library: RegExp;
  readonly name: RegExp;
  /** The text of what it is called on; without it, called on nothing or on anything. */
  readonly receiver?: RegExp;
  readonly isBare?: boolean;
  readonly argument?: number;
  readonly option?: string;
  /** This and all arguments behind it are names. */
  readonly rest?: boolean;
}

const REDIS = /(^|[._@$])(redis\w*|conn|connection|r|client|cache)$|^REDIS\w*$|^Redis\.(current|new\b.*)$/i;

export const QUEUE_ROWS: readonly QueueRow[] = [
  // Whoever calls the job sends it there; which queues a worker reads stands in its command or its file.
  { library: /sidekiq/i, name: /^sidekiq_options$/, isBare: true, option: 'queue', role: 'produce', system: 'sidekiq' },
  {
    library: /sidekiq|perform_async/i,
    name: /^(set|push|enqueue_to)$/,
    receiver: /^[A-Z]/,
    option: 'queue',
    role: 'produce',
    system: 'sidekiq',
  },
  {
    library: /Resque/,
    name: /^(enqueue_to|enqueue_at_with_queue|enqueue_in_with_queue)$/,
    receiver: /^Resque$/,
    argument: 0,
    role: 'produce',
    system: 'resque',
  },
  { library: /Sneakers|from_queue/, name: /^from_queue$/, isBare: true, argument: 0, role: 'consume', system: 'amqp' },
  { library: /Hutch/, name: /^queue_name$/, isBare: true, argument: 0, role: 'consume', system: 'amqp' },
  {
    library: /kafka|Kafka/,
    name: /^(produce|deliver_message|produce_async|produce_sync|buffer|deliver|deliver_later)$/,
    option: 'topic',
    role: 'produce',
    system: 'kafka',
  },
  { library: /kafka|Kafka/, name: /^each_message$/, option: 'topic', role: 'consume', system: 'kafka' },
  {
    library: /kafka|Kafka/,
    name: /^subscribe$/,
    receiver: /consumer/i,
    argument: 0,
    rest: true,
    role: 'consume',
    system: 'kafka',
  },
  { library: /Karafka/, name: /^topic$/, isBare: true, argument: 0, role: 'consume', system: 'kafka' },
  {
    library: /Racecar/,
    name: /^subscribes_to$/,
    isBare: true,
    argument: 0,
    rest: true,
    role: 'consume',
    system: 'kafka',
  },
  {
    library: /SQS|sqs/,
    name: /^(send_message|send_message_batch)$/,
    option: 'queue_url',
    role: 'produce',
    system: 'sqs',
  },
  { library: /SQS|sqs/, name: /^receive_message$/, option: 'queue_url', role: 'consume', system: 'sqs' },
  { library: /SQS/, name: /^new$/, receiver: /SQS::QueuePoller$/, argument: 0, role: 'consume', system: 'sqs' },
  { library: /SQS|sqs/, name: /^(get_queue_url|create_queue)$/, option: 'queue_name', role: 'declare', system: 'sqs' },
  { library: /shoryuken/i, name: /^shoryuken_options$/, isBare: true, option: 'queue', role: 'consume', system: 'sqs' },
  { library: /SNS|sns/, name: /^publish$/, option: 'topic_arn', role: 'produce', system: 'sns' },
  { library: /PubSub|pubsub/, name: /^topic$/, receiver: /pubsub/i, argument: 0, role: 'produce', system: 'pubsub' },
  {
    library: /PubSub|pubsub/,
    name: /^(subscription|subscriber)$/,
    receiver: /pubsub/i,
    argument: 0,
    role: 'consume',
    system: 'pubsub',
  },
  {
    library: /NATS|nats/,
    name: /^(publish|request)$/,
    receiver: /nats|^js$|jetstream/i,
    argument: 0,
    role: 'produce',
    system: 'nats',
  },
  {
    library: /NATS|nats/,
    name: /^(subscribe|pull_subscribe)$/,
    receiver: /nats|^js$|jetstream/i,
    argument: 0,
    role: 'consume',
    system: 'nats',
  },
  { library: /MQTT/, name: /^publish$/, receiver: /mqtt|client/i, argument: 0, role: 'produce', system: 'mqtt' },
  {
    library: /MQTT/,
    name: /^(subscribe|get)$/,
    receiver: /mqtt|client/i,
    argument: 0,
    role: 'consume',
    system: 'mqtt',
  },
  {
    library: /redis/i,
    name: /^([lr]push|xadd|publish)$/,
    receiver: REDIS,
    argument: 0,
    role: 'produce',
    system: 'redis',
  },
  {
    library: /redis/i,
    name: /^([lr]pop|b[lr]pop|brpoplpush|blmove|lrange|subscribe|psubscribe)$/,
    receiver: REDIS,
    argument: 0,
    role: 'consume',
    system: 'redis',
  },
];
