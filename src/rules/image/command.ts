import { eachTargetService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const imageCommand: Rule = {
  id: 'image/command',
  level: 'error',
  lackedOn: ['target'],
  docs: {
    detects:
      'A command of the target, or the CMD of its image, that starts a file which the image does not hold: no file of that name lies in the build context, and nothing makes or mounts one.',
    why: 'The container ends at once: can’t open file, cannot find module. The pod is restarted for ever.',
    before: 'Dockerfile: COPY . .        # app.js\ntarget:     command: [node, server.js]',
    after: 'target:     command: [node, app.js]',
    ignore: 'The file is made outside of the image’s Dockerfile before it is built.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, ({ pair, side }) => {
      const { lacks } = pair.program;
      if (lacks === undefined) return [];
      const { file, near, at, copiedAt } = lacks;
      return [
        {
          confidence: 'likely' as const,
          service: pair.name,
          environment: side.environment,
          subject: file,
          message: `${pair.name} starts ${file} in ${side.environment}, which its image does not hold`,
          remedy: near === undefined ? `copy ${file} into the image, or start another file` : `start ${near}`,
          places: [place('target', at), place('expected', copiedAt)] as const,
        },
      ];
    });
  },
};
