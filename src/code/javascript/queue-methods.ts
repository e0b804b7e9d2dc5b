import type { QueueUse } from '../../shape/code-facts.ts';

/** One call that uses a queue, and where in its arguments the queue's name stands. */
export interface QueueMethod {
  readonly name: RegExp;
  readonly role: QueueUse['role'];
  readonly system: string;
  /** The file imports one of these; or `receiver` says enough. */
  readonly packages: RegExp;
  /** Last word of what the method is called on, where that alone tells. */
  readonly receiver?: RegExp;
  /** Only on such a receiver, whatever the file imports. */
  readonly strict?: boolean;
  /** The callee itself comes from the package: `new Queue('orders')`. */
  readonly made?: boolean;
  /** Position of the argument; 0 when left out. */
  readonly argument?: number;
  /** Way to the name in an object argument. */
  readonly key?: string;
  /** Where the names stand when that is not one argument. */
  readonly names?: 'every argument' | 'streams' | 'maker' | 'receiver' | 'exchange or queue';
  /** The method's name alone tells so much that a computed queue is worth saying. */
  readonly evenComputed?: boolean;
}

const AMQP = {
  system: 'amqp',
  packages: /^(amqplib|amqp-connection-manager|rabbitmq-|@golevelup\/nestjs-rabbitmq)/,
} as const;
const AMQP_1 = { system: 'amqp', packages: /^(rhea|rabbitmq-amqp-js-client|@azure\/service-bus)/ } as const;
const KAFKA = { system: 'kafka', packages: /^(kafkajs|@confluentinc\/kafka-javascript)/ } as const;
const BULL = { system: 'bullmq', packages: /^(bull|bullmq|bee-queue)$/, made: true } as const;
const NEST_BULL = { system: 'bullmq', packages: /^@nestjs\/bull(mq)?$/, made: true } as const;
const NEST_RABBIT = { system: 'amqp', packages: /^@golevelup\/nestjs-rabbitmq$/, made: true } as const;
/** Which broker carries a message of Nest is said where the program is put together. */
const NEST = { system: 'nest', packages: /^@nestjs\/microservices$/ } as const;
const SQS = { system: 'sqs', packages: /^(@aws-sdk\/client-sqs|aws-sdk|sqs-consumer)/ } as const;
const PUBSUB = { system: 'pubsub', packages: /^@google-cloud\/pubsub$/ } as const;
const NATS = {
  system: 'nats',
  packages: /^(nats|@nats-io\/)/,
  receiver: /^(nc|nats|natsClient|js|jetstream)$/i,
} as const;
const REDIS = { system: 'redis', packages: /^(redis|ioredis)$/, receiver: /redis/i } as const;
const MQTT = { system: 'mqtt', packages: /^(mqtt|async-mqtt)$/, receiver: /mqtt/i } as const;
const CHANNEL = { receiver: /chan|^ch$|rabbit|amqp/i } as const;

/** The first that fits and finds a name wins. */
export const QUEUE_METHODS: readonly QueueMethod[] = [
  { ...AMQP, name: /^sendToQueue$/, role: 'produce', evenComputed: true },
  { ...AMQP, name: /^(assertQueue|checkQueue)$/, role: 'declare', evenComputed: true },
  { ...AMQP, name: /^assertExchange$/, role: 'declare', evenComputed: true },
  { ...AMQP, ...CHANNEL, name: /^consume$/, role: 'consume' },
  { ...AMQP, ...CHANNEL, name: /^publish$/, role: 'produce', names: 'exchange or queue', strict: true },
  // A queue that is bound to an exchange takes what the exchange is sent.
  { ...AMQP, name: /^bindQueue$/, role: 'consume', argument: 1 },
  { ...AMQP, name: /^bindExchange$/, role: 'consume', argument: 1 },
  { ...NEST_RABBIT, name: /^Rabbit(Subscribe|RPC)$/, role: 'consume', key: 'exchange' },
  { ...NEST_RABBIT, name: /^Rabbit(Subscribe|RPC)$/, role: 'consume', key: 'queue' },
  { ...AMQP_1, name: /^declareQueue$/, role: 'declare', evenComputed: true },
  { ...AMQP_1, name: /^createPublisher$/, role: 'produce', key: 'queue.name' },
  { ...AMQP_1, name: /^createConsumer$/, role: 'consume', key: 'queue.name' },
  { ...AMQP_1, name: /^createSender$/, role: 'produce' },
  { ...AMQP_1, name: /^createReceiver$/, role: 'consume' },
  { ...AMQP_1, name: /^(open_sender|createAwaitableSender)$/, role: 'produce', key: 'target.address' },
  { ...AMQP_1, name: /^open_sender$/, role: 'produce', evenComputed: true },
  { ...AMQP_1, name: /^open_receiver$/, role: 'consume', key: 'source.address' },
  { ...AMQP_1, name: /^open_receiver$/, role: 'consume', evenComputed: true },
  { ...KAFKA, name: /^send$/, role: 'produce', key: 'topic', receiver: /producer/i },
  { ...KAFKA, name: /^sendBatch$/, role: 'produce', key: 'topicMessages.topic', receiver: /producer/i },
  { ...KAFKA, name: /^subscribe$/, role: 'consume', key: 'topic', receiver: /consumer/i },
  { ...KAFKA, name: /^subscribe$/, role: 'consume', key: 'topics', receiver: /consumer/i },
  { ...KAFKA, name: /^createTopics$/, role: 'declare', key: 'topics.topic' },
  { ...BULL, name: /^(Queue|Bull|BeeQueue)$/, role: 'produce' },
  { ...BULL, name: /^Worker$/, role: 'consume' },
  { ...NEST_BULL, name: /^Processor$/, role: 'consume' },
  { ...NEST_BULL, name: /^Processor$/, role: 'consume', key: 'name' },
  { ...NEST_BULL, name: /^InjectQueue$/, role: 'produce' },
  {
    system: 'bullmq',
    packages: /^(@nestjs\/)?bull(mq)?$/,
    receiver: /^BullModule$/,
    strict: true,
    name: /^registerQueue$/,
    role: 'declare',
    key: 'name',
    names: 'every argument',
  },
  { ...BULL, made: false, name: /^process$/, role: 'consume', names: 'maker' },
  {
    system: 'bullmq',
    packages: /^(bull|bee-queue)$/,
    receiver: /(queue|jobs)$/i,
    name: /^process$/,
    role: 'consume',
    names: 'receiver',
    evenComputed: true,
    strict: true,
  },
  { ...NEST, name: /^(MessagePattern|EventPattern)$/, role: 'consume', made: true },
  { ...NEST, name: /^(emit|send)$/, role: 'produce', receiver: /client|proxy|broker|bus$/i, strict: true },
  { ...SQS, name: /^(sendMessage|sendMessageBatch)$/, role: 'produce', key: 'QueueUrl' },
  { ...SQS, name: /^receiveMessage$/, role: 'consume', key: 'QueueUrl' },
  { ...SQS, name: /^(SendMessageCommand|SendMessageBatchCommand)$/, role: 'produce', key: 'QueueUrl', made: true },
  { ...SQS, name: /^ReceiveMessageCommand$/, role: 'consume', key: 'QueueUrl', made: true },
  { ...SQS, name: /^create$/, role: 'consume', key: 'queueUrl', receiver: /^Consumer$/ },
  { ...PUBSUB, name: /^topic$/, role: 'produce', receiver: /pub_?sub/i },
  { ...PUBSUB, name: /^subscription$/, role: 'consume', receiver: /pub_?sub/i },
  { ...NATS, name: /^(publish|request)$/, role: 'produce', strict: true },
  { ...NATS, name: /^subscribe$/, role: 'consume', strict: true },
  { ...MQTT, name: /^publish(Async)?$/, role: 'produce' },
  { ...MQTT, name: /^subscribe(Async)?$/, role: 'consume' },
  { ...REDIS, name: /^(l|r)push$/i, role: 'produce' },
  { ...REDIS, name: /^xadd$/i, role: 'produce' },
  { ...REDIS, name: /^x(read|readgroup)$/i, role: 'consume', names: 'streams' },
  { ...REDIS, name: /^x(ack|autoclaim|claim|range|revrange|groupcreate)$/i, role: 'consume' },
  { ...REDIS, name: /^xgroup$/i, role: 'consume', argument: 1 },
  { ...REDIS, name: /^(b?(l|r)pop|b?rpoplpush|b?lmove|lrange|lindex)$/i, role: 'consume' },
  { ...REDIS, name: /^publish$/, role: 'produce' },
  { ...REDIS, name: /^p?subscribe$/i, role: 'consume' },
];
