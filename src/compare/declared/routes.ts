import type { EffectiveService } from '../../effective/service.ts';
import type { EntryRoute } from '../../shape/facts.ts';
import { backingOf, servicesOf } from '../backing.ts';
import { resolveCodeValue } from '../code-value.ts';
import type { ServicePair, Side } from '../comparison.ts';
import { backendPath, endOf } from '../entry-routes.ts';
import { answersByCode } from '../listening.ts';
import { isServed, takesPath } from '../served-routes.ts';
import { type Breach, type DeclaredOfTarget, expectedIn, type Group, isNeeded } from './declared.ts';

/** Paths, with parameters as `{id}`, optionally behind a method: `GET /orders/{id}`. */
export const routes: Group = {
  kinds: ['served-route', 'way-in'],
  things(pair, { target }) {
    const served = pair.code.routes.map(({ method, path }) => [path, `${method} ${path}`]);
    const entered = (target?.facts.routes ?? [])
      .filter((route) => target && pair.target && leadsTo(route, pair.target, target))
      .map((route) => [route.path, ...(backendPath(route) ?? [])].flat());
    return [...served, ...entered, ...askedPaths(pair).map((path) => [path])];
  },
  breaches(of) {
    if (!isNeeded(of.declaration)) return [];
    return [...unserved(of), ...unreached(of)];
  },
  means: (declared, name) => declared === name || takesPath(pathOf(declared), pathOf(name), { anyCase: true }),
};

function pathOf(name: string): string {
  return name.replace(/^[A-Z*]+\s+/, '');
}

/** Paths that the service asks of others. */
function askedPaths({ code, target, local }: ServicePair): string[] {
  return code.calls.flatMap((call) => {
    const resolved = resolveCodeValue(call.target, target ?? local);
    const path = resolved.kind === 'known' ? /^[a-z]+:\/\/[^/]+(\/[^?#]*)/i.exec(resolved.text)?.[1] : undefined;
    return path ?? [];
  });
}

function leadsTo(route: EntryRoute, service: EffectiveService, side: Side): boolean {
  const end = endOf(route, side);
  return end.kind === 'reaches' && backingOf(end.service, side).includes(service);
}

function unserved(of: DeclaredOfTarget): Breach[] {
  const { name, pair, service } = of;
  const path = pathOf(name);
  if (pair.codeCoverage !== 'read' || !answersByCode(pair, service) || isServed(pair.code, path) !== 'no') return [];
  const [example] = pair.code.routes;
  return [
    {
      kind: 'served-route',
      level: 'error',
      subject: path,
      message: `parity.yaml says that ${pair.name} serves ${path}; its code does not`,
      remedy: `serve ${path} in ${pair.name}, or correct the declaration`,
      places: [expectedIn(of), ...(example ? [{ role: 'served' as const, at: example.at }] : [])],
    },
  ];
}

/** Kinds of ways in that are not read: any of them may lead there. */
const UNREAD =
  /^(HTTPProxy|Mapping|AmbassadorMapping|ApisixRoute|VirtualServer|VirtualServerRoute|TCPIngress|UDPIngress|TransportServer|RouteTable|IngressRouteTCP|IngressRouteUDP|HTTPScaledObject|APIRule|Tunnel|TunnelBinding)$/;

function unreached(of: DeclaredOfTarget): Breach[] {
  const { name, pair, side, service } = of;
  const { kind } = service.workload;
  // Only a cluster has ways in of its own; a custom kind may be one itself.
  if (kind === 'compose' || kind === 'process' || kind === 'custom' || !side.isComplete) return [];
  if (side.facts.objects.some((object) => UNREAD.test(object.kind))) return [];
  if (servicesOf(service.workload, side).some(({ isOpen }) => isOpen)) return [];
  const path = pathOf(name);
  const own = side.facts.routes.filter((route) => mayLeadTo(route, service, side));
  // A pattern, or a rewrite that nobody can follow, may take it.
  if (own.some((route) => covers(route, path) === 'unknown')) return [];
  const covering = coveringRoutes(path, side.facts.routes);
  if (covering.some((route) => own.includes(route))) return [];
  return [
    {
      kind: 'way-in',
      level: 'error',
      subject: path,
      message: `parity.yaml says that ${path} of ${pair.name} is reached from outside; no way in of ${side.environment} leads there`,
      remedy: `lead ${path} to ${pair.name} in an Ingress or Gateway of ${side.environment}`,
      places: [expectedIn(of), ...covering.slice(0, 1).map(({ at }) => ({ role: 'target' as const, at }))],
    },
  ];
}

function mayLeadTo(route: EntryRoute, service: EffectiveService, side: Side): boolean {
  return leadsTo(route, service, side) || endOf(route, side).kind === 'controller';
}

/** The routes of each host that take a path: the longest wins, and an exact one before all. */
function coveringRoutes(path: string, all: readonly EntryRoute[]): EntryRoute[] {
  const hosts = new Map<string, EntryRoute[]>();
  for (const route of all) {
    if (covers(route, path) !== 'yes') continue;
    const host = route.host ?? '*';
    hosts.set(host, [...(hosts.get(host) ?? []), route]);
  }
  return [...hosts.values()].flatMap((taking) => {
    const most = Math.max(...taking.map(weight));
    // Several of one path tell the method or a header apart.
    return taking.filter((route) => weight(route) === most);
  });
}

function weight({ pathType, path }: EntryRoute): number {
  return (pathType === 'Exact' ? 10_000 : 0) + path.replace(/\/+$/, '').length;
}

/** Whether a way in takes a path, as it is asked from outside or as the service sees it. */
function covers(route: EntryRoute, path: string): 'yes' | 'no' | 'unknown' {
  const seen = backendPath(route);
  if (isCovered(route, route.path, path)) return 'yes';
  if (seen === undefined) return 'unknown';
  return isCovered(route, seen, path) ? 'yes' : 'no';
}

function isCovered({ pathType }: EntryRoute, prefix: string, path: string): boolean {
  const [whole, clean] = [path.replace(/\/+$/, ''), prefix.replace(/\/+$/, '')];
  if (pathType === 'Exact') return whole === clean;
  return clean === '' || whole === clean || whole.startsWith(`${clean}/`);
}
