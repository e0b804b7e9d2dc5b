import { targetWords } from '../../compare/target-words.ts';
import { eachPairedService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const probeMissing: Rule = {
  id: 'probe/missing',
  level: 'info',
  levels: {
    info: 'the service works, and is asked by nobody',
    warning: 'parity.yaml declares both sides the same',
  },
  declared: ['probe'],
  lackedOn: ['target'],
  docs: {
    detects: 'A service with a health check locally and no probe in the target.',
    why: 'Without a readiness probe traffic reaches the pod before it can answer.',
    before: 'compose: healthcheck: {test: curl -f http://localhost:8080/healthz}',
    after: 'target: readinessProbe: {httpGet: {path: /healthz, port: 8080}}',
    ignore: 'The service takes no traffic.',
  },
  check({ comparison }) {
    return eachPairedService(comparison, ({ pair, local, service, side }) => {
      const check = local.workload.probes.find(({ action }) => action.kind !== 'disabled');
      const { kind } = service.workload;
      // Nothing asks a process of the host.
      const isLongRunning = kind !== 'Job' && kind !== 'CronJob' && kind !== 'process';
      if (check === undefined || service.workload.probes.length > 0 || !isLongRunning) return [];
      return [
        {
          service: pair.name,
          environment: side.environment,
          subject: 'healthcheck',
          message: `${pair.name} has a health check locally and no ${kind === 'compose' ? 'healthcheck' : 'probe'} in ${side.environment}`,
          remedy: targetWords(service.workload).addProbe(),
          places: [place('local', check.at), place('expected', service.workload.at)] as const,
        },
      ];
    });
  },
};
