import { declarationOf, isAnyValue } from '../../compare/declarations.ts';
import { dependenciesOf } from '../../compare/dependencies.ts';
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
    const { target } = comparison;
    if (target === undefined) return [];
    return comparison.services.flatMap((pair) => {
      const service = pair.target;
      if (service === undefined) return [];
      const { workload } = service;
      const hasNeighbour = target.facts.workloads.some(
        (other) =>
          other.kind === workload.kind &&
          other.name === workload.name &&
          other.id !== workload.id &&
          other.role !== 'init',
      );
      if (hasNeighbour) return [];
      return dependenciesOf(service, pair.code).flatMap(({ endpoint, variable, at, use }) => {
        const resolution = target.network.resolve(endpoint.host, workload);
        if (
          variable === undefined ||
          isAnyValue(declarationOf(pair, variable)) ||
          service.environment.variables.get(variable)?.from === 'image'
        )
          return [];
        if (resolution.kind !== 'loopback' && resolution.kind !== 'host-machine') return [];
        if (endpoint.host === '0.0.0.0' || endpoint.host === '::') return [];
        return [
          {
            service: pair.name,
            environment: target.environment,
            subject: variable,
            message: `${variable} points ${pair.name} at ${endpoint.host} in ${target.environment}, which is the pod itself`,
            remedy: `name the Service that ${pair.name} is meant to reach in ${variable}`,
            places: [place('target', at), ...(use ? [place('read', use)] : [])] as const,
          },
        ];
      });
    });
  },
};
