import type { WorkloadPair } from '../pairing/pair.ts';
import type { SidePlans } from './plan-sides.ts';

/**
 * Two inferred sides without one service in common describe two applications: to compare them would call everything
 * missing. The side that this repository builds is kept, the other one is said.
 *
 * @returns the same plans where the sides have something in common, or where the user has named one of them
 */
export function withoutStrangers(plans: SidePlans, pairs: readonly WorkloadPair[]): SidePlans {
  const { local, target } = plans;
  if (!local?.isInferred || !target?.isInferred) return plans;
  const ours = pairs.filter((pair) => pair.local !== undefined);
  const theirs = pairs.filter((pair) => pair.target !== undefined);
  const isAmbiguous = pairs.some((pair) => pair.ambiguous !== undefined);
  if (ours.length === 0 || theirs.length === 0 || isAmbiguous || ours.some((pair) => pair.target !== undefined)) {
    return plans;
  }
  const keepsLocal = ours.some((pair) => pair.local?.build !== undefined);
  const [kept, left, flag] = keepsLocal ? [local, target, '--target'] : [target, local, '--local'];
  const labels = left.inputs.map((input) => input.label).join(', ');
  const note = `${labels} has no service in common with ${kept.inputs.map((input) => input.label).join(', ')} and was left out: pair them in parity.yaml, or choose with ${flag}`;
  return {
    local: keepsLocal ? local : undefined,
    target: keepsLocal ? undefined : target,
    notes: [...plans.notes, note],
  };
}
