import { imageBaseName, parseImageName, sameRepository } from '../normalise/image-name.ts';
import { isKnownSoftware, isSameSoftware } from '../normalise/known-software.ts';
import { isOneShotName } from '../normalise/one-shot-name.ts';
import type { NetworkService } from '../shape/facts.ts';
import type { Workload } from '../shape/workload.ts';
import { programOf } from './target-recipe.ts';

/** How well a local workload and a target's container fit, with the reason that weighs most. */
export interface Likeness {
  readonly points: number;
  readonly reason: string;
}

/** What is known of the target as a whole. */
export interface TargetSurroundings {
  readonly networkServices: readonly NetworkService[];
  /** Start that all object names share, `shop-` of `shop-web` and `shop-api`; empty when there is none. */
  readonly prefix: string;
  /** Container names that more than one workload uses (`app`, `server`): they tell nothing. */
  readonly commonContainers: ReadonlySet<string>;
}

/** Below this two workloads are strangers. */
export const LEAST_POINTS = 40;
/** From here on the name says it. */
const SAME_NAME = 80;
const LABELS = [
  'app',
  'app.kubernetes.io/name',
  'app.kubernetes.io/component',
  'io.kompose.service',
  'k8s-app',
  'component',
  'name',
  'service',
  'tier',
];
const KIND_SUFFIX = /-(deployment|deploy|statefulset|sts|daemonset|svc|service|app|server|pod|job|cronjob)$/;

export function likeness(local: Workload, target: Workload, surroundings: TargetSurroundings): Likeness {
  const all = [...byName(local, target, surroundings), ...byImage(local, target)];
  const candidates = all.filter(({ points }) => points >= leastFor(local, target));
  const best = candidates.reduce((top, candidate) => (candidate.points > top.points ? candidate : top), {
    points: 0,
    reason: '',
  });
  if (best.points === 0) return best;
  const sharesPort = local.ports.some((port) => target.ports.some((other) => other.port === port.port));
  return sharesPort ? { points: best.points + 5, reason: `${best.reason}, same port` } : best;
}

/**
 * A Job that migrates for a service has its image and a part of its name, and is not the service: one that runs on and
 * on is a Job only under the same name, and never a hook.
 */
function leastFor(local: Workload, target: Workload): number {
  if (target.kind !== 'Job' || isOneShotName(local.name)) return 0;
  const isServer = local.ports.length > 0 || local.probes.length > 0;
  return target.isHook === true && isServer ? Number.POSITIVE_INFINITY : SAME_NAME;
}

function byName(local: Workload, target: Workload, surroundings: TargetSurroundings): Likeness[] {
  const name = canonical(local.name);
  const object = canonical(target.name);
  const found: Likeness[] = [];
  if (object === name) found.push({ points: 100, reason: 'same name' });
  const service = surroundings.networkServices.find(
    (candidate) => canonical(candidate.name) === name && selects(candidate, target),
  );
  if (service) found.push({ points: 95, reason: `Service ${service.name} leads to it` });
  const label = LABELS.find((key) => canonical(target.labels[key] ?? '') === name);
  if (label) found.push({ points: 90, reason: `label ${label}` });
  const short = stripped(object, surroundings.prefix);
  if (short === name || short === stripped(name, ''))
    found.push({ points: 85, reason: 'same name without prefix and suffix' });
  if (!surroundings.commonContainers.has(target.container) && canonical(target.container) === name) {
    found.push({ points: 80, reason: 'container of that name' });
  }
  if (isPartOf(name, object) || isPartOf(name, stripped(object, '')))
    found.push({ points: 50, reason: 'the name is part of its name' });
  return found;
}

function byImage(local: Workload, target: Workload): Likeness[] {
  const theirs = target.image && parseImageName(target.image.text);
  if (theirs === undefined) return [];
  const base = canonical(imageBaseName(theirs));
  const name = canonical(local.name);
  const found: Likeness[] = [];
  const ours = local.image && parseImageName(local.image.text);
  // A job that backs a database up has its image and is not the database.
  const isServer = ours !== undefined && isKnownSoftware(ours) && local.command === undefined;
  if (isServer && /^(Cron)?Job$/.test(target.kind)) return [];
  if (ours && sameRepository(ours, theirs)) found.push({ points: 75, reason: `same image ${imageBaseName(theirs)}` });
  else if (ours && imageBaseName(ours) === imageBaseName(theirs))
    found.push({ points: 70, reason: `image ${imageBaseName(theirs)}` });
  else if (ours && isSameSoftware(ours, theirs)) found.push({ points: 45, reason: `images of the same software` });
  if (local.build && (base === name || base.endsWith(`-${name}`)))
    found.push({ points: 65, reason: `image ${imageBaseName(theirs)}` });
  const folder = canonical(local.build?.context.split('/').at(-1) ?? '');
  if (folder !== '' && folder !== '.' && (base === folder || canonical(target.name) === folder)) {
    found.push({ points: 60, reason: `build context ${local.build?.context ?? ''}` });
  }
  const program = canonical(programOf(local.build?.dockerfile ?? '') ?? '');
  if (program !== '' && (base === program || stripped(canonical(target.name), '') === program)) {
    found.push({ points: 60, reason: `built from ${local.build?.dockerfile ?? ''}` });
  }
  return found;
}

/** Whether the target's image has exactly the name of a service that is built here. */
export function isCalledByImage(local: Workload, target: Workload): boolean {
  const image = target.image && parseImageName(target.image.text);
  return local.build !== undefined && image !== undefined && canonical(imageBaseName(image)) === canonical(local.name);
}

/** Whether a Service's selector matches the labels of the pod. */
export function selects(service: NetworkService, workload: Workload): boolean {
  if (service.selector === undefined || service.namespace !== workload.namespace) return false;
  const wanted = Object.entries(service.selector);
  return wanted.length > 0 && wanted.every(([key, value]) => workload.labels[key] === value);
}

export function canonical(name: string): string {
  return name.toLowerCase().replace(/[_.]/g, '-');
}

function stripped(name: string, prefix: string): string {
  const bare = prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return bare.replace(KIND_SUFFIX, '');
}

function isPartOf(name: string, whole: string): boolean {
  return (
    whole.endsWith(`-${name}`) ||
    whole.startsWith(`${name}-`) ||
    name.endsWith(`-${whole}`) ||
    name.startsWith(`${whole}-`)
  );
}

/** The start that all names share up to a dash; empty for fewer than two names. */
export function sharedPrefix(names: readonly string[]): string {
  const [first, ...rest] = [...new Set(names.map(canonical))];
  if (first === undefined || rest.length === 0) return '';
  let end = 0;
  for (let at = first.indexOf('-'); at !== -1; at = first.indexOf('-', at + 1)) {
    const start = first.slice(0, at + 1);
    if (!rest.every((name) => name.startsWith(start))) break;
    end = at + 1;
  }
  return first.slice(0, end);
}
