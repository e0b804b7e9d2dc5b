import type { EffectiveService } from '../effective/service.ts';
import type { Side } from './comparison.ts';

/** Proxies of a mesh stand in every pod and answer for nobody. */
const MESH_PROXY = /^(istio-proxy|linkerd-proxy)$/;

/** Whether another container of the pod may be the one that is meant. */
export function hasNeighbour({ workload }: EffectiveService, { facts }: Side): boolean {
  return facts.workloads.some(
    ({ kind, name, id, role, container }) =>
      kind === workload.kind &&
      name === workload.name &&
      id !== workload.id &&
      role !== 'init' &&
      !MESH_PROXY.test(container),
  );
}
