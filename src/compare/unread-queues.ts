import type { Origin } from '../shape/origin.ts';
import type { Comparison, ServicePair } from './comparison.ts';
import { type NamedUse, queueUses, type SideName } from './meeting-points.ts';
import { mayBeWorker, type WorkerQueues, workerQueues } from './worker-queues.ts';

/** A queue that a worker reads locally, and that no worker of the target reads. */
export interface UnreadQueue {
  readonly pair: ServicePair;
  readonly name: string;
  /** The command lines of both sides. */
  readonly local: Origin;
  readonly target: Origin;
  /** What the worker reads in the target. */
  readonly reads: readonly string[];
  /** Where the code sends to the queue; undefined where that does not show. */
  readonly sentAt: Origin | undefined;
}

/** The workers of one side; undefined where one may read queues that nobody can tell. */
export function workersOf(
  { services }: Comparison,
  of: SideName,
): { readonly pair: ServicePair; readonly queues: WorkerQueues }[] | undefined {
  const running = services.flatMap((pair) => {
    const service = pair[of];
    return service === undefined ? [] : [{ pair, service }];
  });
  const workers = running.flatMap(({ pair, service }) =>
    workerQueues(pair, service).map((queues) => ({ pair, queues })),
  );
  const isOpen =
    workers.some(({ queues }) => queues.names === 'unknown') ||
    (workers.length > 0 && running.some(({ pair, service }) => mayBeWorker(pair, service)));
  return isOpen ? undefined : workers;
}

/** Queues of command lines that are left without a reader in the target. */
export function unreadQueues(comparison: Comparison): UnreadQueue[] {
  const [local, target] = [workersOf(comparison, 'local') ?? [], workersOf(comparison, 'target')];
  if (target === undefined) return [];
  const uses = { local: queueUses(comparison, 'local'), target: queueUses(comparison, 'target') };
  const isRead = (name: string, system: string) =>
    target.some(({ queues }) => queues.system === system && queues.names.includes(name)) ||
    uses.target.some((use) => use.system === system && use.role === 'consume' && use.name === name);
  return local.flatMap(({ pair, queues: { names, system, isNamed, at } }) => {
    const there = target.find((other) => other.pair === pair && other.queues.system === system)?.queues;
    if (there === undefined || there.names === 'unknown' || names === 'unknown' || !isNamed) return [];
    const reads = there.names;
    const isRenamed = reads.some((name) => !names.includes(name)) && there.isNamed;
    return names.flatMap((name) => {
      if (isRead(name, system)) return [];
      const sentLocally = producerOf(name, system, uses.local);
      const sent = producerOf(name, system, uses.target);
      // The sender has the new name as well, or nobody shows which name it has.
      if (sent === undefined && (sentLocally !== undefined || isRenamed)) return [];
      return [{ pair, name, local: at, target: there.at, reads, sentAt: sent?.use }];
    });
  });
}

function producerOf(name: string, system: string, uses: readonly NamedUse[]): NamedUse | undefined {
  return uses.find((use) => use.role === 'produce' && use.system === system && use.name === name);
}
