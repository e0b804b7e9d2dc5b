import { declarationOf, isAnyValue, mayBeMissing } from '../../compare/declarations.ts';
import { serviceLinkOf } from '../../compare/service-links.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const envServiceLink: Rule = {
  id: 'env/service-link',
  level: 'error',
  docs: {
    detects:
      'A variable that the code reads, that the target does not set, and that Kubernetes sets by itself for a Service of that name.',
    why: 'For a Service `redis` every pod receives REDIS_PORT=tcp://10.0.0.5:6379: the code reads it and expects a number.',
    before: 'code:   const port = process.env.REDIS_PORT ?? 6379\ntarget: Service/redis',
    after: 'target: - name: REDIS_PORT\n          value: "6379"        # or enableServiceLinks: false',
    ignore: 'The code means the service link.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, ({ pair, service, side }) => {
      return pair.requirements.flatMap((requirement) => {
        const { name, strictest } = requirement;
        if (strictest.buildTime || service.environment.openImports.length > 0) return [];
        const declaration = declarationOf(pair, name);
        if (mayBeMissing(declaration) || isAnyValue(declaration)) return [];
        const names = [name, ...requirement.alternatives];
        if (names.some((each) => service.environment.variables.has(each))) return [];
        const link = serviceLinkOf(name, service, side.facts);
        // The other links hold what their name says; REDIS_PORT holds an address where a number is expected.
        if (link === undefined || !link.isAddress || !name.endsWith('_PORT')) return [];
        return [
          {
            service: pair.name,
            environment: side.environment,
            subject: name,
            message: `${pair.name} reads ${name}; ${side.environment} does not set it, and Kubernetes gives it tcp://… for Service ${link.service.name}`,
            remedy: `set ${name} in ${service.workload.id}, or set enableServiceLinks: false on its pod`,
            places: [
              place('read', strictest.at),
              place('target', link.service.at),
              place('expected', service.workload.at),
            ] as const,
          },
        ];
      });
    });
  },
};
