import { pairBehind } from '../../compare/backing.ts';
import { resolveCodeValue } from '../../compare/code-value.ts';
import { answersByCode } from '../../compare/listening.ts';
import { isServed } from '../../compare/served-routes.ts';
import { endpointsIn } from '../../text/endpoint.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const routeMismatch: Rule = {
  id: 'route/mismatch',
  level: 'error',
  declared: ['served-route'],
  docs: {
    detects:
      'A request from one service of the application to a path that the other one does not serve, or a route that parity.yaml requires and the code does not serve.',
    why: 'The call answers 404.',
    before: 'web:    fetch("http://catalog/product/7")\ncatalog: GET /products/{id}',
    after: 'web:    fetch("http://catalog/products/7")',
    ignore: 'A proxy between them rewrites the path.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, ({ pair, service, side }) =>
      pair.code.calls.flatMap((call) => {
        const resolved = call.protocol === 'http' ? resolveCodeValue(call.target, service) : undefined;
        if (resolved?.kind !== 'known') return [];
        const [endpoint] = endpointsIn(resolved.text);
        const path = pathOf(resolved.text);
        if (endpoint === undefined || path === undefined) return [];
        const resolution = side.network.resolve(endpoint.host, service.workload);
        const callee =
          resolution.kind === 'service' ? pairBehind(resolution.service, side, comparison.services) : undefined;
        if (
          callee === undefined ||
          callee === pair ||
          callee.codeCoverage !== 'read' ||
          callee.target === undefined ||
          !answersByCode(callee, callee.target) ||
          isServed(callee.code, path) !== 'no'
        )
          return [];
        const [example] = callee.code.routes;
        return [
          {
            confidence: 'likely' as const,
            service: pair.name,
            environment: side.environment,
            subject: path,
            message: `${pair.name} asks ${callee.name} for ${path}, which ${callee.name} does not serve`,
            remedy: `ask for a path that ${callee.name} serves, or serve ${path} there`,
            places: [place('call', call.at), ...(example ? [place('served', example.at)] : [])] as const,
          },
        ];
      }),
    );
  },
};

/** The path of a URL whose every part is known; undefined for the bare base of a URL, which callers append to. */
function pathOf(url: string): string | undefined {
  const path = /^[a-z]+:\/\/[^/]+(\/[^?#]*)/i.exec(url)?.[1];
  return path === undefined || path.endsWith('/') ? undefined : path;
}
