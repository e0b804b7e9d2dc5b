import type { EntryRoute, NetworkService, ServicePort } from '../shape/facts.ts';
import type { Side } from './comparison.ts';

/** Where a way in from outside leads. */
export type RouteEnd =
  | { readonly kind: 'no-service' }
  /** The controller itself answers: an action of its annotations (AWS `use-annotation`). */
  | { readonly kind: 'controller' }
  | { readonly kind: 'no-port'; readonly service: NetworkService }
  | { readonly kind: 'reaches'; readonly service: NetworkService; readonly port: ServicePort | undefined };

/** Follows a route to the Service and port behind it. */
export function endOf(route: EntryRoute, side: Side): RouteEnd {
  const { backend } = route;
  if (backend.port === 'use-annotation') return { kind: 'controller' };
  const namespace = backend.namespace ?? route.namespace;
  const service = side.facts.networkServices.find(
    (candidate) =>
      candidate.kind === 'Service' &&
      candidate.name === backend.service &&
      (candidate.namespace === namespace || candidate.namespace === undefined || namespace === undefined),
  );
  if (service === undefined) return { kind: 'no-service' };
  if (backend.port === undefined || service.externalName !== undefined)
    return { kind: 'reaches', service, port: service.ports[0] };
  const port = service.ports.find(
    (candidate) =>
      candidate.port === backend.port || candidate.name === backend.port || String(candidate.port) === backend.port,
  );
  return port === undefined ? { kind: 'no-port', service } : { kind: 'reaches', service, port };
}

/** The path that the backend sees for a request to the route's own path; undefined when a pattern decides. */
export function backendPath(route: EntryRoute): string | undefined {
  if (route.rewrite !== undefined) return /[$\\]|unknown/.test(route.rewrite) ? undefined : route.rewrite;
  if (route.pathType === 'RegularExpression' || /[()[\]*+?|\\^$]/.test(route.path)) return undefined;
  return route.path === '' ? '/' : route.path;
}
