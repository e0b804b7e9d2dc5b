// Labels that pods are given while they run: the role of a replica, the name of a pod of a set.
import type { Facts, NetworkService } from '../../shape/facts.ts';
import type { Workload } from '../../shape/workload.ts';
import { get } from '../../text/yaml.ts';
import type { ManifestObject } from '../kubernetes/manifest-object.ts';
import { stringMap } from '../kubernetes/string-map.ts';
import { standInName } from './owners.ts';

type Labels = Readonly<Record<string, string>>;

/** Facts in which a Service that finds pods by such labels finds what runs these pods. */
export function withPodLabels(facts: Facts, shown: readonly ManifestObject[]): Facts {
  const pods = shown.filter(({ kind, group }) => kind === 'Pod' && group === '');
  const labelled = pods.map((pod) => ({ pod, labels: stringMap(get(pod.root, 'metadata', 'labels')) }));
  const found = ({ selector = {}, namespace }: NetworkService): Workload | undefined => {
    const isOwn = facts.workloads.some((each) => each.namespace === namespace && isIn(selector, each.labels));
    const match = isOwn
      ? undefined
      : labelled.find(({ pod, labels }) => pod.namespace === namespace && isIn(selector, labels));
    const name = match && standInName(match.pod);
    return facts.workloads.find((each) => each.name === name && each.namespace === namespace);
  };
  return {
    ...facts,
    networkServices: facts.networkServices.map((service): NetworkService => {
      const workload = service.selector && found(service);
      return workload === undefined
        ? service
        : { ...service, selector: shared(service.selector ?? {}, workload.labels) };
    }),
  };
}

function isIn(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([name, value]) => labels[name] === value);
}

/** What the template has of the selector; all of the template where it has nothing of it. */
function shared(selector: Labels, labels: Labels): Labels {
  const own = Object.entries(selector).filter(([name, value]) => labels[name] === value);
  return own.length === 0 ? labels : Object.fromEntries(own);
}
