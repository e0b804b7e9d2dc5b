import { place, type Rule } from '../rule.ts';

export const serviceExtra: Rule = {
  id: 'service/extra',
  level: 'info',
  levels: {
    info: 'more runs than locally, and nothing is missing',
    warning: 'parity.yaml declares both sides the same',
  },
  absentFrom: ['local'],
  docs: {
    detects: 'A workload of the target that the local side does not run.',
    why: 'What it does cannot be tried locally.',
    before: 'target: Deployment/report   compose: (nothing)',
    after: 'compose: services: {report: {build: report}}',
    ignore: 'It belongs to the platform: an exporter, an agent, a gateway.',
  },
  check({ comparison }) {
    const { local, target } = comparison;
    if (local === undefined || target === undefined || local.facts.workloads.length === 0) return [];
    return comparison.services.flatMap((pair) => {
      if (pair.target === undefined || pair.local !== undefined) return [];
      // What a deploy runs around itself has nothing to run around locally.
      if (pair.target.workload.isHook === true) return [];
      return [
        {
          service: pair.name,
          environment: target.environment,
          subject: pair.name,
          message: `${target.environment} runs ${pair.target.workload.id}; the local side has no service for it`,
          remedy: `add ${pair.name} to the compose file, or name its service in parity.yaml (services.NAME.target)`,
          places: [place('target', pair.target.workload.at)] as const,
        },
      ];
    });
  },
};
