import { pairBehind } from '../../compare/backing.ts';
import { endOf } from '../../compare/entry-routes.ts';
import { nearest } from '../../text/nearest.ts';
import { place, type Rule } from '../rule.ts';

export const ingressBackendMissing: Rule = {
  id: 'ingress/backend-missing',
  level: 'error',
  levels: {
    error: 'the path leads to a Service that nothing makes',
    info: 'another place of the repository brings the Service, which is there when both are applied',
  },
  absentFrom: ['target'],
  docs: {
    detects: 'An Ingress or Gateway route that leads to a Service which the target does not hold.',
    why: 'The way in answers 503 or 404.',
    before: 'backend: {service: {name: web-svc, port: {number: 80}}}   # the Service is called web',
    after: 'backend: {service: {name: web, port: {number: 80}}}',
    ignore: 'The Service comes from another repository.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined || target.facts.networkServices.length === 0) return [];
    return target.facts.routes.flatMap((route) => {
      if (endOf(route, target).kind !== 'no-service') return [];
      const { backend } = route;
      const near = nearest(
        backend.service,
        target.facts.networkServices.map((service) => service.name),
      );
      const meant = target.facts.networkServices.find((service) => service.name === near);
      const other = comparison.elsewhere?.get(backend.service);
      const missing = `${route.object} leads ${route.path} to Service ${backend.service}; ${target.environment} does not hold it`;
      return [
        {
          // What another place of the repository brings is there when both are applied.
          ...(other !== undefined && { level: 'info' as const, confidence: 'likely' as const }),
          service: (meant && pairBehind(meant, target, comparison.services)?.name) ?? backend.service,
          environment: target.environment,
          subject: backend.service,
          message: other === undefined ? missing : `${missing}, and ${other} does`,
          remedy: remedyFor(backend.service, near, other),
          places: [place('target', backend.at), ...(meant ? [place('expected', meant.at)] : [])] as const,
        },
      ];
    });
  },
};

function remedyFor(service: string, near: string | undefined, other: string | undefined): string {
  if (other !== undefined) return 'apply both, and name both with --target or in parity.yaml';
  return near === undefined ? `add Service ${service}` : `lead it to ${near}, or add Service ${service}`;
}
