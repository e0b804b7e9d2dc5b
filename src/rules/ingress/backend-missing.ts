import { pairBehind } from '../../compare/backing.ts';
import { endOf } from '../../compare/entry-routes.ts';
import { nearest } from '../../text/nearest.ts';
import { place, type Rule } from '../rule.ts';

export const ingressBackendMissing: Rule = {
  id: 'ingress/backend-missing',
  level: 'error',
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
      return [
        {
          service: (meant && pairBehind(meant, target, comparison.services)?.name) ?? backend.service,
          environment: target.environment,
          subject: backend.service,
          message: `${route.object} leads ${route.path} to Service ${backend.service}; ${target.environment} does not hold it`,
          remedy:
            near === undefined
              ? `add Service ${backend.service}`
              : `lead it to ${near}, or add Service ${backend.service}`,
          places: [place('target', backend.at), ...(meant ? [place('expected', meant.at)] : [])] as const,
        },
      ];
    });
  },
};
