// Schedulers that read labels: https://github.com/mcuadros/ofelia, its fork chadburn, https://github.com/crazy-max/swarm-cronjob
import type { Schedule } from '../../shape/workload.ts';
import { type ComposeEntry, type ComposeMap, entriesOf, get, isOpen, originOf, scalarOf, textOf } from './node.ts';

const JOB = /^(?:ofelia|chadburn)\.(job-(?:exec|run|local|service-run))\.([^.]+)\.(schedule|container|image)$/;
const SWARM = 'swarm.cronjob.schedule';

/**
 * When a scheduler starts the services of a project, by the name of the service. A service that several jobs start at
 * several times has no schedule of its own and is left out.
 */
export function labelledSchedules(services: ComposeMap): ReadonlyMap<string, Schedule> {
  const found = new Map<string, Schedule[]>();
  for (const service of services.entries) {
    for (const { starts, schedule } of [...jobsOf(service, services), ...swarmJobsOf(service)])
      found.set(starts, [...(found.get(starts) ?? []), schedule]);
  }
  return new Map([...found].flatMap(([name, all]) => (isOne(all) ? [[name, all[0]] as const] : [])));
}

interface Started {
  /** Name of the service that the job starts. */
  readonly starts: string;
  readonly schedule: Schedule;
}

interface Job {
  readonly kind: string;
  schedule?: Schedule;
  container?: string;
  image?: string;
}

function jobsOf(service: ComposeEntry, services: ComposeMap): Started[] {
  const jobs = new Map<string, Job>();
  for (const label of entriesOf(get(service.value, 'labels'))) {
    const [, kind, name, field] = JOB.exec(label.key) ?? [];
    const text = closedText(label);
    if (kind === undefined || text === undefined) continue;
    const job: Job = jobs.get(`${kind}.${name}`) ?? { kind };
    jobs.set(`${kind}.${name}`, job);
    if (field === 'schedule') job.schedule = scheduleOf(label, text);
    else if (field === 'container') job.container = text;
    else job.image = text;
  }
  return [...jobs.values()].flatMap((job) => {
    const starts = startedBy(job, service, services);
    return job.schedule === undefined || starts === undefined ? [] : [{ starts, schedule: job.schedule }];
  });
}

function swarmJobsOf(service: ComposeEntry): Started[] {
  const labels = [get(service.value, 'deploy', 'labels'), get(service.value, 'labels')];
  return labels.flatMap(entriesOf).flatMap((label) => {
    const text = label.key === SWARM ? closedText(label) : undefined;
    return text === undefined ? [] : [{ starts: service.key, schedule: scheduleOf(label, text) }];
  });
}

/** A job that names a container or an image starts that one, any other the service that its label stands on. */
function startedBy({ kind, container, image }: Job, own: ComposeEntry, services: ComposeMap): string | undefined {
  if (kind === 'job-local' || kind === 'job-exec') return own.key;
  if (container !== undefined) return services.entries.find((each) => isCalled(each, container))?.key;
  if (image === undefined) return own.key;
  const same = services.entries.filter((each) => textOf(each.value, 'image') === image);
  return same.length === 1 ? same[0]?.key : undefined;
}

/** Compose names the containers of a service `PROJECT-SERVICE-NUMBER` unless `container_name` says otherwise. */
function isCalled({ key, value }: ComposeEntry, container: string): boolean {
  const given = textOf(value, 'container_name');
  if (given !== undefined) return given === container;
  return key === container || container.replaceAll('_', '-').endsWith(`-${key.replaceAll('_', '-')}-1`);
}

function scheduleOf(label: ComposeEntry, text: string): Schedule {
  return { cron: withoutSeconds(text.trim()), suspended: false, at: originOf(label) };
}

/** Go's cron may begin with seconds, which no CronJob has: `0 30 5 * * *` is half past five. */
function withoutSeconds(cron: string): string {
  const fields = cron.split(/\s+/);
  return fields.length === 6 && /^\d+$/.test(fields[0] ?? '') ? fields.slice(1).join(' ') : cron;
}

function closedText({ value }: ComposeEntry): string | undefined {
  const scalar = scalarOf(value);
  return scalar === undefined || isOpen(scalar) || scalar.text === '' ? undefined : scalar.text;
}

function isOne(schedules: readonly Schedule[]): schedules is readonly [Schedule, ...Schedule[]] {
  return new Set(schedules.map(({ cron }) => cron)).size === 1;
}
