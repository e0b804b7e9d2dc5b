import type { EffectiveService } from '../effective/service.ts';
import type { Comparison, ServicePair } from './comparison.ts';
import { defaultEndpoints, dependenciesOf } from './dependencies.ts';
import { hasNeighbour } from './neighbours.ts';

/**
 * Whether a variable that the target does not set leaves its service with an address of the pod itself, while the local
 * side leads it to another service: the default of the code is for a developer's machine.
 */
export function fallsBackOnItself(
  name: string,
  { pair, target }: { readonly pair: ServicePair; readonly target: EffectiveService },
  comparison: Comparison,
): boolean {
  const side = comparison.target;
  const { local } = pair;
  if (side === undefined || local === undefined || comparison.local === undefined) return false;
  // On a machine of its own, and beside another container of the pod, localhost may be what is meant.
  if (target.workload.kind === 'process' || hasNeighbour(target, side)) return false;
  const { network } = comparison.local;
  const leadsElsewhere = dependenciesOf(local, pair.code).some(({ variable, endpoint }) => {
    const resolution = network.resolve(endpoint.host, local.workload);
    return variable === name && resolution.kind === 'service' && resolution.service.name !== local.workload.name;
  });
  const hosts = leadsElsewhere ? defaultEndpoints(name, target, pair.code).map(({ host }) => host) : [];
  return hosts.length > 0 && hosts.every((host) => isItself(side.network.resolve(host, target.workload).kind, host));
}

/** Who listens on every address is told so by `0.0.0.0`; nobody calls it. */
function isItself(kind: string, host: string): boolean {
  return (kind === 'loopback' && host !== '0.0.0.0' && host !== '::') || kind === 'host-machine';
}
