import { targetWords } from '../../compare/target-words.ts';
import { eachPairedService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const timeoutMismatch: Rule = {
  id: 'timeout/mismatch',
  level: 'info',
  levels: {
    info: 'the times differ, and the service has enough of it on both sides',
    warning: 'the service is killed before the time that it has locally is over',
  },
  declared: ['stop-grace'],
  lackedOn: ['target'],
  docs: {
    detects: 'Another time to shut down in the target than the local side asks for.',
    why: 'Work that ends in good order locally is cut off in the target.',
    before: 'compose: stop_grace_period: 60s\ntarget:  (30 seconds by default)',
    after: 'target:  terminationGracePeriodSeconds: 60',
    ignore: 'The shorter time is enough.',
  },
  check({ comparison }) {
    return eachPairedService(comparison, ({ pair, local, service, side }) => {
      const ours = local.workload.stopGrace;
      // Kubernetes gives 30 seconds where nothing is said; compose gives 10, which nobody relies on.
      const { kind, stopGrace } = service.workload;
      const seconds = stopGrace?.seconds ?? (kind === 'compose' ? 10 : 30);
      if (ours === undefined || kind === 'process' || ours.seconds <= seconds) return [];
      return [
        {
          level: 'warning' as const,
          service: pair.name,
          environment: side.environment,
          subject: 'stop_grace_period',
          message: `${pair.name} has ${ours.seconds} s to shut down locally and ${seconds} s in ${side.environment}`,
          remedy: targetWords(service.workload).setGrace(ours.seconds),
          places: [
            place('local', ours.at),
            place('target', service.workload.stopGrace?.at ?? service.workload.at),
          ] as const,
        },
      ];
    });
  },
};
