import type { Side } from '../compare/comparison.ts';
import type { Inventory } from '../discovery/inventory.ts';
import { imagesOf } from '../pairing/image-of.ts';
import { takeTurn } from '../repository/turn.ts';
import type { Facts } from '../shape/facts.ts';
import { dockerfile } from '../sources/dockerfile/dockerfile.ts';
import type { SourceContext } from '../sources/source.ts';
import { deployFacts, withDeploy } from './deploy-facts.ts';
import { effectiveSide } from './effective-side.ts';
import { judgeWishes, readWhole } from './known-wishes.ts';
import { loadedVariables } from './loaded-variables.ts';
import type { Model, ModelRequest } from './model.ts';
import { modelProblems } from './model-problems.ts';
import { ambiguityNotes, pairSides } from './pair-sides.ts';
import { planSides } from './plan-sides.ts';
import { readCode } from './read-code.ts';
import { readSides, type SideRead } from './read-sides.ts';
import type { Ports } from './request.ts';
import { servicePairs } from './service-pairs.ts';
import { servicePrograms } from './service-programs.ts';
import { servicesElsewhere } from './services-elsewhere.ts';

/** Plans and reads both sides, pairs them, scans the code, and works out what each container receives. */
export async function assembleModel(request: ModelRequest, inventory: Inventory, ports: Ports): Promise<Model> {
  const { config } = request;
  const context: SourceContext = { root: request.root, files: ports.files, tools: ports.tools, secrets: ports.secrets };
  const plans = await planSides(request, inventory, ports);
  ports.progress('reading both sides');
  const images = await dockerfile.read({ paths: inventory.dockerfiles }, context);
  const deploy = await deployFacts(plans.target, context);
  const read = await readSides(plans, { context, config, recipes: images.images, inventory, deploy });
  const { sides, pairs, stranger } = pairSides(withDeploy(read, deploy), config);
  const wishNotes = judgeWishes(config, {
    local: wholeSide(sides.local),
    target: wholeSide(sides.target),
    pairs,
    files: inventory.all,
  });
  ports.progress('reading the code');
  await takeTurn();
  const built = imagesOf(pairs, images.images);
  const programs = await servicePrograms(pairs, { sides, built }, { all: inventory.all, files: ports.files });
  const code = await readCode({ pairs, built, inventory, config, programs }, ports);
  await takeTurn();
  const known = { pairs, built, code, programs, inventory };
  const local = sides.local && (await sideWithLoaded(sides.local, { ...known, of: 'local' }, context));
  const target = sides.target && (await sideWithLoaded(sides.target, { ...known, of: 'target' }, context));
  const services = servicePairs(pairs, { local, target, code, programs, inventory, config });
  return {
    comparison: { local, target, services, elsewhere: await servicesElsewhere(sides.target, inventory, ports.files) },
    inventory,
    plans: { local: sides.local?.plan, target: sides.target?.plan },
    ...(stranger && { stranger }),
    problems: await modelProblems(sides, { images: images.problems, pairs, built, code, inventory }, context),
    inputs: [
      ...inputsOf(sides.local),
      ...inputsOf(sides.target),
      { source: 'dockerfile', label: 'Dockerfiles', facts: images },
      ...pipelines(deploy),
    ],
    notes: [
      ...plans.notes,
      ...(stranger ? [stranger.note] : []),
      ...wishNotes,
      ...(sides.local?.plan.notes ?? []),
      ...(sides.target?.plan.notes ?? []),
      ...ambiguityNotes(pairs),
    ],
    code,
  };
}

/** What programs load of dotenv files depends on what their containers are given besides. */
async function sideWithLoaded(
  side: SideRead,
  known: Parameters<typeof loadedVariables>[1],
  context: SourceContext,
): Promise<Side> {
  const effective = { ...known, secrets: context.secrets };
  const bare = effectiveSide(side, effective);
  const loaded = await loadedVariables(bare, known, context);
  return loaded.size === 0 ? bare : effectiveSide(side, { ...effective, loaded });
}

/** Named only where they say something. */
function pipelines(facts: Facts): Model['inputs'] {
  const isEmpty = facts.configObjects.length + facts.problems.length + (facts.deploySteps?.length ?? 0) === 0;
  return isEmpty ? [] : [{ source: 'ci', label: 'pipelines', facts }];
}

function wholeSide(side: SideRead | undefined): ReturnType<typeof readWhole> {
  return side && readWhole(side.facts.workloads, side.facts.problems);
}

function inputsOf(side: SideRead | undefined): Model['inputs'] {
  if (side === undefined) return [];
  const { environment } = side.plan;
  return side.inputs.map((input) => ({ ...input, environment }));
}
