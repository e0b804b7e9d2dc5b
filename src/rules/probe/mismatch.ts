import type { ServicePair, Side } from '../../compare/comparison.ts';
import { answersByCode, listeningPorts } from '../../compare/listening.ts';
import { isServed } from '../../compare/served-routes.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { Origin } from '../../shape/origin.ts';
import type { Probe } from '../../shape/workload.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const probeMismatch: Rule = {
  id: 'probe/mismatch',
  level: 'error',
  levels: {
    error: 'the target asks, and takes a service that works for one that does not',
    warning: 'it is the local side that asks',
  },
  docs: {
    detects:
      'A probe or health check that asks a port on which nothing listens, or a path that the code does not serve.',
    why: 'A readiness probe that never passes keeps the pod out of its Service; a liveness probe restarts it for ever.',
    before: 'code:  app.get("/healthz", …)\nprobe: httpGet: {path: /health, port: 8080}',
    after: 'probe: httpGet: {path: /healthz, port: 8080}',
    ignore: 'A proxy in the same pod answers the probe.',
  },
  check({ comparison }) {
    return comparison.services.flatMap((pair) => {
      const target = comparison.target && pair.target ? judge(pair, pair.target, comparison.target) : [];
      const local = comparison.local && pair.local ? judge(pair, pair.local, comparison.local) : [];
      return [...target, ...local];
    });
  },
};

interface Request {
  readonly port: number;
  readonly path: string | undefined;
  /** How it asks, where that is known: the kubelet always by GET. */
  readonly method?: 'GET';
}

function judge(pair: ServicePair, service: EffectiveService, side: Side): RuleFinding[] {
  const isLocal = service.workload.kind === 'compose';
  return service.workload.probes.flatMap((probe) => {
    const subject = isLocal ? 'healthcheck' : probe.role;
    const level = isLocal ? ('warning' as const) : ('error' as const);
    const shared = { service: pair.name, environment: side.environment, subject, level };
    const unnamed = unnamedPort(probe, service);
    if (unnamed !== undefined) {
      return [
        {
          ...shared,
          message: `the ${subject} of ${pair.name} asks the port called ${unnamed}; the container names no port so`,
          remedy: `name a container port ${unnamed}, or let the ${subject} ask a number`,
          places: [place('target', saidAt(probe, 'port')), place('expected', service.workload.at)] as const,
        },
      ];
    }
    return requestsOf(probe, service).flatMap((request): RuleFinding[] => {
      const wrongPort = unheardPort(pair, service, request);
      if (wrongPort !== undefined) {
        const { port, at } = wrongPort;
        return [
          {
            ...shared,
            confidence: wrongPort.isStated ? ('certain' as const) : ('likely' as const),
            message: `the ${subject} of ${pair.name} asks port ${request.port}; the process listens on ${port}`,
            remedy: `let the ${subject} ask port ${port}`,
            mends: [[{ kind: 'value', at: saidAt(probe, 'port'), to: `${port}` }]],
            places: [place(isLocal ? 'local' : 'target', saidAt(probe, 'port')), place('listen', at)],
          },
        ];
      }
      if (request.path === undefined || !answersByCode(pair, service)) return [];
      if (isServed(pair.code, request.path, request.method) !== 'no') return [];
      const isOtherMethod = isServed(pair.code, request.path) !== 'no';
      const [route] = pair.code.routes;
      return [
        {
          ...shared,
          confidence: 'likely',
          message: `the ${subject} of ${pair.name} asks ${request.path}, which its code does not serve${isOtherMethod ? ' by GET' : ''}`,
          remedy: `let the ${subject} ask a path that ${pair.name} serves, or serve ${request.path}`,
          mends: healthPaths(pair, request.path).map((to) => [{ kind: 'value', at: saidAt(probe, 'path'), to }]),
          places: [
            place(isLocal ? 'local' : 'target', saidAt(probe, 'path')),
            ...(route ? [place('served', route.at)] : []),
          ],
        },
      ];
    });
  });
}

/** The path that the service serves for probes, where there is exactly one: by the local health check, or by its name. */
function healthPaths({ code, local }: ServicePair, asked: string): string[] {
  const served = code.routes.filter(({ method }) => method === 'GET' || method === '*').map(({ path }) => path);
  const checked = (local?.workload.probes ?? []).flatMap(({ action }) =>
    action.kind === 'command' ? action.requests.map(({ path }) => path) : action.kind === 'http' ? [action.path] : [],
  );
  const proven = [...new Set(checked)].filter((path) => path !== asked && served.includes(path));
  const named = [...new Set(served)].filter((path) =>
    /(health|ready|readiness|live|liveness|alive|ping|up)z?\/?$/i.test(path),
  );
  return proven.length === 1 ? proven : named.length === 1 ? named : [];
}

/** Where a probe says the port or path that it asks; a path left out is said nowhere. */
function saidAt({ action, at }: Probe, part: 'port' | 'path'): Origin {
  switch (action.kind) {
    case 'http':
      return (part === 'path' ? action.pathAt : action.portAt) ?? action.portAt ?? at;
    case 'tcp':
    case 'grpc':
      return action.portAt ?? at;
    case 'command':
      return action.command.at;
    case 'disabled':
      return at;
  }
}

function requestsOf({ action }: Probe, service: EffectiveService): Request[] {
  switch (action.kind) {
    case 'http':
    case 'tcp': {
      const port = portNumber(action.port, service);
      const isOwn = action.kind === 'tcp' || action.host === undefined;
      return port === undefined || !isOwn
        ? []
        : [{ port, ...(action.kind === 'http' ? { path: pathOf(action.path), method: 'GET' } : { path: undefined }) }];
    }
    case 'grpc':
      return [{ port: action.port, path: undefined }];
    case 'command':
      return action.requests.map(({ port, path }) => ({ port, path: pathOf(path) }));
    case 'disabled':
      return [];
  }
}

/** The name of a port that a probe asks and that its container does not have: the kubelet fails such a probe. */
function unnamedPort({ action }: Probe, service: EffectiveService): string | undefined {
  if (action.kind !== 'http' && action.kind !== 'tcp') return undefined;
  const isUnnamed = typeof action.port === 'string' && portNumber(action.port, service) === undefined;
  return isUnnamed ? String(action.port) : undefined;
}

function pathOf(path: string): string | undefined {
  const bare = path.split('?')[0] ?? '';
  return bare === '' ? '/' : bare;
}

function portNumber(port: number | string, service: EffectiveService): number | undefined {
  if (typeof port === 'number') return port;
  if (/^\d+$/.test(port)) return Number(port);
  return service.workload.ports.find((declared) => declared.name === port)?.port;
}

/** The port that should have been asked, when the one that is asked is heard by nobody. */
function unheardPort(
  pair: ServicePair,
  service: EffectiveService,
  request: Request,
): { port: number; at: Origin; isStated: boolean } | undefined {
  const { ports, isStated, isPartial } = listeningPorts(pair, service);
  const [known] = ports;
  if (known === undefined || isPartial === true || ports.some(({ port }) => port === request.port)) return undefined;
  if (isStated) return { ...known, isStated };
  // Images from elsewhere open more ports than anybody declares; of an own one, all that either side declares counts.
  const isOwn = pair.local?.workload.build !== undefined || pair.codeCoverage !== 'none';
  const declared = [...(pair.local?.workload.ports ?? []), ...(pair.target?.workload.ports ?? [])];
  if (!isOwn || declared.some(({ port }) => port === request.port)) return undefined;
  // A port that the probes of both sides ask is known to answer on one of them: a port for management.
  const other = service === pair.local ? pair.target : pair.local;
  const asked = other?.workload.probes.flatMap((probe) => requestsOf(probe, other)) ?? [];
  if (asked.some(({ port }) => port === request.port)) return undefined;
  return { ...known, isStated };
}
