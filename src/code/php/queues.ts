import type { QueueUse } from '../../shape/code-facts.ts';
import { literalOf } from '../assembled-text.ts';
import { shownText } from '../shown-text.ts';
import { fieldOf, type Syntax } from '../syntax.ts';
import { arrayOf } from './arrays.ts';
import { QUEUE_CALLS, type QueueCall } from './queue-table.ts';
import type { Reading } from './reading.ts';
import { stringOf } from './strings.ts';
import { argumentAt, bare, classAround, entriesOf, lastName, type PhpCall } from './syntax.ts';
import { evaluate } from './values.ts';

/** Queues, topics and channels that the code names. */
export function queueUses(reading: Reading): QueueUse[] {
  const { file } = reading;
  return [
    ...file.calls.flatMap((call) => {
      const row = QUEUE_CALLS.find((each) => fits(reading, call, each));
      return row ? usesOf(reading, call, row) : published(reading, call);
    }),
    ...file.nodes.flatMap((node) => queueOfJob(reading, node)),
  ];
}

function fits({ file }: Reading, call: PhpCall, { kind, name, beside, on, key }: QueueCall): boolean {
  if (call.kind !== kind || !name.test(call.name) || !beside.test(file.text)) return false;
  if (key !== undefined && call.args[0]?.value.type === 'string') return false;
  if (on === undefined) return true;
  return on.test(kind === 'static' ? lastName(call.scope ?? '') : (call.object?.text ?? ''));
}

function usesOf(reading: Reading, call: PhpCall, row: QueueCall): QueueUse[] {
  const argument = argumentAt(call.args, row.at ?? 0, ...(row.names ?? []));
  const array = arrayOf(reading, argument);
  const entries = array ? entriesOf(array) : [];
  if (row.key !== undefined) {
    const value = entries.find(({ key }) => stringOf(key) === row.key)?.value;
    return value ? [useOf(reading, value, row)] : [];
  }
  if (argument === undefined || /_function$/.test(argument.type)) return [];
  const nodes = array ? entries.map(({ value }) => value) : [argument];
  return nodes
    .map((node) => useOf(reading, node, row))
    .filter(({ name }) => name.kind !== 'literal' || name.text !== '');
}

function useOf(reading: Reading, node: Syntax, { role, system }: Pick<QueueCall, 'role' | 'system'>): QueueUse {
  const name = shownText(evaluate(reading, node), reading.context.secrets);
  return { name, role, system, at: reading.file.originOf(bare(node)) };
}

/** `basic_publish($message, 'exchange', 'key')`: to the exchange, or without one to the queue of that name. */
function published(reading: Reading, call: PhpCall): QueueUse[] {
  if (call.name !== 'basic_publish') return [];
  const exchange = argumentAt(call.args, 1, 'exchange');
  const key = argumentAt(call.args, 2, 'routing_key');
  const isDefault = exchange === undefined || literalOf(evaluate(reading, exchange)) === '';
  const node = isDefault ? key : exchange;
  return node ? [useOf(reading, node, { role: 'produce', system: 'amqp' })] : [];
}

/** `public $queue = 'emails';` of a job of Laravel, and what its `viaQueue` gives. */
function queueOfJob(reading: Reading, node: Syntax): QueueUse[] {
  const declared = node.type === 'property_element' ? fieldOf(node, 'default_value') : undefined;
  const isQueue = declared !== undefined && fieldOf(node, 'name')?.text === '$queue';
  const returned = node.type === 'return_statement' && isInViaQueue(node) ? node.children[0] : undefined;
  const value = isQueue ? declared : returned;
  const owner = value && classAround(node);
  if (value === undefined || owner === undefined || !/ShouldQueue/.test(reading.file.text)) return [];
  return value.type === 'null' ? [] : [useOf(reading, value, { role: 'produce', system: 'laravel' })];
}

function isInViaQueue(node: Syntax): boolean {
  const method = node.parent?.parent;
  return method?.type === 'method_declaration' && fieldOf(method, 'name')?.text === 'viaQueue';
}
