import type { QueueUse } from '../../shape/code-facts.ts';
import type { CallSite } from './call.ts';
import { evaluate } from './evaluate.ts';
import { mentions, placedTexts, shownText } from './facts.ts';
import { QUEUE_ROWS } from './queue-table.ts';
import type { RustReader } from './reader.ts';
import { bare, type RsNode } from './syntax.ts';
import { isEmpty } from './text.ts';

type Kind = Pick<QueueUse, 'role' | 'system'>;

/** Queues and topics that the code produces to, consumes from or declares. */
export function queueUses(reader: RustReader): QueueUse[] {
  const uses = reader.file.calls.flatMap((call) => [...published(call, reader), ...rowsOf(call, reader)]);
  return [...new Map(uses.map((use) => [JSON.stringify(use), use])).values()];
}

function rowsOf(call: CallSite, reader: RustReader): QueueUse[] {
  const row = QUEUE_ROWS.find(
    ({ callee, beside, on }) =>
      callee.test(call.callee) &&
      mentions(reader.file, beside) &&
      (on === undefined || on.test(call.receiver?.text ?? '')),
  );
  const name = row && call.args[row.argument];
  return row && name ? usesOf(name, row, reader) : [];
}

/** AMQP: to the default exchange the routing key is the queue; to another it is the key the queue is bound by. */
function published({ callee, args }: CallSite, reader: RustReader): QueueUse[] {
  const isPublish = callee === '.basic_publish' || /(^|::)BasicPublishArguments::new$/.test(callee);
  const [exchange, key] = args;
  if (!isPublish || exchange === undefined || key === undefined) return [];
  const name = isEmpty(evaluate(key, reader)) ? exchange : key;
  return usesOf(name, { role: 'produce', system: 'amqp' }, reader);
}

function usesOf(node: RsNode, { role, system }: Kind, reader: RustReader): QueueUse[] {
  // Answering where a message came from names no queue.
  if (/\b(reply|reply_to|topic\(\)|subject)\b/.test(bare(node).text) && bare(node).type !== 'string_literal') return [];
  return placedTexts(node, reader).flatMap(({ text, at }) =>
    isEmpty(text) ? [] : [{ name: shownText(text, reader), role, system, at }],
  );
}
