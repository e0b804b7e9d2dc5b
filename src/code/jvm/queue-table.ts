import type { QueueUse } from '../../shape/code-facts.ts';

type Kind = Pick<QueueUse, 'role' | 'system'>;

/** A call, or a made object, that names a queue. */
export interface QueueRow extends Kind {
  readonly name: RegExp;
  readonly imports: RegExp;
  readonly receiver?: RegExp;
  readonly argument: number;
  /** Names under which Kotlin passes it. */
  readonly names?: readonly string[];
  /** Calls with fewer arguments mean something else. */
  readonly least?: number;
  /** This and all arguments behind it are names. */
  readonly rest?: boolean;
}

const SPRING_AMQP = /springframework\.amqp/;
const RABBIT = /com\.rabbitmq\.client/;
const KAFKA = /org\.apache\.kafka|springframework\.kafka|reactor\.kafka|vertx\.kafka|micronaut\.configuration\.kafka/;
const JMS = /springframework\.jms|(javax|jakarta)\.jms/;
const SQS = /services\.sqs|awspring|springframework\.cloud\.aws|aws\.sdk\.kotlin/;
const PUBSUB = /google\.cloud\.(pubsub|spring\.pubsub)|com\.google\.pubsub/;

export const QUEUE_ROWS: readonly QueueRow[] = [
  { name: /^Queue$/, imports: SPRING_AMQP, argument: 0, system: 'amqp', role: 'declare' },
  {
    name: /^(durable|nonDurable)$/,
    imports: SPRING_AMQP,
    receiver: /QueueBuilder/,
    argument: 0,
    system: 'amqp',
    role: 'declare',
  },
  {
    name: /^(receiveAndConvert|receive)$/,
    imports: SPRING_AMQP,
    receiver: /[tT]emplate/,
    argument: 0,
    system: 'amqp',
    role: 'consume',
  },
  {
    name: /^(setQueueNames|addQueueNames)$/,
    imports: SPRING_AMQP,
    argument: 0,
    rest: true,
    system: 'amqp',
    role: 'consume',
  },
  { name: /^queueDeclare$/, imports: RABBIT, argument: 0, least: 1, system: 'amqp', role: 'declare' },
  { name: /^(basicConsume|basicGet)$/, imports: RABBIT, argument: 0, system: 'amqp', role: 'consume' },
  { name: /^(ProducerRecord)$/, imports: KAFKA, argument: 0, names: ['topic'], system: 'kafka', role: 'produce' },
  { name: /^NewTopic$/, imports: KAFKA, argument: 0, system: 'kafka', role: 'declare' },
  {
    name: /^name$/,
    imports: /springframework\.kafka/,
    receiver: /TopicBuilder/,
    argument: 0,
    system: 'kafka',
    role: 'declare',
  },
  {
    name: /^(send|sendDefault)$/,
    imports: KAFKA,
    receiver: /[kK]afka\w*Template|[kK]afkaTemplate|[tT]emplate$/,
    argument: 0,
    least: 2,
    system: 'kafka',
    role: 'produce',
  },
  {
    name: /^(subscribe|subscription)$/,
    imports: KAFKA,
    receiver: /[cC]onsumer|ReceiverOptions|options/,
    argument: 0,
    system: 'kafka',
    role: 'consume',
  },
  {
    name: /^(stream|table|globalTable)$/,
    imports: /kafka\.streams/,
    receiver: /[bB]uilder/,
    argument: 0,
    system: 'kafka',
    role: 'consume',
  },
  { name: /^(to|through)$/, imports: /kafka\.streams/, argument: 0, system: 'kafka', role: 'produce' },
  {
    name: /^(convertAndSend|send)$/,
    imports: JMS,
    receiver: /[tT]emplate/,
    argument: 0,
    least: 2,
    system: 'jms',
    role: 'produce',
  },
  {
    name: /^(receiveAndConvert|receive)$/,
    imports: JMS,
    receiver: /[tT]emplate/,
    argument: 0,
    system: 'jms',
    role: 'consume',
  },
  { name: /^(createQueue|createTopic)$/, imports: JMS, argument: 0, system: 'jms', role: 'declare' },
  { name: /^(queueUrl|withQueueUrl)$/, imports: SQS, argument: 0, system: 'sqs', role: 'declare' },
  { name: /^(queueName|withQueueName)$/, imports: SQS, argument: 0, system: 'sqs', role: 'declare' },
  { name: /^(topicArn|withTopicArn)$/, imports: /services\.sns/, argument: 0, system: 'sns', role: 'produce' },
  {
    name: /^(convertAndSend|send)$/,
    imports: SQS,
    receiver: /[tT]emplate/,
    argument: 0,
    least: 2,
    system: 'sqs',
    role: 'produce',
  },
  {
    name: /^(publish)$/,
    imports: PUBSUB,
    receiver: /[tT]emplate/,
    argument: 0,
    least: 2,
    system: 'pubsub',
    role: 'produce',
  },
  {
    name: /^(subscribe|subscribeAndConvert|pull)$/,
    imports: PUBSUB,
    receiver: /[tT]emplate/,
    argument: 0,
    least: 1,
    system: 'pubsub',
    role: 'consume',
  },
  {
    name: /^(of|ofProjectTopicName|ofProjectTopic)$/,
    imports: PUBSUB,
    receiver: /(Project)?TopicName/,
    argument: 1,
    system: 'pubsub',
    role: 'produce',
  },
  {
    name: /^(of)$/,
    imports: PUBSUB,
    receiver: /(Project)?SubscriptionName/,
    argument: 1,
    system: 'pubsub',
    role: 'consume',
  },
  { name: /^publish$/, imports: /io\.nats/, argument: 0, least: 2, system: 'nats', role: 'produce' },
  { name: /^subscribe$/, imports: /io\.nats/, argument: 0, system: 'nats', role: 'consume' },
  {
    name: /^(lpush|rpush|publish|xadd)$/,
    imports: /redis\.clients|io\.lettuce/,
    argument: 0,
    least: 2,
    system: 'redis',
    role: 'produce',
  },
  {
    name: /^(rpop|lpop|blpop|brpop)$/,
    imports: /redis\.clients|io\.lettuce/,
    argument: 0,
    system: 'redis',
    role: 'consume',
  },
  { name: /^(leftPush|rightPush)$/, imports: /data\.redis/, argument: 0, least: 2, system: 'redis', role: 'produce' },
  { name: /^(leftPop|rightPop)$/, imports: /data\.redis/, argument: 0, system: 'redis', role: 'consume' },
  {
    name: /^(convertAndSend)$/,
    imports: /data\.redis/,
    receiver: /[rR]edis\w*$/,
    argument: 0,
    least: 2,
    system: 'redis',
    role: 'produce',
  },
  { name: /^(ChannelTopic|PatternTopic)$/, imports: /data\.redis/, argument: 0, system: 'redis', role: 'consume' },
];

/** Annotations of listeners and clients, and the elements that name what they listen to. */
export const QUEUE_ANNOTATIONS: readonly (Kind & {
  readonly name: RegExp;
  readonly elements: readonly string[];
  readonly imports?: RegExp;
})[] = [
  { name: /^RabbitListener$/, elements: ['queues'], system: 'amqp', role: 'consume' },
  { name: /^KafkaListener$/, elements: ['topics'], system: 'kafka', role: 'consume' },
  { name: /^JmsListener$/, elements: ['destination'], system: 'jms', role: 'consume' },
  { name: /^SqsListener$/, elements: ['value', 'queueNames'], system: 'sqs', role: 'consume' },
  { name: /^RetryableTopic$/, elements: [], system: 'kafka', role: 'consume' },
  {
    name: /^Topic$/,
    elements: ['value', 'patterns'],
    imports: /micronaut\.configuration\.kafka/,
    system: 'kafka',
    role: 'consume',
  },
  { name: /^Queue$/, elements: ['value'], imports: /micronaut\.rabbitmq/, system: 'amqp', role: 'consume' },
];
