import type { SidePlan } from '../discovery/side-plan.ts';
import type { WorkloadPair } from '../pairing/pair.ts';

/** The side that is left out, and what is said of it. */
export interface Stranger {
  readonly side: 'local' | 'target';
  readonly plan: SidePlan;
  readonly note: string;
}

/**
 * Two inferred sides without one service in common describe two applications: to compare them would call everything
 * missing. The side that this repository builds is kept, the other one is the stranger.
 *
 * @returns undefined where the sides have something in common, or where the user has named one of them
 */
export function strangerOf(
  plans: { readonly local: SidePlan | undefined; readonly target: SidePlan | undefined },
  pairs: readonly WorkloadPair[],
): Stranger | undefined {
  const { local, target } = plans;
  if (!local?.isInferred || !target?.isInferred) return undefined;
  const ours = pairs.filter((pair) => pair.local !== undefined);
  const theirs = pairs.filter((pair) => pair.target !== undefined);
  if (ours.length === 0 || theirs.length === 0) return undefined;
  if (pairs.some((pair) => pair.ambiguous !== undefined) || ours.some((pair) => pair.target !== undefined)) {
    return undefined;
  }
  const keepsLocal = ours.some((pair) => pair.local?.build !== undefined);
  const [kept, left, side] = keepsLocal ? [local, target, 'target' as const] : [target, local, 'local' as const];
  const note = `${labelsOf(left)} has no service in common with ${labelsOf(kept)} and was left out: pair them in parity.yaml, or choose with --${side}`;
  return { side, plan: left, note };
}

function labelsOf({ inputs }: SidePlan): string {
  return inputs.map((input) => input.label).join(', ');
}
