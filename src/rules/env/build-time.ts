import { declarationOf } from '../../compare/declarations.ts';
import { type StartedProgram, startedPrograms } from '../../compare/started-programs.ts';
import { isPlatformVariable } from '../../compare/value-class.ts';
import { effectiveProcess } from '../../effective/process.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

/** Bundlers by what their words say when they bundle: a development server and a build at each start alike. */
const BUNDLES: Readonly<Record<string, (words: readonly string[]) => boolean>> = {
  vite: (words) => !words.some((word) => word === 'preview' || word === 'optimize'),
  next: (words) => words[0] === 'dev' || words[0] === 'build',
  'react-scripts': (words) => words[0] === 'start' || words[0] === 'build',
  'vue-cli-service': (words) => words[0] === 'serve' || words[0] === 'build',
};

/** Whether the container bundles the code itself: then its own environment is that of the build. */
function bundlesAtStart(programs: readonly StartedProgram[]): boolean {
  return programs.some(({ name, words }) => BUNDLES[name]?.(words) === true);
}

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
      const process = effectiveProcess(service.workload, service.image);
      const known = { at: process?.at ?? service.workload.at, scripts: pair.program.scripts };
      if (process !== undefined && bundlesAtStart(startedPrograms(process.words, known))) return [];
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
