import type { QueueUse } from '../../shape/code-facts.ts';
import { QUEUE_CALLS, type QueueCall } from './queue-table.ts';
import type { Reading } from './reading.ts';
import { shown } from './shown.ts';
import {
  type Argument,
  argumentAt,
  argumentsOf,
  type CsNode,
  childOf,
  createdType,
  elementsOf,
  initialised,
  lastName,
  type MethodCall,
} from './syntax.ts';
import { fixed, literalOf } from './text.ts';
import { typeOf } from './types.ts';
import { evaluate } from './values.ts';

/** Queues, topics, channels and streams that the code names. */
export function queueUses(reading: Reading): QueueUse[] {
  const { file } = reading;
  const specs = QUEUE_CALLS.filter((spec) => spec.library.test(file.text));
  const attributes = file.nodes.filter(({ type }) => type === 'attribute');
  return [
    ...file.calls.flatMap((call) => [
      ...specs.filter((spec) => isCallOf(reading, call, spec)).flatMap((spec) => named(reading, call.args, spec)),
      ...published(reading, call),
    ]),
    ...attributes.flatMap((node) => {
      const name = (lastName(childOf(node, 'name')) ?? '').replace(/Attribute$/, '');
      return specs
        .filter((spec) => spec.attribute?.test(name))
        .flatMap((spec) => named(reading, argumentsOf(node), spec));
    }),
    ...file.creations.flatMap((node) => made(reading, node, specs)),
    ...sendAddresses(reading),
  ];
}

function isCallOf(reading: Reading, { name, object }: MethodCall, spec: QueueCall): boolean {
  if (spec.method?.test(name) !== true) return false;
  if (spec.of === undefined) return true;
  const type = typeOf(reading.file, object)?.name;
  // Without a type in this file the name of what it is called on has to do.
  return spec.of.test(type ?? '') || (type === undefined && spec.of.test(capitalised(lastName(object) ?? '')));
}

function capitalised(name: string): string {
  const plain = name.replace(/^_+/, '');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

function made(reading: Reading, node: CsNode, specs: readonly QueueCall[]): QueueUse[] {
  const type = createdType(node) ?? typeOf(reading.file, node)?.name ?? '';
  return specs
    .filter((spec) => spec.created?.test(type))
    .flatMap((spec) => [
      ...named(reading, argumentsOf(node), spec),
      ...[...initialised(node)].flatMap(([name, value]) =>
        spec.property?.test(name) ? useOf(reading, value, spec) : [],
      ),
    ]);
}

function named(reading: Reading, args: readonly Argument[], spec: QueueCall): QueueUse[] {
  const node = argumentAt(args, spec.at, ...(spec.names ?? []));
  if (node === undefined || /^(lambda_expression|anonymous_method_expression)$/.test(node.type)) return [];
  return (elementsOf(node) ?? [node]).flatMap((item) => useOf(reading, item, spec));
}

function useOf(reading: Reading, node: CsNode, { role, system }: Pick<QueueUse, 'role' | 'system'>): QueueUse[] {
  // A request object names its queue itself; an empty name asks the broker for one.
  if (/object_creation/.test(node.type) && createdType(node) !== 'Uri') return [];
  if (/Request$/.test(typeOf(reading.file, node)?.name ?? '')) return [];
  const name = shown(reading, evaluate(reading, node));
  if (name.kind === 'literal' && name.text === '') return [];
  return [{ name, role, system, at: reading.file.originOf(node) }];
}

/** `BasicPublish("", "orders", …)`: the default exchange leads to the queue of that name. */
function published(reading: Reading, { name, args }: MethodCall): QueueUse[] {
  if (!/^BasicPublish(Async)?$/.test(name) || !/RabbitMQ/.test(reading.file.text)) return [];
  const exchange = argumentAt(args, 0, 'exchange');
  const key = argumentAt(args, 1, 'routingKey');
  const spec = { role: 'produce', system: 'amqp' } as const;
  const isDefault = exchange === undefined || literalOf(evaluate(reading, exchange)) === '';
  const target = isDefault ? key : exchange;
  return target ? useOf(reading, target, spec) : [];
}

/** MassTransit's short addresses: `new Uri("queue:orders")`. */
function sendAddresses(reading: Reading): QueueUse[] {
  if (!/MassTransit/.test(reading.file.text)) return [];
  return reading.file.creations.flatMap((node): QueueUse[] => {
    const value = createdType(node) === 'Uri' ? argumentsOf(node)[0]?.value : undefined;
    if (value === undefined) return [];
    const [first, ...rest] = evaluate(reading, value);
    const match = typeof first === 'string' ? /^(?:queue|exchange|topic):(.*)$/.exec(first) : null;
    if (match === null) return [];
    const name = shown(reading, [...fixed(match[1] ?? ''), ...rest]);
    return [{ name, role: 'produce', system: 'amqp', at: reading.file.originOf(value) }];
  });
}
