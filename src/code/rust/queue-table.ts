import type { QueueUse } from '../../shape/code-facts.ts';

export interface QueueRow {
  /** The method's name; with `::` the end of a function's path. */
  readonly callee: RegExp;
  /** What the file must name. */
  readonly beside: RegExp;
  readonly system: string;
  readonly role: QueueUse['role'];
  /** Position of the name. */
  readonly argument: number;
  /** What the text of the receiver must hold. */
  readonly on?: RegExp;
}

const AMQP = /\blapin\b|\bamqprs\b|deadpool_lapin/;
const KAFKA = /\brdkafka\b/;
const NATS = /\b(async_nats|nats)::/;
const REDIS = /\bredis\b|\bfred\b|deadpool_redis|bb8_redis/;
const PUBSUB = /google_cloud_pubsub|gcloud_pubsub/;
const SQS = /aws_sdk_sqs|rusoto_sqs/;
const SNS = /aws_sdk_sns/;

/** Methods of queue clients that name a queue or a topic. */
export const QUEUE_ROWS: readonly QueueRow[] = [
  { callee: /^\.queue_declare$/, beside: AMQP, system: 'amqp', role: 'declare', argument: 0 },
  { callee: /^\.basic_consume$/, beside: /\blapin\b|deadpool_lapin/, system: 'amqp', role: 'consume', argument: 0 },
  { callee: /^\.basic_get$/, beside: AMQP, system: 'amqp', role: 'consume', argument: 0 },
  {
    callee: /(^|::)QueueDeclareArguments::(new|durable_client_named)$/,
    beside: AMQP,
    system: 'amqp',
    role: 'declare',
    argument: 0,
  },
  { callee: /(^|::)BasicConsumeArguments::new$/, beside: AMQP, system: 'amqp', role: 'consume', argument: 0 },
  { callee: /(^|::)(FutureRecord|BaseRecord)::to$/, beside: KAFKA, system: 'kafka', role: 'produce', argument: 0 },
  { callee: /^\.subscribe$/, beside: KAFKA, system: 'kafka', role: 'consume', argument: 0 },
  { callee: /(^|::)NewTopic::new$/, beside: KAFKA, system: 'kafka', role: 'declare', argument: 0 },
  {
    callee: /^\.(publish|publish_with_headers|publish_with_reply|request|send_request)$/,
    beside: NATS,
    system: 'nats',
    role: 'produce',
    argument: 0,
  },
  { callee: /^\.(subscribe|queue_subscribe)$/, beside: NATS, system: 'nats', role: 'consume', argument: 0 },
  { callee: /^\.(publish|spublish)$/, beside: REDIS, system: 'redis', role: 'produce', argument: 0 },
  { callee: /^\.(subscribe|psubscribe|ssubscribe)$/, beside: REDIS, system: 'redis', role: 'consume', argument: 0 },
  {
    callee: /^\.(xadd|xadd_maxlen|xadd_map|xadd_items)$/,
    beside: REDIS,
    system: 'redis',
    role: 'produce',
    argument: 0,
  },
  {
    callee: /^\.(xread_options|xread|xgroup_create|xgroup_create_mkstream|xread_group)$/,
    beside: REDIS,
    system: 'redis',
    role: 'consume',
    argument: 0,
  },
  { callee: /^\.(lpush|rpush)$/, beside: REDIS, system: 'redis', role: 'produce', argument: 0 },
  {
    callee: /^\.(brpop|blpop|rpop|lpop|rpoplpush|brpoplpush|blmove)$/,
    beside: REDIS,
    system: 'redis',
    role: 'consume',
    argument: 0,
  },
  { callee: /^\.topic$/, beside: PUBSUB, system: 'pubsub', role: 'produce', argument: 0 },
  { callee: /^\.subscription$/, beside: PUBSUB, system: 'pubsub', role: 'consume', argument: 0 },
  {
    callee: /^\.queue_url$/,
    beside: SQS,
    on: /\b(send_message|send_message_batch)\(\)/,
    system: 'sqs',
    role: 'produce',
    argument: 0,
  },
  { callee: /^\.queue_url$/, beside: SQS, on: /\breceive_message\(\)/, system: 'sqs', role: 'consume', argument: 0 },
  { callee: /^\.queue_name$/, beside: SQS, on: /\bcreate_queue\(\)/, system: 'sqs', role: 'declare', argument: 0 },
  { callee: /^\.topic_arn$/, beside: SNS, on: /\bpublish(_batch)?\(\)/, system: 'sns', role: 'produce', argument: 0 },
];
