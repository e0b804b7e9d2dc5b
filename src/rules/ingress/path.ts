import { pairBehind } from '../../compare/backing.ts';
import { backendPath, endOf } from '../../compare/entry-routes.ts';
import { answersByCode } from '../../compare/listening.ts';
import { isServed, servesBelow } from '../../compare/served-routes.ts';
import { place, type Rule } from '../rule.ts';

export const ingressPath: Rule = {
  id: 'ingress/path',
  level: 'error',
  declared: ['way-in'],
  docs: {
    detects:
      'A path of an Ingress or Gateway route that the code behind it does not serve, or a route that parity.yaml requires and no way in leads to.',
    why: 'Every request through it answers 404.',
    before: 'Ingress: path: /api/orders\ncode:    mux.HandleFunc("POST /orders", …)',
    after: 'Ingress: path: /orders, or a rewrite of /api',
    ignore: 'The controller strips the prefix by its own configuration.',
  },
  check({ comparison }) {
    const { target } = comparison;
    if (target === undefined) return [];
    return target.facts.routes.flatMap((route) => {
      const end = endOf(route, target);
      const path = backendPath(route);
      if (end.kind !== 'reaches' || path === undefined || path === '/') return [];
      const pair = pairBehind(end.service, target, comparison.services);
      if (pair?.target === undefined || pair.codeCoverage !== 'read' || !answersByCode(pair, pair.target)) return [];
      const served = route.pathType === 'Exact' ? isServed(pair.code, path) : servesBelow(pair.code, path);
      const [example] = pair.code.routes;
      if (served !== 'no' || example === undefined) return [];
      return [
        {
          confidence: 'likely' as const,
          service: pair.name,
          environment: target.environment,
          subject: route.path,
          message: `${route.object} sends ${route.path} to ${pair.name}, whose code serves nothing there`,
          remedy: `correct the path, rewrite it, or serve ${path} in ${pair.name}`,
          places: [place('target', route.at), place('served', example.at)] as const,
        },
      ];
    });
  },
};
