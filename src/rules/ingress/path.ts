import { pairBehind } from '../../compare/backing.ts';
import type { ServicePair } from '../../compare/comparison.ts';
import { backendPath, endOf } from '../../compare/entry-routes.ts';
import { answersByCode } from '../../compare/listening.ts';
import { isRouted, isServed, servesBelow } from '../../compare/served-routes.ts';
import type { CodeFacts } from '../../shape/code-facts.ts';
import type { EntryRoute } from '../../shape/facts.ts';
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
      if (end.kind !== 'reaches' || path === undefined) return [];
      const pair = pairBehind(end.service, target, comparison.services);
      if (pair?.target === undefined || pair.codeCoverage !== 'read' || !answersByCode(pair, pair.target)) return [];
      const [example] = pair.code.routes;
      if (leadsSomewhere(route, path, pair.code) || example === undefined) return [];
      return [
        {
          confidence: 'likely' as const,
          service: pair.name,
          environment: target.environment,
          subject: route.path,
          ...said(route, path, pair),
          places: [place('target', route.at), place('served', example.at)] as const,
        },
      ];
    });
  },
};

/** Whether the code may answer what the route sends it. */
function leadsSomewhere(route: EntryRoute, path: string, code: CodeFacts): boolean {
  // Nobody rewrites all requests to a root of which the code says nothing, unless by mistake.
  if (route.rewritesAll) return (path === '/' ? isRouted(code, path) : isServed(code, path)) !== 'no';
  return (route.pathType === 'Exact' ? isServed(code, path) : servesBelow(code, path)) !== 'no';
}

function said({ object, path: from, rewritesAll }: EntryRoute, path: string, { name, code }: ServicePair) {
  if (!rewritesAll)
    return {
      message: `${object} sends ${from} to ${name}, whose code serves nothing there`,
      remedy: `correct the path, rewrite it, or serve ${path} in ${name}`,
    };
  const isServedAsItIs = servesBelow(code, from) === 'yes';
  return {
    message: `${object} rewrites every request below ${from} to ${path}, where the code of ${name} serves nothing`,
    remedy: isServedAsItIs
      ? `take away the rewrite-target: ${name} serves ${from} as it is`
      : `keep the rest of the path: path: ${from.replace(/\/+$/, '')}(/|$)(.*) with rewrite-target: ${path.replace(/\/+$/, '')}/$2`,
  };
}
