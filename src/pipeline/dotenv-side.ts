import type { Config } from '../config/config.ts';
import type { Inventory } from '../discovery/inventory.ts';
import type { SidePlan } from '../discovery/side-plan.ts';
import { fileNameOf } from '../normalise/path.ts';
import { type DotenvSurroundings, dotenvServices } from '../pairing/dotenv-services.ts';
import type { PairingWish } from '../pairing/pair.ts';
import { type Facts, noFacts } from '../shape/facts.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import type { Problem } from '../shape/origin.ts';
import type { Workload } from '../shape/workload.ts';
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

/** A development container of its own gives variables as a dotenv file does. */
function isEnvironment({ source, facts }: ReadInput): boolean {
  return source === 'dotenv' || (source === 'devcontainer' && facts.workloads.length === 0);
}

/** Whether nothing but dotenv files describes a side: then which services it has, only the other one can say. */
export function isDotenvOnly(inputs: readonly ReadInput[] | undefined): inputs is readonly [ReadInput, ...ReadInput[]] {
  return inputs !== undefined && inputs.length > 0 && inputs.every(isEnvironment);
}

export interface DotenvContext {
  readonly side: DotenvSurroundings['side'];
  /** What is known of the other side. */
  readonly other: Facts | undefined;
  readonly recipes: readonly ImageRecipe[];
  readonly wishes: readonly PairingWish[];
  readonly config: Config | undefined;
  readonly files: readonly string[];
}

/** One side as it was planned and read. */
export interface PlannedReading {
  readonly plan: SidePlan;
  readonly inputs: readonly ReadInput[];
}

/**
 * What was read of a side, with the services that its dotenv files are for where nothing else names any.
 * @returns undefined when the files are for none and nobody named them: then they are no side
 */
export function withDotenvServices(read: PlannedReading, context: DotenvContext): PlannedReading | undefined {
  const { plan, inputs } = read;
  if (!isDotenvOnly(inputs)) return read;
  const other = context.other ?? noFacts();
  const isNamed = plan.isInferred !== true;
  const workloads = dotenvServices(factsOf(inputs).envFiles, {
    side: context.side,
    isNamed,
    others: other.workloads,
    networkServices: other.networkServices,
    wishes: context.wishes,
    recipes: context.recipes,
    declared: new Map(
      [...(context.config?.services ?? [])].flatMap(([name, { code }]) => (code === undefined ? [] : [[name, code]])),
    ),
    files: context.files,
  });
  const hasProblems = inputs.some(({ facts }) => facts.problems.length > 0);
  if (workloads.length === 0 && !hasProblems && !isNamed) return undefined;
  const [first, ...rest] = inputs;
  const problems = workloads.length === 0 && !hasProblems ? [forNobody(first, plan)] : first.facts.problems;
  return {
    plan: isNamed ? { ...plan, notes: [...plan.notes, ...assumed(workloads, context.side)] } : plan,
    inputs: [{ ...first, facts: { ...first.facts, workloads, problems } }, ...rest],
  };
}

/** Of a file that several services receive, that is what was assumed. */
function assumed(workloads: readonly Workload[], side: string): string[] {
  const paths = [...new Set(workloads.map(({ at }) => at.path))];
  return paths.flatMap((path) => {
    const names = workloads.filter(({ at }) => at.path === path).map(({ name }) => name);
    const last = names.pop();
    if (names.length === 0) return [];
    return [
      `${side}: ${path} is taken for what each of ${names.join(', ')} and ${last} receives: put a file into the folder of each where they differ`,
    ];
  });
}

/** What somebody named must not disappear silently: nothing would be compared, and all would seem to agree. */
function forNobody({ label }: ReadInput, { inputs }: SidePlan): Problem {
  const path = inputs[0]?.paths[0] ?? label;
  return {
    kind: 'unreadable',
    source: 'dotenv',
    path,
    line: 1,
    column: 1,
    message: `${label} describes no service: nothing says which program receives it`,
    hint: 'name the other side, or give services.NAME.code in parity.yaml',
  };
}
