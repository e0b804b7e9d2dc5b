import { normaliseCron } from '../../normalise/schedule.ts';
import { allowedValues, type Breach, type DeclaredOfTarget, expectedIn, type Group, isNeeded } from './declared.ts';

/** The schedule of a service, by the name of its workload or by its cron text. */
export const schedules: Group = {
  kinds: ['schedule'],
  things(pair) {
    const sides = [pair.local, pair.target].filter((service) => service?.workload.schedule !== undefined);
    const names = sides.flatMap((service) => {
      const { id, name, container, schedule } = service?.workload ?? {};
      return [id, name, container, schedule?.cron].filter((each) => each !== undefined);
    });
    if (names.length === 0) return [];
    // Where one schedule is declared there is no other that could be meant.
    const declared = [...(pair.declared?.declared.schedules.keys() ?? [])];
    return [[...names, ...(declared.length === 1 ? declared : [])]];
  },
  breaches(of) {
    const { pair, declaration, service, side } = of;
    const { schedule, kind, id } = service.workload;
    if (schedule !== undefined) return otherTime(of);
    // A custom kind may say it in a field of its own.
    if (!isNeeded(declaration) || kind === 'custom') return [];
    return [
      {
        kind: 'schedule',
        level: 'error',
        subject: of.name,
        message: `parity.yaml says that ${pair.name} runs by a schedule; ${id} has none in ${side.environment}`,
        remedy: `make ${id} a CronJob with the schedule ${declaration.values?.[0] ?? 'that it needs'}`,
        places: [expectedIn(of)],
      },
    ];
  },
  means: (declared, name) => declared === name || normaliseCron(declared) === normaliseCron(name),
};

function otherTime(of: DeclaredOfTarget): Breach[] {
  const { pair, declaration, service, side } = of;
  const { schedule, id } = service.workload;
  const allowed = allowedValues(declaration);
  if (schedule === undefined || schedule.suspended || allowed === undefined || allowed.length === 0) return [];
  if (![...allowed, schedule.cron].every(isComparableCron) || !isMeant(of)) return [];
  if (allowed.some((cron) => normaliseCron(cron) === normaliseCron(schedule.cron))) return [];
  const local = pair.local?.workload.schedule?.at;
  return [
    {
      kind: 'schedule',
      level: 'warning',
      subject: schedule.cron,
      message: `${id} runs at ${schedule.cron} in ${side.environment}; parity.yaml says ${allowed.join(' or ')}`,
      remedy: `set the schedule to ${allowed[0] ?? ''}, or correct the declaration`,
      places: [{ role: 'target', at: schedule.at }, ...(local ? [{ role: 'local' as const, at: local }] : [])],
    },
  ];
}

function isMeant({ name, pair, comparison }: DeclaredOfTarget): boolean {
  return schedules
    .things(pair, comparison)
    .flat()
    .some((each) => schedules.means?.(name, each));
}

/** Five fields: `@every 1h` and fields of other schedulers have no counterpart. */
export function isComparableCron(cron: string): boolean {
  return normaliseCron(cron).split(' ').length === 5;
}
