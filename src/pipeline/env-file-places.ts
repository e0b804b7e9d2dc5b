import type { NamedEnvFile } from '../compare/env-file-loads.ts';
import { type PlacedFiles, placedFiles, withMounted } from '../effective/image-files.ts';
import { type EffectiveService, findConfig } from '../effective/service.ts';
import { fileNameOf, folderOf, isWithin, normaliseMountPath, normaliseRelativePath } from '../normalise/path.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import type { Facts } from '../shape/facts.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import type { Origin } from '../shape/origin.ts';
import type { Mount } from '../shape/workload.ts';
import { dockerignore } from '../text/dockerignore.ts';

/** A dotenv file as a container has it. */
export type FoundFile =
  | {
      readonly kind: 'file';
      /** The file, or the key of the object that holds its text. */
      readonly at: Origin;
      readonly text?: string;
      readonly from: 'image' | 'workload' | 'ConfigMap' | 'Secret';
      readonly objectName?: string;
      /** The mount that brings it. */
      readonly through?: Origin;
    }
  | { readonly kind: 'unknown' };

export interface EnvFilePlaces {
  /** The file that a program means; none when its container has no such file. */
  of(load: NamedEnvFile): readonly FoundFile[];
}

interface Surroundings {
  readonly of: 'local' | 'target';
  readonly built: { readonly recipe: ImageRecipe; readonly context: string } | undefined;
  /** Every file of the repository. */
  readonly all: readonly string[];
  readonly facts: Facts;
}

/** Where one container has dotenv files: in its image, from folders of the repository, from objects. */
export async function envFilePlaces(
  service: EffectiveService,
  { of, built, all, facts }: Surroundings,
  files: RepositoryFiles,
): Promise<EnvFilePlaces> {
  const candidates = all.filter((path) => /env/i.test(fileNameOf(path)));
  const image = built && service.image && (await heldByImage(service.image.stage, { of, built, candidates }, files));
  const { mounts } = service.workload;
  const placed = withMounted(
    image ?? new Map(),
    mounts.filter(({ source: { kind } }) => kind !== 'persistent').map(asFolder),
    candidates,
  );
  const objects = new Map(mounts.flatMap((mount) => filesOfObject(mount, service, facts)));
  return { of: (load) => filesFor(load, { service, placed, objects, mounts }) };
}

async function heldByImage(
  stage: Parameters<typeof placedFiles>[1],
  {
    of,
    built,
    candidates,
  }: Pick<Surroundings, 'of'> & {
    readonly built: NonNullable<Surroundings['built']>;
    readonly candidates: readonly string[];
  },
  files: RepositoryFiles,
): Promise<PlacedFiles> {
  const { recipe, context } = built;
  const below = (path: string) => (context === '.' ? path : path.slice(context.length + 1));
  const isKeptOut = await ignoredBy(recipe.path, context, files);
  // What the target runs is built from what git has.
  const untracked = of === 'target' ? await files.ignored?.() : undefined;
  const held = candidates.filter((path) => untracked?.has(path) !== true && !isKeptOut(below(path)));
  return placedFiles(recipe, stage, { folder: context, files: held });
}

/** The `.dockerignore` of one Dockerfile goes before that of the context. */
async function ignoredBy(
  dockerfile: string,
  context: string,
  files: RepositoryFiles,
): Promise<(path: string) => boolean> {
  for (const path of [`${dockerfile}.dockerignore`, context === '.' ? '.dockerignore' : `${context}/.dockerignore`]) {
    const content = await files.read(path);
    if (content.kind === 'text') return dockerignore(content.text);
  }
  return () => false;
}

function asFolder({ path, source }: Mount): { path: string; local: string | undefined } {
  return { path, local: source.kind === 'host' ? source.local : undefined };
}

function filesOfObject(mount: Mount, { workload }: EffectiveService, facts: Facts): (readonly [string, FoundFile])[] {
  const { source, subPath } = mount;
  if (source.kind !== 'config') return [];
  const object = findConfig(facts, source.object, source.objectName, workload.namespace);
  const from = source.object === 'ConfigMap' || source.object === 'Secret' ? source.object : 'workload';
  return (object?.entries ?? []).flatMap(({ key, value, at }): (readonly [string, FoundFile])[] => {
    const name = source.items === undefined ? key : source.items[key];
    if (name === undefined || (subPath !== undefined && subPath !== name)) return [];
    const isFile = subPath !== undefined || /^compose-/.test(source.object);
    const path = normaliseMountPath(isFile ? mount.path : `${mount.path}/${name}`);
    if (value.kind !== 'plain') return [[path, { kind: 'unknown' }]];
    const objectName = from === 'workload' ? {} : { objectName: source.objectName };
    return [[path, { kind: 'file', at, text: value.text, from, ...objectName, through: mount.at }]];
  });
}

interface Container {
  readonly service: EffectiveService;
  readonly placed: PlacedFiles;
  readonly objects: ReadonlyMap<string, FoundFile>;
  readonly mounts: readonly Mount[];
}

/** Programs that go to a folder of their own before they start anything. */
const MOVES = /(^|\s)(cd|--filter|--prefix|--workspace|-C|--cwd|--directory|--chdir|turbo|nx|lerna)(\s|=|$)/;

function filesFor(load: NamedEnvFile, container: Container): readonly FoundFile[] {
  const { path } = load;
  if (path === undefined) return beside(container);
  if (path.startsWith('/')) return at(path, container);
  const written = load.from === 'started' ? [] : ofRepository(load, path, container);
  if (written.length > 0) return written;
  const started = startFolders(container).flatMap((folder) =>
    at(`${folder}/${path.replace(/^(\.\.?\/)+/, '')}`, container),
  );
  const [first] = started;
  if (first !== undefined) return [first];
  return load.from === 'started' && goesElsewhere(container.service)
    ? ofRepository({ ...load, from: 'above' }, path, container)
    : [];
}

/** The folder in which the program starts; without a WORKDIR those that are mounted from the repository. */
function startFolders({ service: { image }, mounts }: Container): readonly string[] {
  if (image?.workdir !== undefined) return [image.workdir.path];
  return ['', ...mounts.flatMap(({ path, source }) => (source.kind === 'host' ? path : []))];
}

function goesElsewhere({ workload, image }: EffectiveService): boolean {
  const lines = [workload.entrypoint, workload.command, image?.entrypoint, image?.command];
  return lines.some((line) => MOVES.test(line?.words.join(' ') ?? ''));
}

function at(path: string, container: Container): FoundFile[] {
  const full = normaliseMountPath(path);
  const object = container.objects.get(full);
  if (object) return [object];
  if (container.placed.has(full)) return [asFound(full, container)];
  return isHiddenBy(full, container.mounts) ? [{ kind: 'unknown' }] : [];
}

/** What is mounted there, and nobody knows what it holds. */
function isHiddenBy(path: string, mounts: readonly Mount[]): boolean {
  const [over] = mounts
    .filter((mount) => isWithin(path, normaliseMountPath(mount.path)))
    .sort((a, b) => b.path.length - a.path.length);
  return over?.source.kind === 'other';
}

function asFound(path: string, { placed, mounts }: Container): FoundFile {
  const file = placed.get(path);
  if (file === undefined) return { kind: 'unknown' };
  const mount = mounts.findLast((each) => each.source.kind === 'host' && isWithin(path, normaliseMountPath(each.path)));
  const origin = { source: 'dotenv', path: file, line: 1, column: 1 };
  return mount
    ? { kind: 'file', at: origin, from: 'workload', through: mount.at }
    : { kind: 'file', at: origin, from: 'image' };
}

/** As the code lies in the repository: its own folder, and for one that is sought those above. */
function ofRepository({ from, at: said }: NamedEnvFile, path: string, container: Container): FoundFile[] {
  for (let folder = folderOf(said.path); ; folder = folderOf(folder)) {
    const wanted = normaliseRelativePath(`${folder}/${path}`);
    const found = [...container.placed].find(([, file]) => file !== undefined && file === wanted);
    if (found) return [asFound(found[0], container)];
    if (folder === '.' || from === 'code') return [];
  }
}

/** Any of the dotenv files where the program starts. */
function beside(container: Container): FoundFile[] {
  const folders = startFolders(container).map(normaliseMountPath);
  return [...container.placed.keys()]
    .filter((path) => /^\.env/.test(fileNameOf(path)) && folders.includes(normaliseMountPath(folderOf(path))))
    .map((path) => asFound(path, container));
}
