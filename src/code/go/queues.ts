import type { QueueUse } from '../../shape/code-facts.ts';
import { type AssembledText, literalOf } from '../assembled-text.ts';
import type { GoCall } from './call.ts';
import { evaluate } from './evaluate.ts';
import { fieldOf, importsAny, isEmpty, literalsOf, placedTexts } from './facts.ts';
import { QUEUE_FIELDS, QUEUE_ROWS } from './queue-table.ts';
import type { GoReader } from './reader.ts';
import { codeValue } from './text.ts';
import { bare, child, type GoNode } from './tree.ts';

type Kind = Pick<QueueUse, 'role' | 'system'>;

/** Queues and topics that the code produces to, consumes from or declares. */
export function queueUses(reader: GoReader): QueueUse[] {
  const byCall = reader.file.calls.flatMap((call) => [
    ...rowsOf(call, reader),
    ...publishes(call, reader),
    ...redisCommand(call, reader),
    ...taskHandler(call, reader),
    ...bindings(call, reader),
  ]);
  const byField = literalsOf(reader).flatMap(({ type, node }) =>
    QUEUE_FIELDS.filter((row) => row.type.test(type)).flatMap((row) => {
      const value = fieldOf(node, row.field);
      return value ? usesOf(value, row, reader) : [];
    }),
  );
  return unique([...byCall, ...byField]);
}

function rowsOf(call: GoCall, reader: GoReader): QueueUse[] {
  // Every one of these is a method, or an option function of the client's own package.
  if (call.receiver === undefined) return [];
  const row = QUEUE_ROWS.find((each) => each.method.test(call.name) && importsAny(reader, each.imports));
  if (row === undefined || (call.package !== undefined && !row.imports.test(call.package))) return [];
  const args = withoutContext(call.args);
  const names = row.rest ? args.slice(row.argument) : args.slice(row.argument, row.argument + 1);
  return names.flatMap((name) => usesOf(name, row, reader));
}

function withoutContext(args: readonly GoNode[]): readonly GoNode[] {
  return /^(ctx|\w*[cC]tx|\w*\.?ctx|c|context\.\w+\(\)|\w+\.Context\(\))$/.test(args[0]?.text ?? '')
    ? args.slice(1)
    : args;
}

/** AMQP 0-9-1: to the default exchange the routing key is the queue; to another it is the key the queue is bound by. */
function publishes(call: GoCall, reader: GoReader): QueueUse[] {
  if (!/^Publish(WithContext|WithDeferredConfirm\w*)?$/.test(call.name) || call.package !== undefined) return [];
  if (!importsAny(reader, /rabbitmq\/amqp091-go|streadway\/amqp/)) return [];
  const [exchange, key] = withoutContext(call.args);
  if (exchange === undefined || key === undefined || call.args.length < 5) return [];
  const kind: Kind = { role: 'produce', system: 'amqp' };
  return usesOf(isEmpty(evaluate(key, reader)) ? exchange : key, kind, reader);
}

/** `ch.QueueBind(queue, key, exchange, …)`: who reads such a queue reads what the exchange gets for that key. */
function bindings(call: GoCall, reader: GoReader): QueueUse[] {
  const [, key, exchange] = call.args;
  if (call.name !== 'QueueBind' || call.receiver === undefined || key === undefined || exchange === undefined)
    return [];
  if (!importsAny(reader, /rabbitmq\/amqp091-go|streadway\/amqp/)) return [];
  const reads = reader.file.callsByName.has('Consume') || reader.file.callsByName.has('ConsumeWithContext');
  return reads ? [key, exchange].flatMap((name) => usesOf(name, { role: 'consume', system: 'amqp' }, reader)) : [];
}

/** redigo: `conn.Do("LPUSH", "orders", …)`. */
function redisCommand(call: GoCall, reader: GoReader): QueueUse[] {
  const [command, key] = call.args;
  if (!/^(Do|Send)$/.test(call.name) || command === undefined || key === undefined) return [];
  if (!importsAny(reader, /redigo/)) return [];
  const verb = (literalOf(evaluate(command, reader)) ?? '').toUpperCase();
  if (/^(LPUSH|RPUSH|PUBLISH|XADD)$/.test(verb)) return usesOf(key, { role: 'produce', system: 'redis' }, reader);
  return /^(BRPOP|BLPOP|RPOP|LPOP|SUBSCRIBE)$/.test(verb)
    ? usesOf(key, { role: 'consume', system: 'redis' }, reader)
    : [];
}

function taskHandler(call: GoCall, reader: GoReader): QueueUse[] {
  if (!/^Handle(Func)?$/.test(call.name) || call.receiver === undefined || call.args[0] === undefined) return [];
  const made = reader.file.assignments.get(call.receiver.text)?.[0]?.value?.text ?? '';
  return made.startsWith('asynq.') ? usesOf(call.args[0], { role: 'consume', system: 'asynq' }, reader) : [];
}

function usesOf(node: GoNode, { role, system }: Kind, reader: GoReader): QueueUse[] {
  const inner = bare(node);
  const name = child(inner, 'field')?.text;
  // `*message.TopicPartition.Topic`: answering on the topic a message came from names no queue.
  const ofPackage = reader.file.imports.has(child(inner, 'operand')?.text ?? '');
  if (
    inner.type === 'selector_expression' &&
    !ofPackage &&
    name !== undefined &&
    /^(Topic|ReplyTo|Reply|Subject)$/.test(name)
  )
    return [];
  return placedTexts(inner, reader).flatMap(({ text, at }) =>
    isEmpty(text) || /^(nil|\d+)$/.test(inner.text)
      ? []
      : [{ name: codeValue(withoutAddress(text)), role, system, at }],
  );
}

/** RabbitMQ 4 writes a queue as the AMQP 1.0 address `/queues/orders`. */
function withoutAddress(text: AssembledText): AssembledText {
  const [first, ...rest] = text.parts;
  if (typeof first !== 'string') return text;
  const name = first.replace(/^\/(amq\/)?queues?\//, '');
  return { parts: name === '' ? rest : [name, ...rest] };
}

function unique(uses: readonly QueueUse[]): QueueUse[] {
  return [...new Map(uses.map((use) => [JSON.stringify(use), use])).values()];
}
