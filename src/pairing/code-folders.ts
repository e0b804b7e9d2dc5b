import { imageBaseName, parseImageName } from '../normalise/image-name.ts';
import { isKnownSoftware } from '../normalise/known-software.ts';
import { fileNameOf, folderOf, isInFolder, normaliseRelativePath } from '../normalise/path.ts';
import type { ImageCopy } from '../shape/image-recipe.ts';
import type { Workload } from '../shape/workload.ts';
import { neverRuns } from './never-run.ts';
import { canonical } from './similarity.ts';

/** Folders that may hold the code of one service. */
export interface CodeRoots {
  readonly service: string;
  readonly folders: readonly string[];
  readonly reason: string;
}

export interface CodeRootInput {
  readonly service: string;
  /** `code:` of parity.yaml. */
  readonly declared: readonly string[] | undefined;
  readonly context: string | undefined;
  readonly dockerfile: string | undefined;
  /** What the image takes from the build context. */
  readonly holds: readonly ImageCopy[];
  /** Other services are built from the same context, or from folders inside it. */
  readonly isSharedContext: boolean;
  /** All files of the repository, for finding a folder by name. */
  readonly files: readonly string[];
  /** What runs it on each side, for telling whether a folder of its name can be its code. */
  readonly workloads: readonly Workload[];
}

/** Where the code of a service lies: as declared, as its image copies it, else a folder of its name. */
export function codeRoots(input: CodeRootInput): CodeRoots {
  const { service } = input;
  if (input.declared) return { service, folders: input.declared, reason: 'parity.yaml' };
  if (input.context !== undefined) return { service, ...fromImage(input, input.context) };
  const named = folderNamed(service, input.files);
  const folder =
    named !== undefined && input.workloads.every((each) => mayRun(each, named, input)) ? named : startFolder(input);
  return folder === undefined
    ? { service, folders: [], reason: 'no code found' }
    : { service, folders: [folder], reason: `folder ${folder}` };
}

function fromImage(input: CodeRootInput, context: string): { folders: string[]; reason: string } {
  const dockerFolder = input.dockerfile === undefined ? context : folderOf(input.dockerfile);
  const whole = { folders: [context], reason: `build context ${context}` };
  // A context of its own is the service's code: what the image leaves out of it are lock files and tests.
  if (!input.isSharedContext) return whole;
  const copied = input.holds.flatMap((copy) => copy.sources).flatMap((source) => copiedPath(context, source));
  if (copied.length > 0 && !copied.includes(context)) {
    return { folders: withoutNested(copied), reason: `what the image copies from ${context}` };
  }
  // `COPY . .` of a shared context: a Dockerfile that lies in a service's own folder says which part is meant.
  const isOwnFolder = dockerFolder !== context && isInFolder(dockerFolder, context) && !BUILD_FOLDER.test(dockerFolder);
  return isOwnFolder ? { folders: [dockerFolder], reason: `folder of ${input.dockerfile ?? ''}` } : whole;
}

/** Folders that gather Dockerfiles and are no service's own. */
const BUILD_FOLDER = /(^|\/)(docker|dockerfiles|build|deploy|\.docker|infra|ops)(\/|$)/;

/** A COPY source as a repository path; a glob over files means their folder. Manifests of packages are no code. */
function copiedPath(context: string, source: string): string[] {
  if (source.includes('://') || source.startsWith('git@') || PACKAGE_FILE.test(source)) return [];
  const glob = source.search(/[*?[]/);
  const fixed = glob === -1 ? source : source.slice(0, source.lastIndexOf('/', glob) + 1) || '.';
  const path = normaliseRelativePath(`${context}/${fixed}`);
  return path === undefined ? [] : [path];
}

const PACKAGE_FILE =
  /(^|\/)(package(-lock)?\*?\.json|package\*\.json|yarn\.lock|pnpm-[\w-]+\.yaml|\.npmrc|tsconfig[\w.*-]*\.json|requirements[\w.*-]*\.txt|Pipfile(\.lock)?|poetry\.lock|pyproject\.toml|uv\.lock|go\.(mod|sum|work)|go\.\*|[\w.*-]*\.(csproj|slnx?|props|targets)|NuGet\.[cC]onfig|nuget\.config|global\.json|[\w.-]*\.(conf|sh|ya?ml|toml|ini|md|lock|txt|template))$/;

function withoutNested(paths: readonly string[]): string[] {
  const unique = [...new Set(paths)].sort();
  return unique.filter((path) => !unique.some((other) => other !== path && isInFolder(path, other)));
}

const PARENTS = ['', 'services/', 'apps/', 'src/', 'cmd/', 'packages/', 'backend/', 'microservices/'];

function folderNamed(service: string, files: readonly string[]): string | undefined {
  return PARENTS.map((parent) => `${parent}${service}`).find((folder) =>
    files.some((path) => path.startsWith(`${folder}/`)),
  );
}

const PROGRAM_FILE =
  /^(package\.json|go\.mod|requirements\.txt|pyproject\.toml|Pipfile|setup\.py|Gemfile|composer\.json|Cargo\.toml|pom\.xml|build\.gradle(\.kts)?|[\w.-]+\.csproj)$/;

/** A process of the host starts where its Procfile or dotenv file lies, when a program lies there too. */
function startFolder({ workloads, files }: CodeRootInput): string | undefined {
  const process = workloads.find(({ kind }) => kind === 'process');
  const folder = process && folderOf(process.at.path);
  return files.some((path) => folderOf(path) === folder && PROGRAM_FILE.test(fileNameOf(path))) ? folder : undefined;
}

/** A service of the folder's name may run something else: another image, or a script that lies elsewhere. */
function mayRun(
  { image, build, mounts, entrypoint, command }: Workload,
  folder: string,
  input: CodeRootInput,
): boolean {
  if (
    mounts.some(
      ({ source }) => source.kind === 'host' && source.local !== undefined && isInFolder(folder, source.local),
    )
  )
    return true;
  const name = image && build === undefined ? parseImageName(image.text) : undefined;
  if (name !== undefined && (isKnownSoftware(name) || !isNamedAfter(imageBaseName(name), folder))) return false;
  const words = [...(entrypoint?.words ?? []), ...(command?.words ?? [])].flatMap((word) => word.split(/\s+/));
  return !words.some((word) => isElsewhere(word, folder, input.files));
}

function isNamedAfter(image: string, folder: string): boolean {
  const [base, name] = [canonical(image), canonical(folder.split('/').at(-1) ?? folder)];
  return base === name || base.endsWith(`-${name}`) || base.startsWith(`${name}-`) || name.startsWith(`${base}-`);
}

/** `scripts/work.py` of the repository, and not of the folder. */
function isElsewhere(word: string, folder: string, files: readonly string[]): boolean {
  const path = word.replace(/^\.?\//, '');
  const isScript = path.includes('/') && /\.([cm]?[jt]s|py|go|sh|rb|php)$/.test(path);
  return isScript && files.includes(path) && !isInFolder(path, folder) && !files.includes(`${folder}/${path}`);
}

/** The files of one service: below its folders, not below another service's own deeper folder, and run by its image. */
export function codeFiles(roots: CodeRoots, all: readonly CodeRoots[], files: readonly string[]): string[] {
  const foreign = all
    .filter((other) => other.service !== roots.service)
    .flatMap((other) => other.folders)
    .filter((folder) => !roots.folders.includes(folder));
  return files.filter((path) => {
    const root = roots.folders.find((folder) => isInFolder(path, folder));
    if (root === undefined) return false;
    const below = root === '.' ? path : path.slice(root.length + 1);
    const belongsElsewhere = foreign.some(
      (folder) => folder !== root && isInFolder(path, folder) && isInFolder(folder, root),
    );
    return !belongsElsewhere && !neverRuns(path === root ? fileNameOf(path) : below);
  });
}
