import type { QueueUse } from '../../shape/code-facts.ts';

export interface QueueRow {
  /** The method's name. */
  readonly method: RegExp;
  readonly imports: RegExp;
  readonly system: string;
  readonly role: QueueUse['role'];
  /** Position of the name, not counting a context in front. */
  readonly argument: number;
  /** All arguments from there on are names. */
  readonly rest?: boolean;
}

const AMQP = /rabbitmq\/amqp091-go|streadway\/amqp/;
const AMQP_1 = /go-amqp|azservicebus/;
const REDIS = /go-redis|redis\/v\d|rueidis/;
const NATS = /nats-io\/nats/;
const PUBSUB = /cloud\.google\.com\/go\/pubsub/;

/** Methods of queue clients that name a queue or a topic. */
export const QUEUE_ROWS: readonly QueueRow[] = [
  { method: /^QueueDeclare(Passive)?$/, imports: AMQP, system: 'amqp', role: 'declare', argument: 0 },
  { method: /^Consume(WithContext)?$/, imports: AMQP, system: 'amqp', role: 'consume', argument: 0 },
  { method: /^NewReceiver(ForQueue)?$/, imports: AMQP_1, system: 'amqp', role: 'consume', argument: 0 },
  { method: /^NewReceiverForSubscription$/, imports: AMQP_1, system: 'amqp', role: 'consume', argument: 0 },
  { method: /^NewSender$/, imports: AMQP_1, system: 'amqp', role: 'produce', argument: 0 },
  { method: /^Consume$/, imports: /sarama/, system: 'kafka', role: 'consume', argument: 0 },
  { method: /^ConsumePartition$/, imports: /sarama/, system: 'kafka', role: 'consume', argument: 0 },
  {
    method: /^(Subscribe|SubscribeTopics)$/,
    imports: /confluent-kafka-go/,
    system: 'kafka',
    role: 'consume',
    argument: 0,
  },
  { method: /^ConsumeTopics$/, imports: /franz-go/, system: 'kafka', role: 'consume', argument: 0, rest: true },
  { method: /^DefaultProduceTopic$/, imports: /franz-go/, system: 'kafka', role: 'produce', argument: 0 },
  {
    method: /^(Publish|Request|PublishRequest|PublishAsync)$/,
    imports: NATS,
    system: 'nats',
    role: 'produce',
    argument: 0,
  },
  {
    method: /^(Subscribe|QueueSubscribe|SubscribeSync|ChanSubscribe|PullSubscribe)$/,
    imports: NATS,
    system: 'nats',
    role: 'consume',
    argument: 0,
  },
  { method: /^(LPush|RPush|LPushX|RPushX|Publish)$/, imports: REDIS, system: 'redis', role: 'produce', argument: 0 },
  { method: /^(BRPop|BLPop)$/, imports: REDIS, system: 'redis', role: 'consume', argument: 1, rest: true },
  {
    method: /^(RPop|LPop|B?LMove|B?RPopLPush|LRange|LIndex)$/,
    imports: REDIS,
    system: 'redis',
    role: 'consume',
    argument: 0,
  },
  { method: /^P?Subscribe$/, imports: REDIS, system: 'redis', role: 'consume', argument: 0, rest: true },
  { method: /^(Topic|Publisher)$/, imports: PUBSUB, system: 'pubsub', role: 'produce', argument: 0 },
  { method: /^(Subscription|Subscriber)$/, imports: PUBSUB, system: 'pubsub', role: 'consume', argument: 0 },
  { method: /^(CreateTopic|CreateSubscription)$/, imports: PUBSUB, system: 'pubsub', role: 'declare', argument: 0 },
  { method: /^NewTask$/, imports: /hibiken\/asynq/, system: 'asynq', role: 'produce', argument: 0 },
];

/** Fields of struct literals that name a queue or a topic. */
export const QUEUE_FIELDS: readonly {
  readonly type: RegExp;
  readonly field: string;
  readonly system: string;
  readonly role: QueueUse['role'];
}[] = [
  { type: /^kafka\.ReaderConfig$/, field: 'Topic', system: 'kafka', role: 'consume' },
  { type: /^kafka\.ReaderConfig$/, field: 'GroupTopics', system: 'kafka', role: 'consume' },
  { type: /^kafka\.(Writer|WriterConfig|Message|TopicPartition)$/, field: 'Topic', system: 'kafka', role: 'produce' },
  { type: /^sarama\.ProducerMessage$/, field: 'Topic', system: 'kafka', role: 'produce' },
  { type: /^kgo\.Record$/, field: 'Topic', system: 'kafka', role: 'produce' },
  { type: /^sqs\.(SendMessageInput|SendMessageBatchInput)$/, field: 'QueueUrl', system: 'sqs', role: 'produce' },
  { type: /^sqs\.ReceiveMessageInput$/, field: 'QueueUrl', system: 'sqs', role: 'consume' },
  { type: /^sqs\.(GetQueueUrlInput|CreateQueueInput)$/, field: 'QueueName', system: 'sqs', role: 'declare' },
  { type: /^sns\.PublishInput$/, field: 'TopicArn', system: 'sns', role: 'produce' },
  { type: /^redis\.XAddArgs$/, field: 'Stream', system: 'redis', role: 'produce' },
  { type: /^redis\.XReadGroupArgs$/, field: 'Streams', system: 'redis', role: 'consume' },
];
