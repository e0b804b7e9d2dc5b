import type { NetworkService } from '../shape/facts.ts';
import type { ServicePair, Side } from './comparison.ts';
import { type Dependency, dependenciesOf } from './dependencies.ts';

/** A host in a namespace that the target does not have, although a Service of that name stands in its own. */
export interface StrayHost {
  readonly dependency: Dependency;
  /** The namespace that the host names. */
  readonly named: string;
  /** The Service of that name in the only namespace of the target. */
  readonly own: NetworkService;
}

const CLUSTER_HOST = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(\.cluster\.local)?\.?$/i;

/** Hosts of a service that lead out of the one namespace in which everything of the target stands (N192). */
export function strayHosts(pair: ServicePair, side: Side): StrayHost[] {
  const { target } = pair;
  const namespaces = new Set(
    [...side.facts.workloads, ...side.facts.networkServices].map(({ namespace }) => namespace),
  );
  const [only, ...more] = namespaces;
  if (target === undefined || only === undefined || more.length > 0) return [];
  return dependenciesOf(target, pair.code).flatMap((dependency) => {
    const [, name, named] = CLUSTER_HOST.exec(dependency.endpoint.host) ?? [];
    const own = side.facts.networkServices.find((service) => service.name === name?.toLowerCase());
    return named === undefined || own === undefined || named === only ? [] : [{ dependency, named, own }];
  });
}
