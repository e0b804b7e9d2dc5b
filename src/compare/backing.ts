import type { EffectiveService } from '../effective/service.ts';
import { selects } from '../pairing/similarity.ts';
import type { NetworkService, ServicePort } from '../shape/facts.ts';
import type { Workload } from '../shape/workload.ts';
import type { ServicePair, Side } from './comparison.ts';

/** The containers that a Service sends traffic to: the main containers of the pods it selects. */
export function backingOf(service: NetworkService, side: Side): EffectiveService[] {
  return side.containers.filter(({ workload }) => workload.role !== 'init' && selects(service, workload));
}

/** The Services that lead to a container. */
export function servicesOf(workload: Workload, side: Side): NetworkService[] {
  return side.facts.networkServices.filter((service) => service.kind === 'Service' && selects(service, workload));
}

/** The number behind a Service's target port; undefined when it is a name that the containers do not declare. */
export function targetPortNumber(port: ServicePort, backing: readonly EffectiveService[]): number | undefined {
  if (typeof port.targetPort === 'number') return port.targetPort;
  if (/^\d+$/.test(port.targetPort)) return Number(port.targetPort);
  return backing.flatMap(({ workload }) => workload.ports).find((declared) => declared.name === port.targetPort)?.port;
}

/** The pair whose container a Service leads to. */
export function pairBehind(
  service: NetworkService,
  side: Side,
  pairs: readonly ServicePair[],
): ServicePair | undefined {
  const backing = backingOf(service, side);
  return pairs.find((pair) => pair.target !== undefined && backing.includes(pair.target));
}
