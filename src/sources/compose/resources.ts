import type { Resources, Workload } from '../../shape/workload.ts';
import { durationSeconds } from './duration.ts';
import { type ComposeScalar, entryOf, isOpen, scalarOf } from './node.ts';
import { at, refuse, type ServiceInput } from './service-input.ts';

/** `deploy.resources`, else the older `mem_limit`, `cpus` and `mem_reservation` (N163). */
export function readResources(input: ServiceInput): Resources | undefined {
  const { service } = input;
  const limits = quantities([
    ['cpu', scalarOf(service, 'deploy', 'resources', 'limits', 'cpus') ?? scalarOf(service, 'cpus')],
    ['memory', scalarOf(service, 'deploy', 'resources', 'limits', 'memory') ?? scalarOf(service, 'mem_limit')],
  ]);
  const requests = quantities([
    ['cpu', scalarOf(service, 'deploy', 'resources', 'reservations', 'cpus')],
    [
      'memory',
      scalarOf(service, 'deploy', 'resources', 'reservations', 'memory') ?? scalarOf(service, 'mem_reservation'),
    ],
  ]);
  const [first] = [...Object.values(limits), ...Object.values(requests)];
  if (first === undefined) return undefined;
  return { limits: texts(limits), requests: texts(requests), at: at(input, first) };
}

function quantities(pairs: readonly (readonly [string, ComposeScalar | undefined])[]): Record<string, ComposeScalar> {
  return Object.fromEntries(
    pairs.flatMap(([name, scalar]) => (scalar === undefined || isOpen(scalar) ? [] : [[name, scalar] as const])),
  );
}

function texts(found: Readonly<Record<string, ComposeScalar>>): Record<string, string> {
  return Object.fromEntries(Object.entries(found).map(([name, scalar]) => [name, scalar.text]));
}

/** `scale`, else `deploy.replicas`. */
export function readReplicas(input: ServiceInput): Workload['replicas'] {
  const count = scalarOf(input.service, 'scale') ?? scalarOf(input.service, 'deploy', 'replicas');
  if (count === undefined || isOpen(count)) return undefined;
  if (/^\d+$/.test(count.text)) return { count: Number(count.text), at: at(input, count) };
  refuse(input, count, {
    attribute: 'deploy.replicas',
    isNot: 'a whole number',
    hint: 'write how many containers run',
  });
  return undefined;
}

export function readStopGrace(input: ServiceInput): Workload['stopGrace'] {
  const period = scalarOf(input.service, 'stop_grace_period');
  if (period === undefined || isOpen(period)) return undefined;
  const seconds = durationSeconds(period.text);
  if (seconds !== undefined) {
    return { seconds, at: at(input, entryOf(input.service, 'stop_grace_period') ?? period) };
  }
  const hint = 'write it as 30s or 1m30s';
  refuse(input, period, { attribute: 'stop_grace_period', isNot: 'a duration', hint });
  return undefined;
}
