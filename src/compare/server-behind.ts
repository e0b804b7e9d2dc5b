import type { EffectiveService } from '../effective/service.ts';
import { backingOf } from './backing.ts';
import type { Side } from './comparison.ts';
import type { Dependency } from './dependencies.ts';

/** The one container of a side that a dependency leads to; undefined where there are several, or none that is known. */
export function serverBehind(
  { endpoint }: Dependency,
  service: EffectiveService,
  side: Side,
): EffectiveService | undefined {
  const resolution = side.network.resolve(endpoint.host, service.workload);
  if (resolution.kind !== 'service') return undefined;
  const { service: network } = resolution;
  const servers =
    network.kind === 'compose'
      ? side.containers.filter(({ workload }) => workload.name === network.name)
      : backingOf(network, side);
  const [server, ...more] = servers;
  return more.length > 0 ? undefined : server;
}
