import { type Candidate, environmentOf, isSidePath, OWN_WEIGHT } from '../../discovery/candidate.ts';
import type { Inventory } from '../../discovery/inventory.ts';
import { isStockImage } from '../../normalise/known-software.ts';
import { fileNameOf, folderOf, normaliseRelativePath } from '../../normalise/path.ts';
import type { RepositoryFiles } from '../../repository/files.ts';
import { parseDotenv } from '../../text/dotenv-syntax.ts';
import { type ComposeFile, type ComposeService, readAll } from './candidate-file.ts';
import { partsOfOthers, reachedFrom } from './compose-uses.ts';

/** As docker compose looks for them, then what podman-compose takes besides. */
const MAIN_NAMES = [
  ...['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'],
  ...['podman-compose.yaml', 'podman-compose.yml', 'container-compose.yml', 'container-compose.yaml'],
];
const OVERRIDE = /^(docker-|container-)?compose\.override\.ya?ml$/;
const LOCAL = /[._-](dev|devel|develop|development|local)\.ya?ml$/;
/** Such a file runs somewhere else, or for a moment: nobody works in it. `stack` files are for a swarm. */
const NOT_LOCAL = /[._-](prod|prd|production|live|stage|staging|stg|uat|qa|tests?|testing|ci|e2e|stack|swarm)\.ya?ml$/;
/** Folders where people put the compose file of the whole application. */
const HOME_FOLDER = /^(docker|deploy|deployments?|infra|compose|local|dev)$/;

/** Every compose project, each file set as `docker compose` would load it. */
export async function composeCandidates(inventory: Inventory, files: RepositoryFiles): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  const taken = new Set<string>();
  for (const { paths, dotenv } of await chosenSets(inventory, files)) {
    for (const path of paths) taken.add(path);
    const candidate = composeCandidate(await readAll(paths, files), 50);
    const isBeside = folderOf(paths[0] ?? '') === folderOf(dotenv);
    // Compose was started where the `.env` lies, and reads it there.
    candidates.push(isBeside ? candidate : { ...candidate, options: { envFiles: [dotenv] } });
  }
  const isLocal = (path: string) => !NOT_LOCAL.test(fileNameOf(path));
  const all = withIncluded(await readAll([...new Set([...inventory.compose, ...taken])], files));
  const free = standingAlone(all.filter(({ path }) => isLocal(path) || taken.has(path))).filter(
    ({ path }) => !taken.has(path),
  );
  for (const folder of new Set(free.map(({ path }) => folderOf(path)))) {
    candidates.push(...folderCandidates(free.filter(({ path }) => folderOf(path) === folder)));
  }
  return [...candidates, ...all.filter(({ path }) => !isLocal(path) && !taken.has(path)).map(elsewhereCandidate)];
}

function elsewhereCandidate(file: ComposeFile): Candidate {
  const elsewhere = NOT_LOCAL.exec(fileNameOf(file.path))?.[1] ?? '';
  const isStandIn = /^(tests?|testing)$/.test(elsewhere) && !file.tests;
  return { ...composeCandidate([file], 0), elsewhere, ...(isStandIn && { isStandIn }) };
}

/** Each file with the services that it includes beside its own. */
function withIncluded(read: readonly ComposeFile[]): ComposeFile[] {
  const includes = new Map(read.map((file) => [file.path, file.includes]));
  return read.map((file) => {
    const reached = reachedFrom(file.path, includes);
    const services = read.filter(({ path }) => reached.has(path)).flatMap((other) => [...other.services]);
    return { ...file, services: new Map([...services, ...file.services]) };
  });
}

/** Without the files that another one takes in, and without the overrides beside such a file: nothing loads those. */
function standingAlone(read: readonly ComposeFile[]): ComposeFile[] {
  const parts = partsOfOthers(read, MAIN_NAMES);
  const isTakenIn = (folder: string) =>
    [...parts].some((path) => folderOf(path) === folder && MAIN_NAMES.includes(fileNameOf(path)));
  return read.filter(({ path }) => !parts.has(path) && !(OVERRIDE.test(fileNameOf(path)) && isTakenIn(folderOf(path))));
}

/** Says of compose files that are there and describe no local side why they do not. */
export function passedOver({ compose }: Inventory): string[] {
  return compose.flatMap((path) => {
    const meant = NOT_LOCAL.exec(fileNameOf(path))?.[1];
    if (meant === undefined) return [];
    return [`local: ${path} was not taken, its name says ${meant}; if people work with it: --local compose:${path}`];
  });
}

interface ChosenSet {
  readonly paths: readonly string[];
  /** The file that says so. */
  readonly dotenv: string;
}

/** The file sets that COMPOSE_FILE of a `.env` names, as far as the files are there. */
async function chosenSets(inventory: Inventory, files: RepositoryFiles): Promise<ChosenSet[]> {
  const sets: ChosenSet[] = [];
  for (const path of inventory.dotenv.filter((file) => fileNameOf(file) === '.env')) {
    const content = await files.read(path);
    if (content.kind !== 'text') continue;
    const { entries } = parseDotenv(content.text, 'compose');
    const settingOf = (name: string) => entries.findLast((entry) => entry.name === name)?.value ?? '';
    const named = settingOf('COMPOSE_FILE');
    // Windows separates by `;`, and a `:` there follows a drive.
    const separator = settingOf('COMPOSE_PATH_SEPARATOR') || (named.includes(';') ? ';' : ':');
    const paths = named.split(separator).flatMap((text) => placeOf(text.trim(), folderOf(path)) ?? []);
    const [main] = paths;
    if (main !== undefined && inventory.all.includes(main)) sets.push({ paths, dotenv: path });
  }
  return sets;
}

function placeOf(text: string, folder: string): string | undefined {
  return text === '' || text.startsWith('/') ? undefined : normaliseRelativePath(`${folder}/${text}`);
}

/** The main file with what is laid over it, and every other file alone. */
function folderCandidates(files: readonly ComposeFile[]): Candidate[] {
  const byName = (name: string) => files.find((file) => fileNameOf(file.path) === name);
  const main = MAIN_NAMES.map(byName).find((file) => file !== undefined);
  if (main === undefined) return files.map((file) => composeCandidate([file], LOCAL.test(file.path) ? 20 : 0));
  const overrides = files.filter((file) => OVERRIDE.test(fileNameOf(file.path)));
  const amending = files.filter((file) => LOCAL.test(file.path) && amends(file, main)).slice(0, 1);
  // Compose lays its override over the main file by itself; a file for development is laid over by hand.
  const over = overrides.length > 0 ? overrides : amending;
  const rest = files.filter((file) => file !== main && !over.includes(file) && !overrides.includes(file));
  return [composeCandidate([main, ...over], 40), ...rest.map((file) => composeCandidate([file], 0))];
}

/** Whether a file cannot stand without the main one: it changes services that it does not define whole. */
function amends(file: ComposeFile, main: ComposeFile): boolean {
  const services = [...file.services];
  const known = services.filter(([name]) => main.services.has(name));
  if (known.length === 0) return false;
  const isPartial = known.some(([, service]) => !service.runs);
  return isPartial || (known.length === services.length && services.length < main.services.size);
}

function composeCandidate(files: readonly ComposeFile[], points: number): Candidate {
  const [main] = files;
  const path = main?.path ?? '';
  const services = files.flatMap((file) => [...file.services]);
  const names = new Set(services.map(([name]) => name));
  const programs = new Map(services.flatMap(([name, { recipe }]) => (recipe === undefined ? [] : [[name, recipe]])));
  const built =
    services.filter(([, { recipe }]) => recipe !== undefined).length +
    files.filter((file) => file.includes.length > 0).length;
  const environment = environmentOf(fileNameOf(path)) ?? environmentOf(path);
  const standing =
    points +
    placeStanding(path) -
    (environment === 'production' || environment === 'staging' ? 30 : 0) +
    Math.min(names.size, 20) +
    Math.min(built, 10);
  const paths = files.map((file) => file.path);
  const label = `compose:${path}`;
  return {
    kind: 'compose',
    paths,
    label,
    names,
    standing,
    builds: built > 0,
    programs,
    weights: weightsOf(services),
    ...(environment && { environment }),
  };
}

const WEIGHTS = { built: OWN_WEIGHT, unknown: 2, stock: 1 };

/** What is built here is the application itself, by whichever service; what everybody runs only serves it. */
function weightsOf(services: readonly (readonly [string, ComposeService])[]): ReadonlyMap<string, number> {
  const built = new Set(
    services.flatMap(([, { recipe, image }]) => (recipe !== undefined && image !== undefined ? [image] : [])),
  );
  const weights = new Map<string, number>();
  for (const [name, { recipe, image }] of services) {
    const isBuilt = recipe !== undefined || (image !== undefined && built.has(image));
    const isStock = image !== undefined && isStockImage(image);
    const weight = isBuilt ? WEIGHTS.built : isStock ? WEIGHTS.stock : WEIGHTS.unknown;
    // An override says of a service only what it changes.
    weights.set(name, image === undefined && recipe === undefined ? (weights.get(name) ?? weight) : weight);
  }
  return weights;
}

/** The root before the folders that hold such files by custom, those before the depths; an editor's container last. */
function placeStanding(path: string): number {
  const folders = path.split('/').slice(0, -1);
  const isHome = folders.length === 1 && HOME_FOLDER.test(folders[0] ?? '');
  return (
    -10 * folders.length + (isHome ? 5 : 0) - (isSidePath(path) ? 40 : 0) - (folders.includes('.devcontainer') ? 80 : 0)
  );
}
