import { isReadCode, isUnreadCode, LANGUAGES } from '../code/index.ts';
import { type CodeScan, scanCode } from '../code/scan.ts';
import type { Comparison, ServicePair, ServiceProgram, Side } from '../compare/comparison.ts';
import { requirementsOf } from '../compare/requirement.ts';
import type { Config } from '../config/config.ts';
import { choose } from '../discovery/candidate.ts';
import { type Inventory, takeInventory } from '../discovery/inventory.ts';
import { localCandidates } from '../discovery/local-candidates.ts';
import { planSide, type SidePlan } from '../discovery/side-plan.ts';
import { targetCandidates } from '../discovery/target-candidates.ts';
import { effectiveImage } from '../effective/image.ts';
import { networkOf } from '../effective/network.ts';
import { type EffectiveService, effectiveService } from '../effective/service.ts';
import { isInFolder } from '../normalise/path.ts';
import { type CodeRoots, codeFiles, codeRoots } from '../pairing/code-folders.ts';
import { type BuiltImage, imageOf } from '../pairing/image-of.ts';
import { pairWorkloads, type WorkloadPair } from '../pairing/pair.ts';
import { noCodeFacts } from '../shape/code-facts.ts';
import { type Facts, noFacts } from '../shape/facts.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import type { Problem } from '../shape/origin.ts';
import { dockerfile } from '../sources/dockerfile.ts';
import type { SourceContext } from '../sources/source.ts';
import { readProgram } from './programs.ts';
import { factsOf, type ReadInput, readSide } from './read-side.ts';
import type { Ports } from './request.ts';

/** What has to be known to build the model of both sides. */
export interface ModelRequest {
  readonly root: string;
  readonly config: Config | undefined;
  readonly local: readonly string[];
  readonly target: readonly string[];
  readonly environment?: string;
}

/** Both sides of the application, and how they were found. */
export interface Model {
  readonly comparison: Comparison;
  readonly problems: readonly Problem[];
  readonly inputs: readonly (ReadInput & { readonly environment?: string })[];
  readonly notes: readonly string[];
  readonly code: ReadonlyMap<string, ServiceCode>;
}

export interface ServiceCode {
  readonly roots: CodeRoots;
  readonly scan: CodeScan;
}

/** From the repository to the comparison: plan, read, pair, scan, work out what each container receives. */
export async function buildModel(request: ModelRequest, ports: Ports): Promise<Model> {
  const context: SourceContext = { root: request.root, files: ports.files, tools: ports.tools, secrets: ports.secrets };
  ports.progress('looking at the repository');
  const inventory = await takeInventory(ports.files);
  const plans = await planSides(request, inventory, ports);
  ports.progress('reading both sides');
  const local = plans.local && (await readSide(plans.local, context));
  const target = plans.target && (await readSide(plans.target, context));
  const images = await dockerfile.read({ paths: inventory.dockerfiles }, context);
  const facts = { local: factsOf(local ?? []), target: factsOf(target ?? []) };
  const pairs = pairWorkloads(facts.local.workloads, facts.target.workloads, {
    networkServices: facts.target.networkServices,
    wishes: [...(request.config?.services ?? [])].map(([name, service]) => ({
      name,
      ...(service.local !== undefined && { local: service.local }),
      ...(service.target !== undefined && { target: service.target }),
    })),
  });
  ports.progress('reading the code');
  const built = new Map(pairs.map((pair) => [pair.name, imageOf(pair, images.images)]));
  const programs = new Map<string, ServiceProgram>();
  for (const [name, image] of built) programs.set(name, await readProgram(image, inventory.all, ports.files));
  const code = await readCode({ pairs, built, inventory, config: request.config }, ports);
  const sides = {
    local: plans.local && sideOf({ plan: plans.local, facts: facts.local, pairs, built, of: 'local' }, ports),
    target: plans.target && sideOf({ plan: plans.target, facts: facts.target, pairs, built, of: 'target' }, ports),
  };
  const services = pairs.map((pair) => servicePair(pair, sides, { code, programs, inventory, config: request.config }));
  const sideInputs = (plan: SidePlan | undefined, inputs: ReadInput[] | undefined) =>
    (inputs ?? []).map((input) => ({ ...input, ...(plan && { environment: plan.environment }) }));
  return {
    comparison: { ...sides, services },
    problems: [
      ...facts.local.problems,
      ...facts.target.problems,
      ...images.problems.filter((problem) => isUsed(problem, built)),
      ...[...code].flatMap(([service, { scan }]) => scan.problems.map((problem) => ({ ...problem, service }))),
    ],
    inputs: [
      ...sideInputs(plans.local, local),
      ...sideInputs(plans.target, target),
      { source: 'dockerfile', label: 'Dockerfiles', facts: images },
    ],
    notes: [...(plans.local?.notes ?? []), ...(plans.target?.notes ?? []), ...pairs.flatMap(ambiguityNote)],
    code,
  };
}

async function planSides(request: ModelRequest, inventory: Inventory, ports: Ports) {
  const shared = {
    config: request.config,
    inventory,
    ...(request.environment !== undefined && { wished: request.environment }),
  };
  const locals = await localCandidates(inventory, ports.files);
  const local = planSide({ ...shared, side: 'local', specs: request.local, candidates: locals, names: [] });
  const chosen = choose(locals, []).chosen;
  const names =
    chosen && chosen.names.size > 0
      ? [...chosen.names]
      : inventory.dockerfiles.flatMap((path) => path.split('/').at(-2) ?? []);
  const targets = await targetCandidates(inventory, ports.files);
  const target = planSide({ ...shared, side: 'target', specs: request.target, candidates: targets, names });
  return { local, target };
}

/** A Dockerfile that no service is built from may be as broken as it likes. */
function isUsed(problem: Problem, built: ReadonlyMap<string, BuiltImage | undefined>): boolean {
  return [...built.values()].some((image) => image?.recipe.path === problem.path);
}

function ambiguityNote(pair: WorkloadPair): string[] {
  if (pair.ambiguous === undefined) return [];
  return [
    `${pair.name} fits ${pair.ambiguous.join(' and ')} equally well and was not compared: say which in parity.yaml (services.${pair.name}.target)`,
  ];
}

interface CodeInput {
  readonly pairs: readonly WorkloadPair[];
  readonly built: ReadonlyMap<string, BuiltImage | undefined>;
  readonly inventory: Inventory;
  readonly config: Config | undefined;
}

async function readCode(input: CodeInput, ports: Ports): Promise<ReadonlyMap<string, ServiceCode>> {
  const all = input.pairs.map((pair) => {
    const image = input.built.get(pair.name);
    const stage = image && effectiveImage(image.recipe);
    return codeRoots({
      service: pair.name,
      declared: input.config?.services.get(pair.name)?.code,
      context: image?.context,
      dockerfile: image?.recipe.path,
      holds: stage?.holds ?? [],
      isSharedContext: isSharedContext(pair.name, image, input.built),
      files: input.inventory.all,
    });
  });
  const code = new Map<string, ServiceCode>();
  for (const roots of all) {
    const paths = codeFiles(roots, all, input.inventory.all);
    const scan = await scanCode(paths, LANGUAGES, { files: ports.files, secrets: ports.secrets });
    code.set(roots.service, { roots, scan });
  }
  return code;
}

/** Whether another service's image is made by another Dockerfile from the same context or from a folder inside it. */
function isSharedContext(
  name: string,
  image: BuiltImage | undefined,
  built: ReadonlyMap<string, BuiltImage | undefined>,
): boolean {
  if (image === undefined) return false;
  return [...built].some(
    ([other, theirs]) =>
      other !== name &&
      theirs !== undefined &&
      theirs.recipe.path !== image.recipe.path &&
      isInFolder(theirs.context, image.context),
  );
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
    effectiveService(workload, imageOfWorkload.get(workload.id), { facts: input.facts, secrets: ports.secrets }),
  );
  return {
    environment: input.plan.environment,
    facts: input.facts ?? noFacts(),
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
    program: known.programs.get(pair.name) ?? { scripts: new Map(), listens: [] },
    declared: known.config?.services.get(pair.name),
    reason: pair.reason,
    ambiguous: pair.ambiguous ?? [],
  };
}

function coverageOf(code: ServiceCode | undefined, inventory: Inventory): ServicePair['codeCoverage'] {
  if (code === undefined || code.roots.folders.length === 0) return 'none';
  const files = codeFiles(code.roots, [], inventory.all);
  const isUnread = files.some(isUnreadCode);
  if (!isUnread && !files.some(isReadCode)) return 'none';
  return isUnread ? 'partly' : 'read';
}
