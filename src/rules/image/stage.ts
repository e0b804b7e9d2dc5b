import { eachPairedService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const imageStage: Rule = {
  id: 'image/stage',
  level: 'info',
  levels: {
    info: 'the stages differ, and either runs',
    warning: 'parity.yaml declares both sides the same',
  },
  docs: {
    detects:
      'A service that locally runs another stage or another Dockerfile than the one which the target is taken to run: the last stage, or the one for production.',
    why: 'Locally another program may run: a debug server, other dependencies, another user.',
    before: 'compose: build: {context: web, target: dev}',
    after: 'compose: build: {context: web}',
    ignore: 'The stage for development is meant.',
  },
  check({ comparison }) {
    return eachPairedService(comparison, ({ pair, local, service, side }) => {
      const { build } = local.workload;
      const ours = local.image?.stage;
      const theirs = service.image?.stage;
      if (build === undefined || ours === undefined || theirs === undefined) return [];
      const isOneFile = ours.at.path === theirs.at.path;
      if (isOneFile && ours.index === theirs.index) return [];
      const stage = theirs.name === undefined ? 'the last stage' : `stage ${theirs.name}`;
      const here = isOneFile ? `stage ${ours.name ?? ours.index}` : ours.at.path;
      const there = isOneFile ? stage : theirs.at.path;
      return [
        {
          service: pair.name,
          environment: side.environment,
          subject: isOneFile ? `target: ${ours.name ?? ours.index}` : `dockerfile: ${ours.at.path}`,
          message: `${pair.name} runs ${here} locally; the image of ${side.environment} is taken to be made by ${there}`,
          remedy: `build ${there} when you check what ${side.environment} will run`,
          places: [
            place('local', build.target?.at ?? build.at),
            place('target', service.workload.image?.at ?? service.workload.at),
          ] as const,
        },
      ];
    });
  },
};
