import type { ServicePair, ServiceProgram, Side } from '../compare/comparison.ts';
import { requirementsOf } from '../compare/requirement.ts';
import type { Config } from '../config/config.ts';
import type { Inventory } from '../discovery/inventory.ts';
import type { SidePlan } from '../discovery/side-plan.ts';
import { networkOf } from '../effective/network.ts';
import { type EffectiveService, effectiveService } from '../effective/service.ts';
import { isComplete, isReadWhole, withOpenObjects } from '../effective/wholeness.ts';
import { type BuiltImage, imagesOf } from '../pairing/image-of.ts';
import { type PairingWish, pairWorkloads, type WorkloadPair } from '../pairing/pair.ts';
import { takeTurn } from '../repository/turn.ts';
import { noCodeFacts } from '../shape/code-facts.ts';
import { type Facts, noFacts } from '../shape/facts.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import type { Problem } from '../shape/origin.ts';
import { dockerfile } from '../sources/dockerfile.ts';
import { sourceById } from '../sources/index.ts';
import type { SourceContext } from '../sources/source.ts';
import { withDotenvServices } from './dotenv-side.ts';
import { judgeWishes, readWhole } from './known-wishes.ts';
import type { Model, ModelRequest, ServiceCode } from './model.ts';
import { mountedListens } from './mounted-servers.ts';
import { planSides, type SidePlans } from './plan-sides.ts';
import { readProgram } from './programs.ts';
import { coverageOf, readCode } from './read-code.ts';
import { factsOf, type ReadInput, readSide } from './read-side.ts';
import type { Ports } from './request.ts';
import { withoutStrangers } from './strangers.ts';

/** Plans and reads both sides, pairs them, scans the code, and works out what each container receives. */
export async function assembleModel(request: ModelRequest, inventory: Inventory, ports: Ports): Promise<Model> {
  const context: SourceContext = { root: request.root, files: ports.files, tools: ports.tools, secrets: ports.secrets };
  const found = await planSides(request, inventory, ports);
  ports.progress('reading both sides');
  const images = await dockerfile.read({ paths: inventory.dockerfiles }, context);
  const read = await readSides(found, { context, config: request.config, recipes: images.images, inventory });
  const planned = { ...found, local: read.local && found.local };
  const plans = withoutStrangers(planned, pairsOf(read, request.config));
  const local = plans.local && read.local;
  const target = plans.target && read.target;
  const facts = { local: withOpenObjects(factsOf(local ?? [])), target: withOpenObjects(factsOf(target ?? [])) };
  const pairs = pairsOf({ local, target }, request.config);
  const wishNotes = judgeWishes(request.config, {
    local: plans.local && readWhole(facts.local.workloads, facts.local.problems),
    target: plans.target && readWhole(facts.target.workloads, facts.target.problems),
    pairs,
    files: inventory.all,
  });
  ports.progress('reading the code');
  await takeTurn();
  const built = imagesOf(pairs, images.images);
  const programs = await programsOf({ pairs, built, facts, inventory }, ports);
  const code = await readCode({ pairs, built, inventory, config: request.config, programs }, ports);
  await takeTurn();
  const sides = {
    local: plans.local && sideOf({ plan: plans.local, facts: facts.local, pairs, built, of: 'local' }, ports),
    target: plans.target && sideOf({ plan: plans.target, facts: facts.target, pairs, built, of: 'target' }, ports),
  };
  const services = pairs.map((pair) => servicePair(pair, sides, { code, programs, inventory, config: request.config }));
  const sideInputs = (plan: SidePlan | undefined, inputs: readonly ReadInput[] | undefined) =>
    (inputs ?? []).map((input) => ({ ...input, ...(plan && { environment: plan.environment }) }));
  return {
    comparison: { ...sides, services },
    problems: [
      ...ofSide(plans.local, facts.local.problems),
      ...ofSide(plans.target, facts.target.problems),
      ...rivals(plans.target),
      ...(plans.target === undefined ? await brokenTarget(inventory, context) : []),
      ...images.problems.filter((problem) => isUsed(problem, pairs, built)),
      ...[...code].flatMap(([service, { scan }]) => scan.problems.map((problem) => ({ ...problem, service }))),
    ],
    inputs: [
      ...sideInputs(plans.local, local),
      ...sideInputs(plans.target, target),
      { source: 'dockerfile', label: 'Dockerfiles', facts: images },
    ],
    notes: [
      ...plans.notes,
      ...wishNotes,
      ...(plans.local?.notes ?? []),
      ...(plans.target?.notes ?? []),
      ...pairs.flatMap(ambiguityNote),
    ],
    code,
  };
}

interface ReadSides {
  readonly local: readonly ReadInput[] | undefined;
  readonly target: readonly ReadInput[] | undefined;
}

async function readSides(
  { local, target }: SidePlans,
  from: {
    readonly context: SourceContext;
    readonly config: Config | undefined;
    readonly recipes: readonly ImageRecipe[];
    readonly inventory: Inventory;
  },
): Promise<ReadSides> {
  const there = target && (await readSide(target, from.context));
  const here = local && (await readSide(local, from.context));
  const around = { ...from, target: there, wishes: wishesOf(from.config), files: from.inventory.all };
  return { local: withDotenvServices(here, around), target: there };
}

function wishesOf(config: Config | undefined): PairingWish[] {
  return [...(config?.services ?? [])].map(([name, service]) => ({
    name,
    ...(service.local !== undefined && { local: service.local }),
    ...(service.target !== undefined && { target: service.target }),
  }));
}

function pairsOf({ local, target }: ReadSides, config: Config | undefined): WorkloadPair[] {
  const there = factsOf(target ?? []);
  return pairWorkloads(factsOf(local ?? []).workloads, there.workloads, {
    networkServices: there.networkServices,
    wishes: wishesOf(config),
  });
}

async function programsOf(
  input: {
    readonly pairs: readonly WorkloadPair[];
    readonly built: ReadonlyMap<string, BuiltImage | undefined>;
    readonly facts: { readonly local: Facts; readonly target: Facts };
    readonly inventory: Inventory;
  },
  { files }: Ports,
): Promise<ReadonlyMap<string, ServiceProgram>> {
  const programs = new Map<string, ServiceProgram>();
  const repository = { all: input.inventory.all, files };
  for (const pair of input.pairs) {
    const mounted = {
      local: await mountedListens(pair.local, input.facts.local, repository),
      target: await mountedListens(pair.target, input.facts.target, repository),
    };
    const program = await readProgram(input.built.get(pair.name), input.inventory.all, files);
    programs.set(pair.name, { ...program, mounted });
  }
  return programs;
}

/** Problems say whose side they are on: a broken compose file is no matter of production. */
function ofSide(plan: SidePlan | undefined, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, ...(plan && { environment: plan.environment }) }));
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
  const read = await sourceById('kubernetes')?.read({ paths: inventory.brokenManifests }, context);
  return read?.problems ?? [];
}

/** A Dockerfile that no service is built from may be as broken as it likes. */
function isUsed(problem: Problem, pairs: readonly WorkloadPair[], built: ReadonlyMap<string, BuiltImage | undefined>) {
  const isNamed = pairs.some((pair) => pair.local?.build?.dockerfile === problem.path);
  return isNamed || [...built.values()].some((image) => image?.recipe.path === problem.path);
}

function ambiguityNote(pair: WorkloadPair): string[] {
  if (pair.ambiguous === undefined) return [];
  return [
    `${pair.name} fits ${pair.ambiguous.join(' and ')} equally well and was not compared: say which in parity.yaml (services.${pair.name}.target)`,
  ];
}

interface SideInput {
  readonly plan: SidePlan;
  readonly facts: Facts;
  readonly pairs: readonly WorkloadPair[];
  readonly built: ReadonlyMap<string, BuiltImage | undefined>;
  readonly of: 'local' | 'target';
}

function sideOf(input: SideInput, ports: Ports): Side {
  const imageOfWorkload = new Map<string, { recipe: ImageRecipe; stage?: string }>();
  for (const pair of input.pairs) {
    const image = input.built.get(pair.name);
    const workload = pair[input.of];
    if (image === undefined || workload === undefined) continue;
    const stage = input.of === 'local' ? image.localStage : undefined;
    imageOfWorkload.set(workload.id, { recipe: image.recipe, ...(stage !== undefined && { stage }) });
  }
  const containers = input.facts.workloads.map((workload) =>
    effectiveService(workload, imageOfWorkload.get(workload.id), {
      facts: input.facts,
      secrets: ports.secrets,
      isWhole: isReadWhole(workload, input.facts.problems),
    }),
  );
  return {
    environment: input.plan.environment,
    facts: input.facts ?? noFacts(),
    isComplete: isComplete(input.facts.problems),
    network: networkOf(input.facts),
    containers,
    byId: new Map(containers.map((container) => [container.workload.id, container])),
  };
}

function servicePair(
  pair: WorkloadPair,
  sides: { readonly local: Side | undefined; readonly target: Side | undefined },
  known: {
    readonly code: ReadonlyMap<string, ServiceCode>;
    readonly programs: ReadonlyMap<string, ServiceProgram>;
    readonly inventory: Inventory;
    readonly config: Config | undefined;
  },
): ServicePair {
  const on = (side: Side | undefined, id: string | undefined): EffectiveService | undefined =>
    side === undefined || id === undefined ? undefined : side.byId.get(id);
  const code = known.code.get(pair.name);
  const facts = code?.scan.facts ?? noCodeFacts();
  return {
    name: pair.name,
    local: on(sides.local, pair.local?.id),
    target: on(sides.target, pair.target?.id),
    code: facts,
    requirements: requirementsOf(facts.reads),
    codeCoverage: coverageOf(code, known.inventory),
    program: known.programs.get(pair.name) ?? { scripts: new Map(), listens: [], mounted: {} },
    declared: known.config?.services.get(pair.name),
    reason: pair.reason,
    ambiguous: pair.ambiguous ?? [],
  };
}
