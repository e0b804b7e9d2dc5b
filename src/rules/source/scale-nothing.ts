import type { Comparison } from '../../compare/comparison.ts';
import { nearest } from '../../text/nearest.ts';
import { place, type RuleFinding } from '../rule.ts';

const SCALED = /^(Deployment|StatefulSet|ReplicaSet|ReplicationController|DaemonSet)$/;

/** Autoscalers that name a workload which the target does not run. */
export function scaleNothing({ target, services }: Comparison): RuleFinding[] {
  if (target === undefined || !target.isComplete) return [];
  return target.facts.objects.flatMap(({ kind, name, namespace, refersTo = [] }) =>
    refersTo.flatMap((reference) => {
      if (!SCALED.test(reference.kind)) return [];
      const there = target.facts.workloads.filter(
        (each) => each.namespace === namespace || each.namespace === undefined || namespace === undefined,
      );
      if (there.length === 0 || there.some((each) => each.kind === reference.kind && each.name === reference.name))
        return [];
      const near = nearest(
        reference.name,
        there.map((each) => each.name),
      );
      const meant = there.find((each) => each.name === near);
      return [
        {
          confidence: 'likely' as const,
          service: services.find((pair) => pair.target?.workload === meant)?.name ?? meant?.name ?? '*',
          environment: target.environment,
          subject: `${kind}/${name}`,
          message: `${kind}/${name} scales ${reference.kind} ${reference.name}, which ${target.environment} does not run`,
          remedy:
            near === undefined ? `name a workload of ${target.environment}` : `name ${near}, or remove ${kind}/${name}`,
          places: [place('source', reference.at), ...(meant ? [place('expected', meant.at)] : [])] as const,
        },
      ];
    }),
  );
}
