import type { Facts } from '../../shape/facts.ts';
import { noFacts } from '../../shape/facts.ts';
import { claimsOf } from './claims.ts';
import { clusterObjectOf } from './cluster-objects.ts';
import { configObjectOf } from './config-objects.ts';
import { isOutsideDeploy } from './hooks.ts';
import type { ManifestObject } from './manifest-object.ts';
import { networkServiceOf } from './network-services.ts';
import { producedBy } from './producers/producers.ts';
import { reportRefused } from './refused.ts';
import { routesOf } from './routes/routes.ts';
import { workloadsOf } from './workloads.ts';

/** What a set of objects says about the application, in their order. */
export function manifestFacts(objects: readonly ManifestObject[]): Facts {
  const alive = objects.filter((object) => !isOutsideDeploy(object));
  for (const object of alive) reportRefused(object);
  return {
    ...noFacts(),
    workloads: alive.flatMap(workloadsOf),
    configObjects: alive.flatMap((object) => configObjectOf(object) ?? producedBy(object)),
    networkServices: alive.flatMap((object) => networkServiceOf(object) ?? []),
    routes: alive.flatMap(routesOf),
    claims: alive.flatMap(claimsOf),
    objects: objects.flatMap((object) => clusterObjectOf(object) ?? []),
  };
}
