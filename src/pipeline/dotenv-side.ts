import type { Config } from '../config/config.ts';
import type { Inventory } from '../discovery/inventory.ts';
import type { SidePlan } from '../discovery/side-plan.ts';
import { fileNameOf } from '../normalise/path.ts';
import { dotenvServices } from '../pairing/dotenv-services.ts';
import type { PairingWish } from '../pairing/pair.ts';
import { type Facts, noFacts } from '../shape/facts.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import { factsOf, type ReadInput } from './read-side.ts';

/** In the order in which the libraries that load them let them win. */
const LOCAL_FILES = ['.env', '.env.development', '.env.dev', '.env.local', '.env.development.local'];

/** The local side of a repository without compose file and Procfile: what its developers have in dotenv files. */
export function dotenvPlan(inventory: Inventory): SidePlan | undefined {
  const rank = (path: string) => LOCAL_FILES.indexOf(fileNameOf(path));
  const paths = inventory.dotenv.filter((path) => rank(path) >= 0).sort((a, b) => rank(a) - rank(b));
  if (paths.length === 0) return undefined;
  const label = `dotenv:${paths.join(',')}`;
  return { environment: 'local', inputs: [{ kind: 'dotenv', paths, label }], notes: [], isInferred: true };
}

export interface DotenvContext {
  readonly target: Facts | undefined;
  readonly recipes: readonly ImageRecipe[];
  readonly wishes: readonly PairingWish[];
  readonly config: Config | undefined;
  readonly files: readonly string[];
}

/**
 * What was read of the local side, with the services that its dotenv files are for where nothing else names any.
 * @returns undefined when the files are for none: then they are no side
 */
export function withDotenvServices(
  local: readonly ReadInput[] | undefined,
  context: DotenvContext,
): readonly ReadInput[] | undefined {
  if (local === undefined || local.length === 0 || local.some(({ source }) => source !== 'dotenv')) return local;
  const there = context.target ?? noFacts();
  const workloads = dotenvServices(factsOf(local).envFiles, {
    target: there.workloads,
    networkServices: there.networkServices,
    wishes: context.wishes,
    recipes: context.recipes,
    declared: new Map(
      [...(context.config?.services ?? [])].flatMap(([name, { code }]) => (code === undefined ? [] : [[name, code]])),
    ),
    files: context.files,
  });
  const hasProblems = local.some(({ facts }) => facts.problems.length > 0);
  if (workloads.length === 0 && !hasProblems) return undefined;
  return local.map((input, at) => (at === 0 ? { ...input, facts: { ...input.facts, workloads } } : input));
}
