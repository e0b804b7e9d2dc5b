import { declarationOf } from '../../compare/declarations.ts';
import { isPlatformVariable } from '../../compare/value-class.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const envBuildTime: Rule = {
  id: 'env/build-time',
  level: 'warning',
  docs: {
    detects: 'A variable that the target sets on the container and that the code has inlined when it was built.',
    why: 'The bundle keeps the value of its build: what the Deployment says has no effect.',
    before:
      'code:   fetch(import.meta.env.VITE_API_URL)\ntarget: - name: VITE_API_URL\n          value: https://api.example.org',
    after: 'Dockerfile: ARG VITE_API_URL   (given to the build of the image)',
    ignore: 'A start script writes the value into the bundle.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, ({ pair, service, side }) => {
      return pair.requirements.flatMap(({ name, strictest, isBuildTime }) => {
        const variable = service.environment.variables.get(name);
        if (!isBuildTime || variable === undefined || variable.from === 'image' || isPlatformVariable(name)) return [];
        const parity = declarationOf(pair, name)?.parity;
        if (parity === 'target-only' || parity === 'any') return [];
        return [
          {
            confidence: 'likely' as const,
            service: pair.name,
            environment: side.environment,
            subject: name,
            message: `${side.environment} sets ${name} on the container; ${pair.name} has it inlined when it is built`,
            remedy: `give ${name} to the build of the image (a build argument), and remove it from ${service.workload.id}`,
            places: [place('target', variable.at), place('read', strictest.at)] as const,
          },
        ];
      });
    });
  },
};
