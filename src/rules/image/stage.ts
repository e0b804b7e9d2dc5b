import { eachPairedService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const imageStage: Rule = {
  id: 'image/stage',
  level: 'info',
  docs: {
    detects:
      'A service that locally runs a stage of its Dockerfile which is not the last one, the one that the target runs.',
    why: 'Locally another program may run: a debug server, other dependencies, another user.',
    before: 'compose: build: {context: web, target: dev}',
    after: 'compose: build: {context: web}',
    ignore: 'The stage for development is meant.',
  },
  check({ comparison }) {
    return eachPairedService(comparison, ({ pair, local, service, side }) => {
      const target = local.workload.build?.target;
      if (target === undefined || local.image === undefined || service.image === undefined) return [];
      if (local.image.stage === service.image.stage) return [];
      return [
        {
          service: pair.name,
          environment: side.environment,
          subject: `target: ${target.stage}`,
          message: `${pair.name} runs stage ${target.stage} locally; the image of ${side.environment} is the last stage`,
          remedy: `build the last stage when you check what ${side.environment} will run`,
          places: [
            place('local', target.at),
            place('target', service.workload.image?.at ?? service.workload.at),
          ] as const,
        },
      ];
    });
  },
};
