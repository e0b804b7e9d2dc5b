import type { Config } from '../config/config.ts';
import type { Candidate } from './candidate.ts';
import { chosenSide } from './chosen-side.ts';
import { configuredSide } from './configured-side.ts';
import type { InputKind } from './input-kind.ts';
import type { Inventory } from './inventory.ts';
import { namedInputs } from './named-inputs.ts';
import type { SidePlan } from './side-plan.ts';

export interface SideRequest {
  readonly side: 'local' | 'target';
  /** `--local` or `--target`. */
  readonly specs: readonly string[];
  readonly config: Config | undefined;
  /** `--env`. */
  readonly wished?: string;
  /** What inputs there can be. */
  readonly kinds: readonly InputKind[];
  readonly inventory: Inventory;
  /** What the repository offers, for when nobody names anything. */
  readonly candidates: readonly Candidate[];
  /** Names that the side should cover. */
  readonly names: readonly string[];
}

/** Decides what a side is read from: the command line, else parity.yaml, else what the repository offers. */
export function planSide(request: SideRequest): SidePlan | undefined {
  if (request.specs.length > 0) {
    const environment = request.side === 'local' ? 'local' : (request.wished ?? 'production');
    return { environment, inputs: namedInputs(request.specs, request), notes: [] };
  }
  return configuredSide(request) ?? chosenSide(request);
}
