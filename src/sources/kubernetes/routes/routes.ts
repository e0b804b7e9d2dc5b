import type { EntryRoute } from '../../../shape/facts.ts';
import type { ManifestObject } from '../manifest-object.ts';
import { gatewayApi } from './gateway-api.ts';
import { ingress } from './ingress.ts';
import { istio } from './istio.ts';
import { openshiftRoute } from './openshift-route.ts';
import type { RouteReader } from './route-reader.ts';
import { traefik } from './traefik.ts';

const ROUTE_READERS: readonly RouteReader[] = [gatewayApi, ingress, istio, openshiftRoute, traefik];

/** The ways in from outside that an object states; none for most kinds. */
export function routesOf(object: ManifestObject): EntryRoute[] {
  const reader = ROUTE_READERS.find((each) => each.kinds.includes(object.kind) && each.group.test(object.group));
  return reader?.routes(object) ?? [];
}
