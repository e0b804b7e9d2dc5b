import { mayDiffer } from '../../compare/declarations.ts';
import { normaliseCron } from '../../normalise/schedule.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const scheduleMismatch: Rule = {
  id: 'schedule/mismatch',
  level: 'warning',
  docs: {
    detects:
      'A job whose schedule in the target is another one than locally (labels of Ofelia and the like) or than declared, or that is suspended there.',
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
      const [declared] = [...(pair.declared?.declared.schedules.values() ?? [])];
      const about = { service: pair.name, environment: side.environment, subject: schedule.cron };
      const local = pair.local?.workload.schedule;
      const counterpart = local?.at ?? pair.local?.workload.at;
      const places = [
        place('target', schedule.at),
        ...(counterpart ? [place('local', counterpart)] : [place('expected', service.workload.at)]),
      ] as const;
      if (mayDiffer(declared)) return [];
      if (schedule.suspended) {
        if (pair.local === undefined && declared === undefined) return [];
        const message = `${service.workload.id} is suspended in ${side.environment}: it never starts`;
        return [{ ...about, message, remedy: 'set suspend: false, or remove it', places }];
      }
      const wanted = declared?.values?.map(String) ?? (local ? [local.cron] : []);
      if (!wanted.every(isComparable) || !isComparable(schedule.cron)) return [];
      if (wanted.length === 0 || wanted.some((cron) => normaliseCron(cron) === normaliseCron(schedule.cron))) return [];
      return [
        {
          ...about,
          message: `${service.workload.id} runs at ${schedule.cron} in ${side.environment}; ${wanted.join(' or ')} is expected`,
          remedy: `set the schedule to ${wanted[0] ?? ''}, or declare parity: differ`,
          places,
        },
      ];
    });
  },
};

/** Five fields: `@every 1h` and fields of other schedulers have no counterpart. */
function isComparable(cron: string): boolean {
  return normaliseCron(cron).split(' ').length === 5;
}
