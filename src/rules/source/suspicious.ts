import type { Comparison } from '../../compare/comparison.ts';
import { nearest } from '../../text/nearest.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';
import { problemFindings } from './problems.ts';

export const sourceSuspicious: Rule = {
  id: 'source/suspicious',
  level: 'warning',
  levels: {
    error: 'the API server does not take the object: nothing of it runs',
    warning: 'tools disagree about it, and what runs is not what was meant',
  },
  docs: {
    detects:
      'Something that is hardly meant: a key twice in one map, a variable twice in one container, a number where Kubernetes wants text, a mount without its volume, an autoscaler without its workload. It is an error where the API server refuses the object.',
    why: 'The tools disagree about it, one takes the last, one refuses; of an object that is refused nothing runs.',
    before: 'env:\n  - {name: MODE, value: fast}\n  - {name: MODE, value: safe}',
    after: 'env:\n  - {name: MODE, value: safe}',
    ignore: 'Never: say it once.',
  },
  check: (input) => [...problemFindings(input, 'suspicious'), ...scaleNothing(input.comparison)],
};

const SCALED = /^(Deployment|StatefulSet|ReplicaSet|ReplicationController|DaemonSet)$/;

/** Autoscalers that name a workload which the target does not run. */
function scaleNothing({ target, services }: Comparison): RuleFinding[] {
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
