import type { Inventory } from '../discovery/inventory.ts';
import type { SidePlan } from '../discovery/side-plan.ts';
import type { BuiltImage } from '../pairing/image-of.ts';
import type { WorkloadPair } from '../pairing/pair.ts';
import type { Problem } from '../shape/origin.ts';
import { kubernetes } from '../sources/kubernetes/kubernetes.ts';
import type { SourceContext } from '../sources/source.ts';
import type { ServiceCode } from './model.ts';
import type { SideRead, SidesRead } from './read-sides.ts';

/** Everything that could not be read or decided, in the order of the steps. */
export async function modelProblems(
  { local, target }: SidesRead,
  found: {
    readonly images: readonly Problem[];
    readonly pairs: readonly WorkloadPair[];
    readonly built: ReadonlyMap<string, BuiltImage | undefined>;
    readonly code: ReadonlyMap<string, ServiceCode>;
    readonly inventory: Inventory;
  },
  context: SourceContext,
): Promise<Problem[]> {
  return [
    ...ofSide(local),
    ...ofSide(target),
    ...rivals(target?.plan),
    ...(target === undefined ? await brokenTarget(found.inventory, context) : []),
    ...found.images.filter((problem) => isUsed(problem, found.pairs, found.built)),
    ...[...found.code].flatMap(([service, { scan }]) => scan.problems.map((problem) => ({ ...problem, service }))),
  ];
}

/** Problems say whose side they are on: a broken compose file is no matter of production. */
function ofSide(side: SideRead | undefined): Problem[] {
  if (side === undefined) return [];
  const { environment } = side.plan;
  return side.facts.problems.map((problem) => ({ ...problem, environment }));
}

/** Two candidates that fit equally well: one is read and shown, and the run says that it could not choose. */
function rivals(plan: SidePlan | undefined): Problem[] {
  const [input] = plan?.inputs ?? [];
  if (plan?.rival === undefined || input === undefined) return [];
  return [
    {
      kind: 'unrendered',
      source: input.kind,
      path: input.paths[0] ?? input.label,
      line: 1,
      column: 1,
      message: `${input.label} and ${plan.rival} fit equally well: the first was read, and which one is meant nobody said`,
      hint: `choose with --target ${input.label} or --target ${plan.rival}, or in parity.yaml`,
      environment: plan.environment,
    },
  ];
}

/** Where no target was found, one may be there that cannot be read: that is something else than none. */
async function brokenTarget(inventory: Inventory, context: SourceContext): Promise<readonly Problem[]> {
  return (await kubernetes.read({ paths: inventory.brokenManifests }, context)).problems;
}

/** A Dockerfile that no service is built from may be as broken as it likes. */
function isUsed(
  problem: Problem,
  pairs: readonly WorkloadPair[],
  built: ReadonlyMap<string, BuiltImage | undefined>,
): boolean {
  const isNamed = pairs.some((pair) => pair.local?.build?.dockerfile === problem.path);
  return isNamed || [...built.values()].some((image) => image?.recipe.path === problem.path);
}
