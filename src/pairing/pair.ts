import type { NetworkService } from '../shape/facts.ts';
import type { Workload } from '../shape/workload.ts';
import { pairLeftovers } from './leftovers.ts';
import {
  isCalledByImage,
  LEAST_POINTS,
  type Likeness,
  likeness,
  sharedPrefix,
  type TargetSurroundings,
} from './similarity.ts';

/** Which local workload and which target container are the same service, and why. */
export interface WorkloadPair {
  readonly name: string;
  readonly local?: Workload;
  readonly target?: Workload;
  readonly reason: string;
  /** Several targets fit equally well: none was taken. */
  readonly ambiguous?: readonly string[];
}

/** What parity.yaml says of a service: the ids decide whatever the names suggest. */
export interface PairingWish {
  readonly name: string;
  readonly local?: string;
  readonly target?: string;
}

/** Containers that platforms put into pods: never the application's own (N110). */
const INJECTED =
  /^(istio-proxy|istio-init|linkerd-proxy|linkerd-init|vault-agent(-init)?|cloud-?sql-proxy|daprd|datadog-agent|otel-?(agent|collector|auto-instrumentation.*)|envoy|envoy-sidecar|fluent-?bit|filebeat|jaeger-agent|aws-xray-daemon|oauth2-proxy|config-reloader|.*-exporter|metrics|newrelic-.*)$/;

export function isInjected(workload: Workload): boolean {
  return INJECTED.test(workload.container);
}

/** Pairs by wish first, then best likeness first; equal likeness is said and not guessed. */
export function pairWorkloads(
  local: readonly Workload[],
  target: readonly Workload[],
  options: { readonly networkServices: readonly NetworkService[]; readonly wishes: readonly PairingWish[] },
): WorkloadPair[] {
  const targets = target.filter((workload) => workload.role === 'main' && !isInjected(workload));
  const state: State = { pairs: [], freeLocal: new Set(local), freeTarget: new Set(targets) };
  for (const wish of options.wishes) takeWish(state, wish);
  const surroundings = surroundingsOf(targets, options.networkServices);
  takeByLikeness(state, surroundings);
  for (const { local, target: left, reason } of pairLeftovers([...state.freeLocal], [...state.freeTarget], state.pairs))
    take(state, { name: local.name, local, target: left, reason });
  for (const workload of state.freeLocal)
    state.pairs.push({ name: workload.name, local: workload, reason: 'only local' });
  for (const workload of state.freeTarget) {
    state.pairs.push({ name: targetOnlyName(workload, targets), target: workload, reason: 'only in the target' });
  }
  const pairs = namedByWishes(state.pairs, options.wishes);
  return pairs.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

interface State {
  readonly pairs: WorkloadPair[];
  readonly freeLocal: Set<Workload>;
  readonly freeTarget: Set<Workload>;
}

function takeWish(state: State, wish: PairingWish): void {
  const local = [...state.freeLocal].find((workload) => workload.id === (wish.local ?? wish.name));
  const target =
    wish.target === undefined
      ? undefined
      : [...state.freeTarget].find((workload) => isOfTarget(workload, wish.target ?? ''));
  if (local === undefined || target === undefined) return;
  take(state, { name: wish.name, reason: 'parity.yaml', local, target });
}

/** A wish that names one side alone is found on the other by likeness, and only gives its name. */
function namedByWishes(pairs: readonly WorkloadPair[], wishes: readonly PairingWish[]): WorkloadPair[] {
  const renamed = new Map<WorkloadPair, string>();
  for (const wish of wishes) {
    const { local, target } = wish;
    const pair = pairs.find((candidate) => {
      const isLocal = local !== undefined && candidate.local?.id === local;
      const isTarget = target !== undefined && candidate.target !== undefined && isOfTarget(candidate.target, target);
      return isLocal || isTarget;
    });
    // Two services of one name would be one.
    const isFree = pairs.every((other) => other === pair || other.name !== wish.name);
    if (pair !== undefined && isFree) renamed.set(pair, wish.name);
  }
  return pairs.map((pair) => ({ ...pair, name: renamed.get(pair) ?? pair.name }));
}

/** `Deployment/shop-web`, `Deployment/shop-web/nginx`, or the bare name `shop-web`. */
export function isOfTarget(workload: Workload, wanted: string): boolean {
  return (
    workload.id === wanted ||
    workload.id.startsWith(`${wanted}/`) ||
    (!wanted.includes('/') && workload.name === wanted)
  );
}

function take(state: State, pair: WorkloadPair): void {
  if (pair.local) state.freeLocal.delete(pair.local);
  if (pair.target) state.freeTarget.delete(pair.target);
  state.pairs.push(pair);
}

interface Fit extends Likeness {
  readonly local: Workload;
  readonly target: Workload;
}

function takeByLikeness(state: State, surroundings: TargetSurroundings): void {
  const fits: Fit[] = [];
  for (const local of state.freeLocal) {
    for (const target of state.freeTarget) {
      const fit = likeness(local, target, surroundings);
      if (fit.points >= LEAST_POINTS) fits.push({ ...fit, local, target });
    }
  }
  fits.sort((a, b) => b.points - a.points || (a.local.id + a.target.id < b.local.id + b.target.id ? -1 : 1));
  for (const fit of fits) {
    if (!state.freeLocal.has(fit.local) || !state.freeTarget.has(fit.target)) continue;
    const equals = fits.filter(
      (other) => other.local === fit.local && other.points === fit.points && state.freeTarget.has(other.target),
    );
    const [called, ...more] = equals.filter((other) => isCalledByImage(other.local, other.target));
    if (equals.length > 1 && called !== undefined && more.length === 0) {
      take(state, {
        name: fit.local.name,
        local: fit.local,
        target: called.target,
        reason: `${called.reason}, image of that name`,
      });
    } else if (equals.length > 1) {
      take(state, {
        name: fit.local.name,
        local: fit.local,
        reason: 'ambiguous',
        ambiguous: equals.map((other) => other.target.id),
      });
    } else {
      take(state, { name: fit.local.name, local: fit.local, target: fit.target, reason: fit.reason });
    }
  }
}

function surroundingsOf(targets: readonly Workload[], networkServices: readonly NetworkService[]): TargetSurroundings {
  const counts = new Map<string, number>();
  for (const workload of targets) counts.set(workload.container, (counts.get(workload.container) ?? 0) + 1);
  return {
    networkServices,
    prefix: sharedPrefix(targets.map((workload) => workload.name)),
    commonContainers: new Set([...counts].filter(([, count]) => count > 1).map(([name]) => name)),
  };
}

function targetOnlyName(workload: Workload, targets: readonly Workload[]): string {
  const siblings = targets.filter((other) => other.kind === workload.kind && other.name === workload.name);
  return siblings.length > 1 ? `${workload.name}/${workload.container}` : workload.name;
}
