import type { Comparison } from '../../compare/comparison.ts';
import { type Dependency, dependenciesOf } from '../../compare/dependencies.ts';
import { nearest } from '../../text/nearest.ts';
import { eachTargetService, type TargetService } from '../each.ts';
import { place, type Rule, type RuleFinding } from '../rule.ts';

export const endpointUnresolved: Rule = {
  id: 'endpoint/unresolved',
  level: 'error',
  docs: {
    detects:
      'A host that a service is told, or built, to call and that no Service of the target answers to, or not on that port.',
    why: 'The name does not resolve, or the connection is refused: the dependency does not work.',
    before: 'target: - name: AI_SERVICE_URL\n          value: http://ai-service:5001/      # no Service ai-service',
    after: 'a Service ai-service with port 5001, or another host in AI_SERVICE_URL',
    ignore: 'The host exists outside of what the repository shows: another release in the same namespace.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, (at) => {
      const seen = new Set<string>();
      return dependenciesOf(at.service, at.pair.code).flatMap((dependency) => {
        const subject = dependency.variable ?? dependency.endpoint.host;
        const found = seen.has(subject) ? [] : judge(at, dependency, comparison);
        if (found.length > 0) seen.add(subject);
        return found;
      });
    });
  },
};

function judge(at: TargetService, dependency: Dependency, comparison: Comparison): RuleFinding[] {
  const { pair, service, side } = at;
  const { endpoint, variable } = dependency;
  const resolution = side.network.resolve(endpoint.host, service.workload);
  if (resolution.kind === 'nobody') {
    if (!isJudgeable(at, dependency, comparison)) return [];
    const names = side.facts.networkServices.map((other) => other.name);
    const near = nearest(endpoint.host, names);
    return [
      finding(at, dependency, {
        message: `${endpoint.host}, which no Service in ${side.environment} answers to`,
        remedy: near
          ? `use ${near}, or add a Service ${endpoint.host}`
          : `add a Service ${endpoint.host} to ${side.environment}, or give ${variable ?? pair.name} another host`,
      }),
    ];
  }
  if (resolution.kind !== 'service' || endpoint.port === undefined || resolution.service.externalName !== undefined)
    return [];
  const { service: network } = resolution;
  const isOpen = network.ports.length === 0 || network.ports.some(({ port }) => port === endpoint.port);
  // Headless Services have no ports of their own: the pods answer on whatever they listen on.
  const isDirect = network.headless && network.ports.some(({ targetPort }) => targetPort === endpoint.port);
  if (isOpen || isDirect || network.headless) return [];
  const ports = network.ports.map(({ port }) => port).join(', ');
  const base = finding(at, dependency, {
    message: `${endpoint.host}:${endpoint.port}; Service ${network.name} has port ${ports}`,
    remedy: `use port ${ports} in ${variable ?? 'the code'}, or add port ${endpoint.port} to Service ${network.name}`,
  });
  return [{ ...base, places: [base.places[0], place('expected', network.at), ...base.places.slice(1)] }];
}

/** What dangles locally as well is no drift; a code default that the environment never relies on is no use. */
function isJudgeable(at: TargetService, dependency: Dependency, comparison: Comparison): boolean {
  const { local } = at.pair;
  const side = comparison.local;
  if (local === undefined || side === undefined)
    return dependency.variable !== undefined || dependency.use !== undefined;
  const { variable, endpoint } = dependency;
  const here = dependenciesOf(local, at.pair.code).filter((other) =>
    variable === undefined ? other.endpoint.host === endpoint.host : other.variable === variable,
  );
  if (here.length === 0) return variable !== undefined;
  return here.some((other) => side.network.resolve(other.endpoint.host, local.workload).kind !== 'nobody');
}

function finding(at: TargetService, dependency: Dependency, text: { message: string; remedy: string }): RuleFinding {
  const { pair, side, service } = at;
  const { variable, endpoint, use } = dependency;
  const subject = variable ?? endpoint.host;
  const whose = variable === undefined ? `the code of ${pair.name} calls` : `${variable} sends ${pair.name} to`;
  const local = pair.local?.environment.variables.get(variable ?? '');
  return {
    confidence: dependency.variable === undefined ? 'likely' : 'certain',
    service: pair.name,
    environment: side.environment,
    subject,
    message: `${whose} ${text.message}`,
    remedy: text.remedy,
    places: [
      place(variable === undefined ? 'call' : 'target', dependency.at),
      ...(use && use !== dependency.at ? [place('read', use)] : []),
      ...(local ? [place('local', local.at)] : [place('expected', service.workload.at)]),
    ],
  };
}
