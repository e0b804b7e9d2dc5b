import type { QueueUse } from '../../shape/code-facts.ts';

/** A call, attribute or creation that names a queue. */
export interface QueueCall {
  /** What the file must hold. */
  readonly library: RegExp;
  readonly method?: RegExp;
  readonly attribute?: RegExp;
  readonly created?: RegExp;
  /** The type that the method is called on, where its name alone says too little. */
  readonly of?: RegExp;
  readonly at?: number;
  readonly names?: readonly string[];
  /** A property of the initializer. */
  readonly property?: RegExp;
  readonly role: QueueUse['role'];
  readonly system: string;
}

const RABBIT = { library: /RabbitMQ/, system: 'amqp' } as const;
const BUS = { library: /ServiceBus/, system: 'servicebus' } as const;
const KAFKA = { library: /Kafka/, system: 'kafka' } as const;
const SQS = { library: /SQS|Sqs/, system: 'sqs' } as const;
const NATS = { library: /\bNATS\b/, system: 'nats', of: /Nats|^IConnection$|^I?JetStream|^Connection$/ } as const;
const REDIS = { library: /StackExchange\.Redis/, system: 'redis' } as const;
const TRANSIT = { library: /MassTransit/, system: 'amqp' } as const;

/** Where the client libraries take names of queues, topics, channels and streams. */
export const QUEUE_CALLS: readonly QueueCall[] = [
  { ...RABBIT, method: /^QueueDeclare(Passive)?(Async)?$/, at: 0, names: ['queue'], role: 'declare' },
  { ...RABBIT, method: /^ExchangeDeclare(Passive)?(Async)?$/, at: 0, names: ['exchange'], role: 'declare' },
  { ...RABBIT, method: /^(BasicConsume|BasicGet)(Async)?$/, at: 0, names: ['queue'], role: 'consume' },
  // What is bound to an exchange receives from it.
  { ...RABBIT, method: /^QueueBind(Async)?$/, at: 1, names: ['exchange'], role: 'consume' },
  { ...TRANSIT, method: /^ReceiveEndpoint$/, at: 0, names: ['queueName'], role: 'consume' },
  { ...TRANSIT, system: 'kafka', method: /^TopicEndpoint$/, at: 0, names: ['topicName'], role: 'consume' },
  { ...TRANSIT, system: 'kafka', method: /^AddProducer$/, at: 0, names: ['topicName'], role: 'produce' },
  { library: /EasyNetQ/, system: 'amqp', method: /^(Send|SendAsync)$/, of: /^ISendReceive$/, at: 0, role: 'produce' },
  { ...BUS, method: /^CreateSender$/, at: 0, role: 'produce' },
  { ...BUS, method: /^Create(Session)?(Processor|Receiver)$|^AcceptNextSession(Async)?$/, at: 0, role: 'consume' },
  { ...BUS, attribute: /^ServiceBusTrigger$/, at: 0, role: 'consume' },
  { library: /Azure\.Storage\.Queues/, system: 'azure-queue', created: /^QueueClient$/, at: 1, role: 'declare' },
  { library: /QueueTrigger/, system: 'azure-queue', attribute: /^QueueTrigger$/, at: 0, role: 'consume' },
  { ...RABBIT, attribute: /^RabbitMQTrigger$/, at: 0, role: 'consume' },
  { ...KAFKA, attribute: /^KafkaTrigger$/, at: 1, role: 'consume' },
  { ...KAFKA, method: /^(Produce|ProduceAsync)$/, at: 0, names: ['topic'], role: 'produce' },
  { ...KAFKA, method: /^Subscribe$/, of: /Consumer/, at: 0, names: ['topic', 'topics'], role: 'consume' },
  { ...KAFKA, created: /^TopicSpecification$/, property: /^Name$/, role: 'declare' },
  { ...SQS, created: /^(SendMessageRequest|SendMessageBatchRequest)$/, at: 0, property: /^QueueUrl$/, role: 'produce' },
  { ...SQS, created: /^ReceiveMessageRequest$/, at: 0, property: /^QueueUrl$/, role: 'consume' },
  { ...SQS, created: /^(GetQueueUrlRequest|CreateQueueRequest)$/, at: 0, property: /^QueueName$/, role: 'declare' },
  { ...SQS, method: /^(GetQueueUrl|CreateQueue)(Async)?$/, at: 0, role: 'declare' },
  { ...SQS, method: /^SendMessage(Async)?$/, of: /Sqs|SQS/, at: 0, role: 'produce' },
  { ...SQS, method: /^ReceiveMessage(Async)?$/, of: /Sqs|SQS/, at: 0, role: 'consume' },
  {
    library: /SimpleNotificationService/,
    system: 'sns',
    created: /^PublishRequest$/,
    at: 0,
    property: /^TopicArn$/,
    role: 'produce',
  },
  {
    library: /SimpleNotificationService/,
    system: 'sns',
    method: /^PublishAsync$/,
    of: /SimpleNotification/,
    at: 0,
    role: 'produce',
  },
  { ...NATS, method: /^(Publish|Request)(Async)?$/, at: 0, names: ['subject'], role: 'produce' },
  {
    ...NATS,
    method: /^(Subscribe(Core)?|QueueSubscribe|PushSubscribe)(Async)?$/,
    at: 0,
    names: ['subject'],
    role: 'consume',
  },
  { ...REDIS, method: /^(List(Left|Right)Push|StreamAdd)(Async)?$/, at: 0, names: ['key'], role: 'produce' },
  {
    ...REDIS,
    method: /^(List(Left|Right)Pop|StreamRead|StreamReadGroup)(Async)?$/,
    at: 0,
    names: ['key'],
    role: 'consume',
  },
  {
    ...REDIS,
    method: /^Publish(Async)?$/,
    of: /^(ISubscriber|IDatabase|Subscriber)$/,
    at: 0,
    names: ['channel'],
    role: 'produce',
  },
  {
    ...REDIS,
    method: /^Subscribe(Async)?$/,
    of: /^(ISubscriber|Subscriber)$/,
    at: 0,
    names: ['channel'],
    role: 'consume',
  },
  { library: /PubSub/, system: 'pubsub', method: /^FromProjectTopic$/, at: 1, role: 'produce' },
  { library: /PubSub/, system: 'pubsub', method: /^FromProjectSubscription$/, at: 1, role: 'consume' },
  { library: /PubSub/, system: 'pubsub', created: /^TopicName$/, at: 1, role: 'produce' },
  { library: /PubSub/, system: 'pubsub', created: /^SubscriptionName$/, at: 1, role: 'consume' },
  {
    library: /Dapr/,
    system: 'dapr',
    method: /^(PublishEvent|PublishByteEvent)(Async)?$/,
    at: 1,
    names: ['topicName'],
    role: 'produce',
  },
  { library: /Dapr/, system: 'dapr', attribute: /^Topic$/, at: 1, role: 'consume' },
  { library: /Dapr/, system: 'dapr', method: /^WithTopic$/, at: 1, role: 'consume' },
  { library: /DotNetCore\.CAP/, system: 'cap', attribute: /^CapSubscribe$/, at: 0, role: 'consume' },
  {
    library: /DotNetCore\.CAP/,
    system: 'cap',
    method: /^Publish(Async)?$/,
    of: /^ICapPublisher$/,
    at: 0,
    role: 'produce',
  },
];
