import type { QueueUse } from '../../shape/code-facts.ts';
import { type AssembledText, literalOf } from '../assembled-text.ts';
import { shownText } from '../shown-text.ts';
import { type Syntax, withDescendants } from '../syntax.ts';
import { annotationNamed, elementOf, type JvmAnnotation } from './annotation.ts';
import { argumentAt, bare, callOf, type JvmCall } from './call.ts';
import { evaluate } from './evaluate.ts';
import { holdsImport, receiverTexts } from './evidence.ts';
import type { JvmReader } from './jvm-file.ts';
import { classesAround } from './model.ts';
import { expanded } from './property-table.ts';
import { QUEUE_ANNOTATIONS, QUEUE_ROWS, type QueueRow } from './queue-table.ts';
import { isString, stringOf } from './string-literal.ts';

type Kind = Pick<QueueUse, 'role' | 'system'>;

/** Queues and topics that the code produces to, consumes from or declares. */
export function queueUses(reader: JvmReader): QueueUse[] {
  const { file } = reader;
  const all = [
    ...file.calls.flatMap((call) => [...rowUses(call, reader), ...amqpSends(call, reader)]),
    ...file.annotations.flatMap((annotation) => annotationUses(annotation, reader)),
  ];
  return [...new Map(all.map((use) => [JSON.stringify(use), use])).values()];
}

function rowUses(call: JvmCall, reader: JvmReader): QueueUse[] {
  const row = QUEUE_ROWS.find((each) => fits(each, call, reader));
  if (row === undefined) return [];
  const names = row.rest
    ? call.args.slice(row.argument).map(({ value }) => value)
    : [argumentAt(call.args, row.names ?? ['topic', 'queue', 'name', 'queueUrl'], row.argument)];
  return names.flatMap((node) =>
    node ? namedIn(node, reader).flatMap((each) => useOf(each, roleIn(row, call), reader)) : [],
  );
}

function fits(row: QueueRow, call: JvmCall, reader: JvmReader): boolean {
  if (!row.name.test(call.name) || call.args.length < (row.least ?? 1) || !holdsImport(reader.file, row.imports))
    return false;
  const texts = receiverTexts(call, reader);
  return (
    (row.receiver === undefined || texts.some((text) => row.receiver?.test(text))) && !isOfAnother(row.system, texts)
  );
}

/** Words in the name or type of a template that say which system it is for. */
const OWNERS: Readonly<Record<string, RegExp>> = {
  amqp: /amqp|rabbit/i,
  kafka: /kafka/i,
  jms: /jms/i,
  redis: /redis/i,
  sqs: /sqs/i,
  pubsub: /pub_?sub/i,
  stomp: /stomp|simp/i,
};

function isOfAnother(system: string, texts: readonly string[]): boolean {
  if (texts.some((text) => OWNERS[system]?.test(text))) return false;
  return Object.values(OWNERS).some((pattern) => texts.some((text) => pattern.test(text)));
}

/** `SendMessageRequest.builder().queueUrl(url)` sends, `ReceiveMessageRequest…` takes. */
function roleIn(row: QueueRow, call: JvmCall): Kind {
  if (row.system !== 'sqs' || row.role !== 'declare') return row;
  const text = call.receiver?.text ?? '';
  if (/^SendMessage/.test(text)) return { ...row, role: 'produce' };
  return /^(ReceiveMessage|DeleteMessage)/.test(text) ? { ...row, role: 'consume' } : row;
}

/** A list gives each of its elements. */
function namedIn(node: Syntax, reader: JvmReader): readonly Syntax[] {
  const inner = bare(node);
  if (/^(element_value_array_initializer|collection_literal|array_initializer)$/.test(inner.type))
    return inner.children.map(bare);
  const call = callOf(inner);
  if (call && /^(of|asList|listOf|setOf|arrayOf|singletonList|singleton)$/.test(call.name))
    return call.args.map(({ value }) => value);
  return inner.type === 'identifier' && reader.file.variables.get(inner.text)?.[0]?.value?.type === 'array_initializer'
    ? (reader.file.variables.get(inner.text)?.[0]?.value?.children ?? [])
    : [inner];
}

function useOf(node: Syntax, { role, system }: Kind, reader: JvmReader): QueueUse[] {
  const text = textIn(node, reader);
  if (literalOf(text) === '' || /^(null(_literal)?|lambda\w*)$/.test(node.type)) return [];
  return [{ name: shownText(text, reader.context.secrets), role, system, at: reader.file.originOf(node) }];
}

/** Strings of annotations hold placeholders; code's own strings do not. */
function textIn(node: Syntax, reader: JvmReader): AssembledText {
  const literal = isString(node) ? stringOf(node) : undefined;
  return literal?.includes('${') ? expanded(reader.properties, literal) : evaluate(node, reader);
}

/** `rabbitTemplate.convertAndSend("orders", order)`; with an exchange first, the key is what queues are bound by. */
function amqpSends(call: JvmCall, reader: JvmReader): QueueUse[] {
  const isSpring =
    /^(convertAndSend|convertSendAndReceive|send|sendAndReceive)$/.test(call.name) &&
    holdsImport(reader.file, /springframework\.amqp/);
  const isPlain = call.name === 'basicPublish' && holdsImport(reader.file, /com\.rabbitmq\.client/);
  if (!isPlain && !(isSpring && isAmqpTemplate(receiverTexts(call, reader)))) return [];
  const [first, second] = call.args.map(({ value }) => value);
  const kind: Kind = { role: 'produce', system: 'amqp' };
  if (first === undefined || call.args.length < 2) return [];
  // `convertAndSend(queue, message)`, `convertAndSend(exchange, key, message)`.
  const isTwo = isSpring && call.args.length === 2;
  if (isTwo || second === undefined) return useOf(first, kind, reader);
  const exchange = literalOf(evaluate(first, reader));
  const key = literalOf(evaluate(second, reader));
  return useOf(key === '' && exchange !== '' ? first : second, kind, reader);
}

function isAmqpTemplate(texts: readonly string[]): boolean {
  return texts.some((text) => /amqp|rabbit|template/i.test(text)) && !isOfAnother('amqp', texts);
}

function annotationUses(annotation: JvmAnnotation, reader: JvmReader): QueueUse[] {
  const row = QUEUE_ANNOTATIONS.find(
    ({ name, imports }) => name.test(annotation.name) && (imports === undefined || holdsImport(reader.file, imports)),
  );
  if (row === undefined) return [];
  const found = elementOf(annotation, ...row.elements);
  const own =
    row.elements.length > 0 && found
      ? namedIn(found, reader).flatMap((node) => useOf(node, kindOf(row, annotation, reader), reader))
      : [];
  return [...own, ...boundQueues(annotation, reader)];
}

/** Micronaut's clients send to what their annotations name. */
function kindOf(row: Kind, annotation: JvmAnnotation, { file }: JvmReader): Kind {
  const around = classesAround(file, annotation.node)[0]?.annotations ?? [];
  return annotationNamed(around, /^(KafkaClient|RabbitClient)$/) ? { ...row, role: 'produce' } : row;
}

/** `@RabbitListener(bindings = @QueueBinding(value = @Queue("orders"), exchange = @Exchange("shop")))`. */
function boundQueues(annotation: JvmAnnotation, reader: JvmReader): QueueUse[] {
  if (annotation.name !== 'RabbitListener') return [];
  return annotation.args
    .filter(({ name }) => name === 'bindings' || name === 'queuesToDeclare')
    .flatMap(({ value }) => [...withDescendants(value)])
    .flatMap((node) => {
      const queue = queueNamed(node);
      return queue ? useOf(queue, { role: 'consume', system: 'amqp' }, reader) : [];
    });
}

function queueNamed(node: Syntax): Syntax | undefined {
  if (node.type !== 'annotation' && node.type !== 'call_expression' && node.type !== 'constructor_invocation')
    return undefined;
  if (!/^@?(\w+\.)*Queue\s*\(/.test(node.text)) return undefined;
  const list = node.children.at(-1);
  const named = list?.children.find(
    ({ type, text }) => /pair|value_argument/.test(type) && /^(name|value)\s*=/.test(text),
  );
  const first = list?.children[0];
  const value = named ? named.children.at(-1) : first?.type === 'element_value_pair' ? undefined : first;
  return value && bare(value.type === 'value_argument' ? (value.children.at(-1) ?? value) : value);
}
