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
    const { target } = comparison;
    if (target === undefined) return [];
    return comparison.services.flatMap((pair) => {
      const service = pair.target;
      if (service === undefined || service.workload.serviceLinks === false || service.workload.kind === 'process')
        return [];
      return pair.requirements.flatMap(({ name, strictest }) => {
        if (
          strictest.buildTime ||
          service.environment.variables.has(name) ||
          service.environment.openImports.length > 0
        )
          return [];
        const link = target.facts.networkServices.find(
          (candidate) =>
            !candidate.headless &&
            candidate.externalName === undefined &&
            candidate.namespace === service.workload.namespace &&
            `${linkName(candidate.name)}_PORT` === name,
        );
        if (link === undefined) return [];
        return [
          {
            service: pair.name,
            environment: target.environment,
            subject: name,
            message: `${pair.name} reads ${name}; ${target.environment} does not set it, and Kubernetes gives it tcp://… for Service ${link.name}`,
            remedy: `set ${name} in ${service.workload.id}, or set enableServiceLinks: false on its pod`,
            places: [
              place('read', strictest.at),
              place('target', link.at),
              place('expected', service.workload.at),
            ] as const,
          },
        ];
      });
    });
  },
};

/** As the kubelet builds it (N126). */
function linkName(service: string): string {
  const name = service.toUpperCase().replace(/[-.]/g, '_');
  return /^\d/.test(name) ? `_${name}` : name;
}
