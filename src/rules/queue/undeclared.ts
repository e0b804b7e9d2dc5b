import { brokenMeetings, type NamedUse, queueUses, readUnnamed } from '../../compare/meeting-points.ts';
import { unreadQueues, workersOf } from '../../compare/unread-queues.ts';
import { isWorkerSystem } from '../../compare/worker-queues.ts';
import { place, type Rule } from '../rule.ts';

export const queueUndeclared: Rule = {
  id: 'queue/undeclared',
  level: 'warning',
  absentFrom: ['target'],
  docs: {
    detects: 'A queue or topic that one service of the target sends to and that no service of the target reads.',
    why: 'Messages pile up or are dropped, and the work behind them is not done.',
    before: 'orders: publish("orders.created")\nworker: consume("orders")',
    after: 'worker: consume("orders.created")',
    ignore: 'A system outside the repository reads it.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined) return [];
    const uses = queueUses(comparison, 'target');
    const isKnownWhole = comparison.services.every((pair) => pair.codeCoverage !== 'partly');
    if (!isKnownWhole) return [];
    // Names that met locally and no longer do are queue/mismatch.
    const broken = brokenMeetings(queueUses(comparison, 'local'), uses).flatMap(({ lost, partner }) => [lost, partner]);
    const workers = workersOf(comparison, 'target');
    const unnamed = readUnnamed(comparison, 'target');
    const unread = unreadQueues(comparison).map(({ name }) => name);
    const isRead = (use: NamedUse) =>
      (workers === undefined && isWorkerSystem(use.system)) ||
      workers?.some(({ queues }) => queues.system === use.system && queues.names.includes(use.name));
    const isBroken = (use: NamedUse) => broken.some((other) => other.pair === use.pair && other.name === use.name);
    return uses.flatMap((use) => {
      if (use.role !== 'produce' || use.use === undefined || unnamed.has(use.system)) return [];
      if (isBroken(use) || isRead(use) || unread.includes(use.name)) return [];
      const others = uses.filter(
        (other) => other !== use && other.name === use.name && other.role !== 'produce' && other.role !== 'declare',
      );
      const consumers = uses.filter(
        (other) => other.role === 'consume' && other.system === use.system && other.pair !== use.pair,
      );
      // Only where the application itself consumes from the same system is silence on the other end a mistake.
      if (others.length > 0 || consumers.length === 0) return [];
      return [
        {
          confidence: 'likely' as const,
          service: use.pair.name,
          environment: target.environment,
          subject: use.name,
          message: `${use.pair.name} sends to ${use.name}; no service in ${target.environment} reads it`,
          remedy: `let a service read ${use.name}, or send to ${consumers[0]?.name ?? 'a queue that is read'}`,
          places: [
            place('produce', use.use),
            ...(consumers[0]?.use ? [place('consume', consumers[0].use)] : []),
          ] as const,
        },
      ];
    });
  },
};
