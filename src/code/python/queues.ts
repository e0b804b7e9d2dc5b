import type { QueueUse } from '../../shape/code-facts.ts';
import { argument } from './call-values.ts';
import { calleeName, makerOf, methodOf } from './names.ts';
import { QUEUE_CALLS, type QueueCall } from './queue-calls.ts';
import { queuesOfObjects } from './queue-objects.ts';
import type { Reading } from './reading.ts';
import { entriesOf } from './settings-modules.ts';
import { factValue } from './shown.ts';
import { childOf, type PyNode } from './syntax.ts';

/** Queues, topics, channels and streams that the code names. */
export function queueUses(reading: Reading): QueueUse[] {
  const { module } = reading;
  const specs = QUEUE_CALLS.filter((spec) => spec.library.test(module.text));
  return [
    ...module.calls.flatMap((call) => [
      ...specs.filter((spec) => isCallOf(reading, call, spec)).flatMap((spec) => usesOf(reading, call, spec)),
      ...amqpPublish(reading, call),
      ...kafkaConsumer(reading, call),
      ...celeryTask(reading, call),
      ...queuesOfObjects(reading, call),
    ]),
    ...celerySettings(reading),
  ];
}

function isCallOf(reading: Reading, call: PyNode, spec: QueueCall): boolean {
  const { module } = reading;
  if (spec.callee) return spec.callee.test(calleeName(module, call) ?? '');
  const method = methodOf(module, call);
  if (method === undefined || !spec.method?.test(method.name)) return false;
  return spec.maker === undefined || spec.maker.test(makerOf(module, method.object) ?? '');
}

function usesOf(reading: Reading, call: PyNode, spec: QueueCall): QueueUse[] {
  const node = argument(reading, call, {
    names: spec.names,
    ...(spec.position !== undefined && { position: spec.position }),
  });
  if (node === undefined) return [];
  const nodes = /^(list|tuple)$/.test(node.type) ? node.children : [node];
  return nodes.flatMap((item) => useOf(reading, item, spec));
}

function useOf(reading: Reading, node: PyNode, spec: Pick<QueueCall, 'role' | 'system'>): QueueUse[] {
  const name = factValue(reading, node);
  // An empty name asks the broker for one; a URL of SQS ends in the queue's name.
  if (name.kind === 'literal' && name.text === '') return [];
  return [{ name, role: spec.role, system: spec.system, at: reading.module.originOf(node) }];
}

/** `basic_publish(exchange='', routing_key='orders')`: the default exchange leads to the queue of that name. */
function amqpPublish(reading: Reading, call: PyNode): QueueUse[] {
  if (methodOf(reading.module, call)?.name !== 'basic_publish') return [];
  const exchange = argument(reading, call, { names: ['exchange'], position: 0 });
  const key = argument(reading, call, { names: ['routing_key'], position: 1 });
  const spec = { role: 'produce', system: 'amqp' } as const;
  const named = exchange ? useOf(reading, exchange, spec) : [];
  return named.length > 0 ? named : key ? useOf(reading, key, spec) : [];
}

/** `KafkaConsumer('orders', 'returns', …)` */
function kafkaConsumer(reading: Reading, call: PyNode): QueueUse[] {
  const { module } = reading;
  if (!/(^|\.)(AIO)?KafkaConsumer$/.test(calleeName(module, call) ?? '')) return [];
  return module
    .argumentsOf(call)
    .positional.flatMap((node) => useOf(reading, node, { role: 'consume', system: 'kafka' }));
}

/** `@app.task(queue='ovens')`, `@shared_task(queue=…)`: whoever calls the task sends it there. */
function celeryTask(reading: Reading, call: PyNode): QueueUse[] {
  const callee = childOf(call, 'function');
  const isTask =
    call.parent?.type === 'decorator' &&
    callee &&
    /(^|\.)(task|shared_task|periodic_task)$/.test(reading.module.textOf(callee));
  const node = isTask ? argument(reading, call, { names: ['queue'] }) : undefined;
  return node ? useOf(reading, node, { role: 'produce', system: 'celery' }) : [];
}

/** `task_default_queue`, and the queues that `task_routes` sends to. */
function celerySettings(reading: Reading): QueueUse[] {
  const uses: QueueUse[] = [];
  for (const [target, assignments] of reading.module.assignments) {
    const isDefault = /(^|\.|CELERY_)(task_default_queue|TASK_DEFAULT_QUEUE)$/.test(target);
    const isRoutes = /(^|\.|CELERY_)(task_routes|TASK_ROUTES)$/.test(target);
    for (const { value } of isDefault || isRoutes ? assignments : []) {
      if (isDefault) uses.push(...useOf(reading, value, { role: 'declare', system: 'celery' }));
      for (const route of isRoutes ? entriesOf(reading, value).values() : []) {
        const queue = entriesOf(reading, route).get('queue');
        if (queue) uses.push(...useOf(reading, queue, { role: 'produce', system: 'celery' }));
      }
    }
  }
  return uses;
}
