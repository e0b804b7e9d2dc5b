import type { ServicePair } from '../../compare/comparison.ts';
import { isComparableCron } from '../../compare/declared/schedules.ts';
import type { Declaration } from '../../config/generated/parity-yaml.ts';
import { refusalOfCron } from '../../normalise/cron-refusal.ts';
import { normaliseCron } from '../../normalise/schedule.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const scheduleMismatch: Rule = {
  id: 'schedule/mismatch',
  level: 'warning',
  levels: {
    error: 'the API server refuses the schedule: nothing of the job runs',
    warning: 'the work is done at another time, or not at all',
  },
  declared: ['schedule'],
  docs: {
    detects:
      'A job whose schedule in the target is another one than locally (labels of Ofelia and the like) or than declared, that is suspended there, or that the cluster refuses.',
    why: 'The work is done at another time than everyone believes, or not at all.',
    before:
      'parity.yaml: services: {report: {schedules: {nightly: {values: ["0 5 * * *"]}}}}\ntarget:      schedule: "0 15 * * *"',
    after: 'target: schedule: "0 5 * * *"',
    ignore: 'The environments are meant to differ: declare the schedule `parity: differ`.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, ({ pair, service, side }) => {
      const { schedule } = service.workload;
      if (schedule === undefined) return [];
      const local = pair.local?.workload.schedule;
      const about = { service: pair.name, environment: side.environment, subject: schedule.cron };
      const counterpart = local?.at ?? pair.local?.workload.at;
      const places = [
        place('target', schedule.at),
        ...(counterpart ? [place('local', counterpart)] : [place('expected', service.workload.at)]),
      ] as const;
      const refusal = service.workload.kind === 'CronJob' ? refusalOfCron(schedule.cron) : undefined;
      if (refusal !== undefined && !isFilledInLater(schedule.cron)) {
        const message = `${side.environment} refuses the schedule ${JSON.stringify(schedule.cron)} of ${service.workload.id}: ${refusal}`;
        const remedy = local ? `write ${local.cron}, or what is meant` : 'write five fields, such as "30 5 * * *"';
        // It fails by itself, whatever the local side does.
        const refused = [places[0], place('expected', service.workload.at)] as const;
        return [{ ...about, level: 'error' as const, message, remedy, places: refused }];
      }
      if (schedule.suspended) {
        if (pair.local === undefined && !isDeclaredToRun(pair)) return [];
        const message = `${service.workload.id} is suspended in ${side.environment}: it never starts`;
        return [{ ...about, message, remedy: 'set suspend: false, or remove it', places }];
      }
      // Values that are declared are the better witness, and have their own judgement.
      if (local === undefined || declaredSchedules(pair).some(({ values }) => values !== undefined)) return [];
      if (!isComparableCron(local.cron) || !isComparableCron(schedule.cron)) return [];
      if (normaliseCron(local.cron) === normaliseCron(schedule.cron)) return [];
      return [
        {
          ...about,
          message: `${service.workload.id} runs at ${schedule.cron} in ${side.environment}; ${local.cron} is expected`,
          remedy: `set the schedule to ${local.cron}, or declare parity: differ`,
          mends: [[{ kind: 'value' as const, at: schedule.at, from: schedule.cron, to: local.cron }]],
          places,
        },
      ];
    });
  },
};

function declaredSchedules({ declared }: ServicePair): Declaration[] {
  return [...(declared?.declared.schedules.values() ?? [])];
}

/** Whether parity.yaml says that it runs in the target. */
function isDeclaredToRun(pair: ServicePair): boolean {
  return declaredSchedules(pair).some(
    ({ parity, required, values }) => required === true || values !== undefined || parity === 'same',
  );
}

/** A placeholder that something puts a schedule in for. */
function isFilledInLater(cron: string): boolean {
  return /\$\{?\w|\{\{|<\w/.test(cron);
}
