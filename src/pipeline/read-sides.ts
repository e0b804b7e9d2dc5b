import type { Config } from '../config/config.ts';
import type { Inventory } from '../discovery/inventory.ts';
import type { SidePlan } from '../discovery/side-plan.ts';
import { withOpenObjects } from '../effective/wholeness.ts';
import type { PairingWish } from '../pairing/pair.ts';
import { type Facts, noFacts } from '../shape/facts.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import type { SourceContext } from '../sources/source.ts';
import { type DotenvContext, isDotenvOnly, type PlannedReading, withDotenvServices } from './dotenv-side.ts';
import { withPartsBeside } from './parts-beside.ts';
import type { SidePlans } from './plan-sides.ts';
import { programProcesses } from './program-processes.ts';
import { factsOf, type ReadInput, readSide } from './read-side.ts';

/** One side as it was read. */
export interface SideRead {
  readonly plan: SidePlan;
  readonly inputs: readonly ReadInput[];
  /** Of all inputs together. */
  readonly facts: Facts;
}

/** Both of them; undefined where nothing describes a side. */
export interface SidesRead {
  readonly local: SideRead | undefined;
  readonly target: SideRead | undefined;
}

export interface ReadingContext {
  readonly context: SourceContext;
  readonly config: Config | undefined;
  readonly recipes: readonly ImageRecipe[];
  readonly inventory: Inventory;
  /** What pipelines do when they deploy the target. */
  readonly deploy?: Facts;
}

/** Reads what each plan names. Which services dotenv files are for, the other side says, or else the programs here. */
export async function readSides({ local, target }: SidePlans, reading: ReadingContext): Promise<SidesRead> {
  const { context, inventory, deploy } = reading;
  const aimed = target && { plan: target, inputs: await readSide(target, context, deploy?.deploySteps) };
  const there = aimed && (await withPartsBeside(aimed, inventory, context));
  const here = local && { plan: local, inputs: await readSide(local, context) };
  const programs = { ...noFacts(), workloads: programProcesses(inventory) };
  const known = (side: PlannedReading | undefined) =>
    side === undefined || isDotenvOnly(side.inputs) ? programs : factsOf(side.inputs);
  return {
    local: here && completed(here, { ...reading, side: 'local', other: known(there) }),
    target: there && completed(there, { ...reading, side: 'target', other: known(here) }),
  };
}

function completed(
  read: PlannedReading,
  { config, recipes, inventory, side, other }: ReadingContext & Pick<DotenvContext, 'side' | 'other'>,
): SideRead | undefined {
  const wishes = wishesOf(config);
  const whole = withDotenvServices(read, { side, other, recipes, wishes, config, files: inventory.all });
  return whole && { ...whole, facts: withOpenObjects(factsOf(whole.inputs)) };
}

/** What parity.yaml says of the names that its services have on each side. */
export function wishesOf(config: Config | undefined): PairingWish[] {
  return [...(config?.services ?? [])].map(([name, service]) => ({
    name,
    ...(service.local !== undefined && { local: service.local }),
    ...(service.target !== undefined && { target: service.target }),
  }));
}
