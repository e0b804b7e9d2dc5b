import type { QueueUse } from '../../shape/code-facts.ts';
import { fieldOf } from '../syntax.ts';
import { factValue } from './clients.ts';
import { assignmentsSeen } from './file.ts';
import { QUEUE_ROWS, type QueueRow } from './queue-table.ts';
import type { Reading } from './reading.ts';
import { silentSetting } from './silent-settings.ts';
import { elementsOf, plainString } from './strings.ts';
import { callOf, ownerOf, type RbCall, type RbNode } from './syntax.ts';

/** Queues, topics and channels that the code names. */
export function queueUses(reading: Reading): QueueUse[] {
  const { file } = reading;
  const rows = QUEUE_ROWS.filter(({ library }) => library.test(file.text));
  const isAmqp = /Bunny|bunny|amqp|channel/i.test(file.text);
  return [
    ...file.calls.flatMap((call) => [
      ...rows.filter((row) => fits(row, call)).flatMap((row) => usesOf(reading, call, row)),
      ...(isAmqp ? amqpUses(reading, call) : []),
      ...activeJob(reading, call),
    ]),
    ...resqueQueues(reading),
  ];
}

function fits({ name, receiver, isBare }: QueueRow, call: RbCall): boolean {
  if (!name.test(call.name)) return false;
  if (isBare) return call.receiver === undefined;
  return receiver === undefined || receiver.test(call.receiver?.text ?? '');
}

function usesOf(reading: Reading, { args, options }: RbCall, row: QueueRow): QueueUse[] {
  const option = row.option === undefined ? undefined : options.get(row.option);
  const given =
    row.argument === undefined ? [] : row.rest ? args.slice(row.argument) : args.slice(row.argument, row.argument + 1);
  return [...(option ? [option] : given)].flatMap((node) =>
    (elementsOf(node) ?? [node]).flatMap((each) => useOf(reading, each, row)),
  );
}

function useOf(reading: Reading, node: RbNode, { role, system }: Pick<QueueUse, 'role' | 'system'>): QueueUse[] {
  if (/^(hash|pair)$/.test(node.type)) return [];
  const name = factValue(reading, node);
  // An empty name asks the broker for one.
  if (name.kind === 'literal' && name.text === '') return [];
  return [{ name, role, system, at: reading.file.originOf(node) }];
}

/** Bunny: `channel.queue('orders').subscribe`, `channel.default_exchange.publish(x, routing_key: 'orders')`. */
function amqpUses(reading: Reading, call: RbCall): QueueUse[] {
  const { name, receiver, args, options } = call;
  if (receiver === undefined) return [];
  const isChannel = /(^|[.@_])(ch|channel|chan)(nel)?$|create_channel(\(.*\))?$/.test(receiver.text);
  const [first] = args;
  if (name === 'queue' && isChannel && first && first.type !== 'hash')
    return useOf(reading, first, { role: roleOf(reading, call), system: 'amqp' });
  if (/^(fanout|direct|topic|headers|exchange)$/.test(name) && isChannel && first)
    return useOf(reading, first, { role: isUsed(reading, call, /^publish$/) ? 'produce' : 'declare', system: 'amqp' });
  const key = options.get('routing_key');
  return name === 'publish' && key && isDefaultExchange(reading, receiver)
    ? useOf(reading, key, { role: 'produce', system: 'amqp' })
    : [];
}

function isDefaultExchange(reading: Reading, node: RbNode): boolean {
  if (/default_exchange$/.test(node.text)) return true;
  return assignmentsSeen(reading.file, node).some(({ value }) => /default_exchange$/.test(value.text));
}

function roleOf(reading: Reading, call: RbCall): QueueUse['role'] {
  if (isUsed(reading, call, /^(subscribe|pop|subscribe_with)$/)) return 'consume';
  return isUsed(reading, call, /^publish$/) ? 'produce' : 'declare';
}

/** Whether what a call gives is then asked for one of these, at once or under the name that it gets. */
function isUsed({ file }: Reading, { node }: RbCall, names: RegExp): boolean {
  for (let at = node; at.parent?.type === 'call' && at.field === 'receiver'; at = at.parent)
    if (names.test(callOf(at.parent)?.name ?? '')) return true;
  let top = node;
  while (top.parent?.type === 'call' && top.field === 'receiver') top = top.parent;
  const target =
    top.parent?.type === 'assignment' || top.parent?.type === 'operator_assignment'
      ? fieldOf(top.parent, 'left')?.text
      : undefined;
  return target !== undefined && file.calls.some((each) => names.test(each.name) && each.receiver?.text === target);
}

/** `queue_as :mailers`: the adapter of ActiveJob says what carries it. */
function activeJob(reading: Reading, { name, receiver, args }: RbCall): QueueUse[] {
  const [first] = args;
  if (name !== 'queue_as' || receiver !== undefined || first === undefined) return [];
  const adapter = silentSetting(reading, 'adapter');
  const system = adapter?.kind === 'literal' ? adapter.text : 'activejob';
  return useOf(reading, first, { role: 'produce', system });
}

/** `@queue = :orders` in a class that Resque runs. */
function resqueQueues(reading: Reading): QueueUse[] {
  const { file } = reading;
  if (!/def self\.perform/.test(file.text)) return [];
  return (file.assignments.get('@queue') ?? []).flatMap(({ value, target }) => {
    const owner = ownerOf(target);
    const runs = file.methods.some((method) => method.owner === owner && method.name === 'perform');
    return runs && plainString(value) !== undefined ? useOf(reading, value, { role: 'produce', system: 'resque' }) : [];
  });
}
