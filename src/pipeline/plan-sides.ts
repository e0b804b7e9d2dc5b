import { type Candidate, coverage, OWN_WEIGHT } from '../discovery/candidate.ts';
import { chooseLocal, type Programs, programsOf } from '../discovery/choose-local.ts';
import { offered } from '../discovery/input-kind.ts';
import type { Inventory } from '../discovery/inventory.ts';
import { ownNames } from '../discovery/own-names.ts';
import { planSide } from '../discovery/plan-side.ts';
import { renderableCandidates } from '../discovery/renderable.ts';
import type { SidePlan } from '../discovery/side-plan.ts';
import { ParityError } from '../errors.ts';
import { INPUT_KINDS } from '../sources/index.ts';
import { dotenvPlan } from './dotenv-side.ts';
import type { ModelRequest } from './model.ts';
import { namedPlaces } from './named-places.ts';
import type { Ports } from './request.ts';

/** What describes each side; undefined where nothing does. */
export interface SidePlans {
  readonly local: SidePlan | undefined;
  readonly target: SidePlan | undefined;
  /** What was found and describes neither, and why; said to the user. */
  readonly notes: readonly string[];
}

/** Which of the repository's inputs describe the two sides, as asked, as configured, or as inferred. */
export async function planSides(request: ModelRequest, inventory: Inventory, ports: Ports): Promise<SidePlans> {
  const named = await namedPlaces(request, inventory, ports.files);
  const shared = {
    config: named.config,
    kinds: INPUT_KINDS,
    inventory: named.inventory,
    ...(request.environment !== undefined && { wished: request.environment }),
  };
  const locals = await offered(INPUT_KINDS, 'local', { inventory, files: ports.files, services: [] });
  const programs = await programsToStart(locals, inventory, ports);
  const local = planSide({ ...shared, side: 'local', specs: named.local, candidates: locals, names: [], programs });
  const { chosen } = chooseLocal(locals, programs);
  const { names, targets, weights } = await targetsFor(chosen, inventory, ports);
  const isAsked = request.environment !== undefined || request.target.length > 0;
  const { candidates, notes } = isAsked
    ? { candidates: targets, notes: [] }
    : await renderableCandidates(targets, names, {
        kinds: INPUT_KINDS,
        tools: ports.tools,
        root: request.root,
        weights,
      });
  const localName = local?.environment ?? 'local';
  const target = planSide({ ...shared, side: 'target', specs: named.target, candidates, names, weights, localName });
  refuseOneInput(local, target);
  return {
    local: local ?? (target && dotenvPlan(inventory)),
    target: target?.isInferred ? { ...target, notes: [...notes, ...target.notes] } : target,
    notes:
      local === undefined
        ? [...(await composeFolders(ports)), ...INPUT_KINDS.flatMap((kind) => kind.passedOver?.(inventory) ?? [])]
        : [],
  };
}

/** What the local side should start; nobody needs to know where there is nothing to choose. */
async function programsToStart(
  locals: readonly Candidate[],
  inventory: Inventory,
  { files }: Ports,
): Promise<Programs> {
  if (locals.length < 2) return new Map();
  const services = [...new Set(locals.flatMap(({ programs }) => [...(programs?.keys() ?? [])]))];
  return programsOf(locals, await offered(INPUT_KINDS, 'target', { inventory, files, services }));
}

/** A folder where the compose file would stand: a container has been given a file that was not there, and made one. */
async function composeFolders({ files }: Ports): Promise<string[]> {
  const names = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
  const found = await Promise.all(names.map(async (name) => [name, await files.read(name)] as const));
  return found.flatMap(([name, { kind }]) =>
    kind === 'unreadable' ? [`${name} is no file: nothing describes the local side; put the compose file there`] : [],
  );
}

/** What is compared with itself agrees with itself: somebody meant another file. */
function refuseOneInput(local: SidePlan | undefined, target: SidePlan | undefined): void {
  if (target === undefined || local === undefined || inputsOf(local) !== inputsOf(target)) return;
  const name = target.inputs.map(({ label }) => label).join(', ');
  throw new ParityError({
    kind: 'usage',
    code: 'discovery/one-input',
    message: `both sides are ${name}: there is nothing to compare it with`,
    hint: 'name another place with --local or --target, or in parity.yaml',
  });
}

function inputsOf({ inputs }: SidePlan): string {
  return JSON.stringify(inputs.map(({ kind, paths, options = {} }) => [kind, paths, options]));
}

/**
 * The targets, and the names that one should have: what runs locally. Where nothing of that is built here and no target
 * has much of it, it is what the application needs, and the programs of the repository count too.
 */
async function targetsFor(local: Candidate | undefined, inventory: Inventory, { files }: Ports) {
  const names = [...(local?.names ?? [])];
  const weights = local?.weights ?? new Map<string, number>();
  const targets = await offered(INPUT_KINDS, 'target', { inventory, files, services: names });
  const isCovered = targets.some((target) => 2 * coverage(target, names, weights) >= 1);
  if (names.length > 0 && (local?.builds || isCovered)) return { names, targets, weights };
  const own = ownNames(inventory).filter((name) => !weights.has(name));
  const all = [...names, ...own];
  return {
    names: all,
    targets: await offered(INPUT_KINDS, 'target', { inventory, files, services: all }),
    weights: new Map([...weights, ...own.map((name) => [name, OWN_WEIGHT] as const)]),
  };
}
