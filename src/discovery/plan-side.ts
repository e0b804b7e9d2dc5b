import type { Config } from '../config/config.ts';
import { type Candidate, environmentOf, type Weights } from './candidate.ts';
import type { Programs } from './choose-local.ts';
import { chosenSide } from './chosen-side.ts';
import { configuredSide } from './configured-side.ts';
import type { InputKind } from './input-kind.ts';
import type { Inventory } from './inventory.ts';
import { namedInputs } from './named-inputs.ts';
import type { PlannedInput, SidePlan } from './side-plan.ts';

export interface SideRequest {
  readonly side: 'local' | 'target';
  /** `--local` or `--target`. */
  readonly specs: readonly string[];
  readonly config: Config | undefined;
  /** `--env`. */
  readonly wished?: string;
  /** What the local side is called, for the target's own name. */
  readonly localName?: string;
  /** What inputs there can be. */
  readonly kinds: readonly InputKind[];
  readonly inventory: Inventory;
  /** What the repository offers, for when nobody names anything. */
  readonly candidates: readonly Candidate[];
  /** Names that the side should cover. */
  readonly names: readonly string[];
  /** How much each of them counts. */
  readonly weights?: Weights;
  /** What is built here, for choosing the local side. */
  readonly programs?: Programs;
}

/** Decides what a side is read from: the command line, else parity.yaml, else what the repository offers. */
export function planSide(request: SideRequest): SidePlan | undefined {
  if (request.specs.length > 0) {
    const inputs = namedInputs(request.specs, request);
    return { environment: request.side === 'local' ? 'local' : targetName(inputs, request), inputs, notes: [] };
  }
  return configuredSide(request) ?? chosenSide(request);
}

/** As it is asked for, else as its path says; two sides of one name could not be told apart. */
function targetName(inputs: readonly PlannedInput[], { wished, localName }: SideRequest): string {
  const known = inputs.flatMap(({ paths }) => paths.flatMap((path) => environmentOf(path) ?? []));
  const name = wished ?? known[0] ?? 'production';
  return name === (localName ?? 'local') ? 'target' : name;
}
