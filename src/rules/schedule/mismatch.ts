import { normaliseCron } from '../../normalise/schedule.ts';
import { eachTargetService } from '../each.ts';
import { place, type Rule } from '../rule.ts';

export const scheduleMismatch: Rule = {
  id: 'schedule/mismatch',
  level: 'warning',
  docs: {
    detects: 'A job whose schedule in the target is another one than declared, or that is suspended there.',
    why: 'The work is done at another time than everyone believes, or not at all.',
    before:
      'parity.yaml: services: {report: {schedules: {nightly: {values: ["0 5 * * *"]}}}}\ntarget:      schedule: "0 15 * * *"',
    after: 'target: schedule: "0 5 * * *"',
    ignore: 'The environments are meant to differ: declare the schedule `parity: differ`.',
  },
  check({ comparison }) {
    return eachTargetService(comparison, ({ pair, service, side }) => {
      const schedule = service.workload.schedule;
      if (schedule === undefined) return [];
      const shared = { service: pair.name, environment: side.environment };
      const declared = [...(pair.declared?.declared.schedules.values() ?? [])][0];
      const wanted = pair.local?.workload.schedule?.cron ?? declared?.values?.map(String)[0];
      if (schedule.suspended && pair.local !== undefined) {
        return [
          {
            ...shared,
            subject: schedule.cron,
            message: `${service.workload.id} is suspended in ${side.environment}: it never starts`,
            remedy: 'set suspend: false, or remove it',
            places: [place('target', schedule.at)],
          },
        ];
      }
      if (
        wanted === undefined ||
        declared?.parity === 'differ' ||
        normaliseCron(wanted) === normaliseCron(schedule.cron)
      )
        return [];
      const local = pair.local?.workload.schedule;
      return [
        {
          ...shared,
          subject: schedule.cron,
          message: `${service.workload.id} runs at ${schedule.cron} in ${side.environment}; ${wanted} is expected`,
          remedy: `set the schedule to ${wanted}, or declare parity: differ`,
          places: [place('target', schedule.at), ...(local ? [place('local', local.at)] : [])],
        },
      ];
    });
  },
};
