import type { Config } from '../config/config.ts';
import type { Inventory } from '../discovery/inventory.ts';
import type { SidePlan } from '../discovery/side-plan.ts';
import { withOpenObjects } from '../effective/wholeness.ts';
import type { PairingWish } from '../pairing/pair.ts';
import type { Facts } from '../shape/facts.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import type { SourceContext } from '../sources/source.ts';
import { withDotenvServices } from './dotenv-side.ts';
import type { SidePlans } from './plan-sides.ts';
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
}

/** Reads what each plan names, the target first: dotenv files alone are a local side by the services of the target. */
export async function readSides({ local, target }: SidePlans, reading: ReadingContext): Promise<SidesRead> {
  const there = target && sideRead(target, await readSide(target, reading.context));
  const inputs = local && (await readSide(local, reading.context));
  const here = withDotenvServices(inputs, {
    target: there?.facts,
    recipes: reading.recipes,
    wishes: wishesOf(reading.config),
    config: reading.config,
    files: reading.inventory.all,
  });
  return { local: local && here && sideRead(local, here), target: there };
}

function sideRead(plan: SidePlan, inputs: readonly ReadInput[]): SideRead {
  return { plan, inputs, facts: withOpenObjects(factsOf(inputs)) };
}

/** What parity.yaml says of the names that its services have on each side. */
export function wishesOf(config: Config | undefined): PairingWish[] {
  return [...(config?.services ?? [])].map(([name, service]) => ({
    name,
    ...(service.local !== undefined && { local: service.local }),
    ...(service.target !== undefined && { target: service.target }),
  }));
}
