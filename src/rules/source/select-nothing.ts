import type { Comparison, Side } from '../../compare/comparison.ts';
import { isRecord, matchesLabels } from '../../compare/label-selector.ts';
import type { ClusterObject } from '../../shape/facts.ts';
import type { Workload } from '../../shape/workload.ts';
import { nearest } from '../../text/nearest.ts';
import { place, type RuleFinding } from '../rule.ts';

/** The field with which an object selects the pods that it is about, and what it then does to none. */
const SELECTORS: Readonly<Record<string, { readonly field: string; readonly does: string }>> = {
  'policy/PodDisruptionBudget': { field: 'selector', does: 'protects' },
  'networking.k8s.io/NetworkPolicy': { field: 'podSelector', does: 'is about' },
};

/** Disruption budgets and network policies whose selector matches no pod, and which are meant for one that is there. */
export function selectNothing({ target, services }: Comparison): RuleFinding[] {
  if (target === undefined || !target.isComplete) return [];
  return target.facts.objects.flatMap((object) => {
    const { kind, name, apiVersion, at } = object;
    const known = SELECTORS[`${apiVersion.split('/')[0]}/${kind}`];
    const selector = known && isRecord(object.spec) ? object.spec[known.field] : undefined;
    if (known === undefined || !isRecord(selector)) return [];
    const there = target.facts.workloads.filter((each) => isHere(each, object));
    if (there.some((each) => matchesLabels(selector, each.labels) !== 'no')) return [];
    const meant = meantBy(selector, there, target);
    if (meant === undefined) return [];
    return [
      {
        confidence: 'likely' as const,
        service: services.find((pair) => pair.target?.workload === meant)?.name ?? meant.name,
        environment: target.environment,
        subject: `${kind}/${name}`,
        message: `the selector of ${kind}/${name} matches no pod of ${target.environment}, so it ${known.does} nothing; ${meant.id} has other labels`,
        remedy: `make the selector of ${kind}/${name} match the labels of ${meant.id}, or remove it`,
        places: [place('source', at), place('expected', meant.at)] as const,
      },
    ];
  });
}

/**
 * The pod that a selector misses by one label. Pods of operators and of other releases have labels of their own: what is
 * not like a pod that is there is not ours to judge.
 */
function meantBy(selector: Readonly<Record<string, unknown>>, there: readonly Workload[], { facts }: Side) {
  const { matchLabels } = selector;
  if (!isRecord(matchLabels) || selector.matchExpressions !== undefined) return undefined;
  const wanted = Object.entries(matchLabels);
  const missedBy = (labels: Readonly<Record<string, string>>) => wanted.filter(([key, value]) => labels[key] !== value);
  return there.find(({ labels, name }) => {
    const [missed, ...more] = missedBy(labels);
    if (missed === undefined || more.length > 0) return false;
    const [key, value] = missed;
    if (typeof value !== 'string') return false;
    const own = labels[key];
    // A label that the pod has, in another spelling; or its own name under a label that it has not.
    const isSpelt = own !== undefined && nearest(value, [own]) !== undefined && !isNamed(value, facts.workloads);
    return isSpelt || (own !== value && value === name) || (own === undefined && wanted.length > 1);
  });
}

function isNamed(name: string, workloads: readonly Workload[]): boolean {
  return workloads.some((workload) => workload.name === name);
}

function isHere(workload: Workload, { namespace }: ClusterObject): boolean {
  return workload.namespace === namespace || workload.namespace === undefined || namespace === undefined;
}
