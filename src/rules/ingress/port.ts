import { pairBehind } from '../../compare/backing.ts';
import { endOf } from '../../compare/entry-routes.ts';
import { place, type Rule } from '../rule.ts';

export const ingressPort: Rule = {
  id: 'ingress/port',
  level: 'error',
  absentFrom: ['target'],
  docs: {
    detects: 'An Ingress or Gateway route that leads to a port which its Service does not have.',
    why: 'The way in answers 503.',
    before: 'Ingress: service: {name: web, port: {number: 8080}}\nService: ports: [{port: 80, targetPort: 8080}]',
    after: 'Ingress: service: {name: web, port: {number: 80}}',
    ignore: 'Never: the route cannot work.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined) return [];
    return target.facts.routes.flatMap((route) => {
      const end = endOf(route, target);
      if (end.kind !== 'no-port') return [];
      const ports = end.service.ports
        .map(({ port, name }) => (name === undefined ? String(port) : `${port} (${name})`))
        .join(', ');
      return [
        {
          service: pairBehind(end.service, target, comparison.services)?.name ?? end.service.name,
          environment: target.environment,
          subject: String(route.backend.port),
          message: `${route.object} leads ${route.path} to port ${String(route.backend.port)} of Service ${end.service.name}, which has ${ports || 'no port'}`,
          remedy: `lead it to port ${ports || 'the port'} of Service ${end.service.name}`,
          ...(end.service.ports.length === 1 && {
            mends: end.service.ports.map(({ port }) => [
              { kind: 'value' as const, at: route.backend.at, from: String(route.backend.port), to: `${port}` },
            ]),
          }),
          places: [place('target', route.backend.at), place('expected', end.service.at)] as const,
        },
      ];
    });
  },
};
