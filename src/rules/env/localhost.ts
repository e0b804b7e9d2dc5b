import type { ServicePair, Side } from '../../compare/comparison.ts';
import { declarationOf, isAnyValue } from '../../compare/declarations.ts';
import { dependenciesOf } from '../../compare/dependencies.ts';
import { listeningPorts } from '../../compare/listening.ts';
import { hasNeighbour } from '../../compare/neighbours.ts';
import { serviceWord } from '../../compare/target-words.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { Endpoint } from '../../text/endpoint.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const envLocalhost: Rule = {
  id: 'env/localhost',
  level: 'error',
  docs: {
    detects: 'A value of the target that points a service at localhost, or at the machine it was developed on.',
    why: 'In a pod localhost is the pod itself: nothing answers there.',
    before: 'target: - name: REDIS_URL\n          value: redis://localhost:6379',
    after: 'target: - name: REDIS_URL\n          value: redis://redis:6379',
    ignore: 'A sidecar of the same pod listens there.',
  },
  check({ comparison }) {
    const { local } = comparison;
    return eachTargetService(comparison, ({ pair, service, side }) => {
      if (hasNeighbour(service, side)) return [];
      return dependenciesOf(service, pair.code).flatMap(({ endpoint, variable, at, use }) => {
        if (
          variable === undefined ||
          isAnyValue(declarationOf(pair, variable)) ||
          service.environment.variables.get(variable)?.from === 'image'
        )
          return [];
        const { kind } = side.network.resolve(endpoint.host, service.workload);
        if (
          (kind !== 'loopback' && kind !== 'host-machine') ||
          (isOwn(endpoint, pair, service) && !leadsElsewhere(variable, pair, local))
        )
          return [];
        if (endpoint.host === '0.0.0.0' || endpoint.host === '::') return [];
        const isCompose = service.workload.kind === 'compose';
        // On the host itself, it is where it says.
        if (service.workload.kind === 'process') return [];
        const what = kind === 'loopback' ? `the ${isCompose ? 'container' : 'pod'} itself` : 'no machine of a cluster';
        return [
          {
            service: pair.name,
            environment: side.environment,
            subject: variable,
            message: `${variable} points ${pair.name} at ${endpoint.host} in ${side.environment}, which is ${what}`,
            remedy: `name the ${serviceWord(side)} that ${pair.name} is meant to reach in ${variable}`,
            places: [place('target', at), use ? place('read', use) : place('expected', service.workload.at)] as const,
          },
        ];
      });
    });
  },
};

/** Whether the process itself answers at that port. */
function isOwn({ port }: Endpoint, pair: ServicePair, service: EffectiveService): boolean {
  const own = [...listeningPorts(pair, service).ports, ...service.workload.ports];
  return port !== undefined && own.some((listening) => listening.port === port);
}

/** Many programs listen on 8080: what the variable leads to locally says whether the program itself is meant. */
function leadsElsewhere(variable: string, pair: ServicePair, local: Side | undefined): boolean {
  const service = pair.local;
  if (service === undefined || local === undefined) return false;
  return dependenciesOf(service, pair.code).some(
    (dependency) =>
      dependency.variable === variable &&
      local.network.resolve(dependency.endpoint.host, service.workload).kind === 'service',
  );
}
