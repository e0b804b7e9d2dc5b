// https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
import type { Comparison } from '../../compare/comparison.ts';
import { nearest } from '../../text/nearest.ts';
import { eachTargetContainer } from '../each.ts';
import { place, type RuleFinding } from '../rule.ts';

/**
 * StatefulSets whose `serviceName` leads to no Service: their pods run and answer to no name of their own. One that is
 * not headless will do: CoreDNS answers for its pods as well.
 */
export function ungoverned(comparison: Comparison): RuleFinding[] {
  return eachTargetContainer(comparison, ({ container: { workload }, name, side }) =>
    (workload.refersTo ?? []).flatMap((reference): RuleFinding[] => {
      if (reference.kind !== 'Service') return [];
      if (side.network.resolve(reference.name, workload).kind !== 'nobody') return [];
      const near = nearest(
        reference.name,
        side.facts.networkServices.map((service) => service.name),
      );
      return [
        {
          // Nobody asks for the name of the only pod: it is its peers that do.
          level: (workload.replicas?.count ?? 1) > 1 ? 'warning' : 'info',
          service: name,
          environment: side.environment,
          subject: `${workload.name} serviceName`,
          message: `StatefulSet ${workload.name} is governed by Service ${reference.name}; ${side.environment} does not hold it, and ${workload.name}-0.${reference.name} does not resolve`,
          remedy: near
            ? `set serviceName to ${near}, or add a headless Service ${reference.name}`
            : `add a headless Service ${reference.name} (clusterIP: None)`,
          places: [place('reference', reference.at), place('expected', workload.at)],
        },
      ];
    }),
  );
}
