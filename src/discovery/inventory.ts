import { fileNameOf, folderOf } from '../normalise/path.ts';
import type { RepositoryFiles } from '../repository/files.ts';

/** The files of a repository by what they are, as far as names and first glances tell. All lists are sorted. */
export interface Inventory {
  readonly compose: readonly string[];
  readonly dockerfiles: readonly string[];
  readonly dotenv: readonly string[];
  readonly procfiles: readonly string[];
  readonly devcontainers: readonly string[];
  /** Folders that hold a kustomization. */
  readonly kustomizations: readonly string[];
  /** Folders that hold a Chart.yaml and are no subchart. */
  readonly charts: readonly string[];
  /** Plain manifests: outside charts and kustomizations. */
  readonly manifests: readonly ManifestFile[];
  /** Lists of objects as kubectl prints those of a cluster: nobody applies them again. */
  readonly snapshots: readonly string[];
  /** Score files. */
  readonly scores: readonly ScoreFile[];
  /** Manifests and other YAML below a kustomization, which renders them. */
  readonly kustomized: readonly ManifestFile[];
  /** YAML that is none of these as far as its text tells: somebody else's, or too broken to say. */
  readonly otherYaml: readonly string[];
  /** Those of them that were meant to be manifests, as their kind or their folder says. */
  readonly brokenManifests: readonly string[];
  readonly all: readonly string[];
}

/** A file with Kubernetes objects in it, at a first glance. */
export interface ManifestFile {
  readonly path: string;
  /** `Deployment/web`, in order. */
  readonly objects: readonly string[];
  /** What it says of each of its objects, without remarks: two files that say the same are no versions of each other. */
  readonly contents: ReadonlyMap<string, string>;
  /** Every `name:` in it, for telling which services it could be about. */
  readonly names: ReadonlySet<string>;
  /** Every `image:` in it, as it is written. */
  readonly images: readonly string[];
}

/** A file with a Score workload, at a first glance. */
export interface ScoreFile {
  readonly path: string;
  /** Name of the workload. */
  readonly name: string;
}

/** Name of a file that makes its folder a kustomization. */
export const KUSTOMIZATION_FILE = /^(kustomization\.ya?ml|Kustomization)$/;
const COMPOSE = /^(docker-|podman-|container-)?compose([.-][\w.-]+)?\.ya?ml$/;
const DOCKERFILE = /^(Dockerfile|Containerfile)(\.[\w-]+)?$|\.(Dockerfile|dockerfile)$/;
const DOTENV = /^\.env(\.[\w.-]+)?$|^[\w-]+\.env$|^env\.(example|sample|template)$/;
const DEVCONTAINER = /(^|\/)\.devcontainer(\.json|\/([^/]+\/)?devcontainer\.json)$/;
const CHART = /^Chart\.ya?ml$/;
const MANIFEST_FOLDER = /(^|\/)(k8s|kube|kubernetes|manifests?)\//;
/** Never the application's own configuration. */
const FOREIGN_FOLDER =
  /(^|\/)(node_modules|vendor|third_party|\.git|\.github|\.gitlab|testdata|__tests__|__fixtures__|fixtures)(\/|$)/;

export async function takeInventory(files: RepositoryFiles): Promise<Inventory> {
  const all = (await files.list()).filter((path) => !FOREIGN_FOLDER.test(path));
  const named = (pattern: RegExp) => all.filter((path) => pattern.test(fileNameOf(path)));
  const kustomizations = named(KUSTOMIZATION_FILE).map(folderOf);
  const chartFolders = named(CHART).map(folderOf);
  const charts = chartFolders.filter((folder) => !chartFolders.some((other) => folder.startsWith(`${other}/charts/`)));
  // A chart by its looks that helm does not take for one: its templates are no manifests either.
  const templates = named(/^chart\.ya?ml$/i).map((path) => below(folderOf(path), 'templates'));
  const compose = named(COMPOSE);
  const taken = new Set(compose);
  const manifests: ManifestFile[] = [];
  const kustomized: ManifestFile[] = [];
  const snapshots: string[] = [];
  const scores: ScoreFile[] = [];
  const otherYaml: string[] = [];
  const brokenManifests: string[] = [];
  for (const path of all) {
    if (!/\.(ya?ml|json)$/.test(path) || taken.has(path) || KUSTOMIZATION_FILE.test(fileNameOf(path))) continue;
    if (isBelow(path, charts) || isBelow(path, templates)) continue;
    const content = await files.read(path);
    const workload = content.kind === 'text' ? scoreWorkload(content.text) : undefined;
    const file = content.kind === 'text' ? glance(path, content.text) : undefined;
    if (workload !== undefined) scores.push({ path, name: workload });
    else if (file && content.kind === 'text' && isPrinted(content.text)) snapshots.push(path);
    else if (file) (isBelow(path, kustomizations) ? kustomized : manifests).push(file);
    else if (/\.ya?ml$/.test(path) && !isBelow(path, kustomizations)) {
      otherYaml.push(path);
      const isMeant = content.kind === 'text' ? /^kind:\s*\S/m.test(content.text) : MANIFEST_FOLDER.test(path);
      if (isMeant) brokenManifests.push(path);
    }
  }
  return {
    compose,
    dockerfiles: named(DOCKERFILE).filter((path) => !path.endsWith('.dockerignore')),
    dotenv: named(DOTENV),
    devcontainers: all.filter((path) => DEVCONTAINER.test(path)),
    procfiles: named(/^Procfile(\.\w+)?$/),
    kustomizations,
    charts,
    manifests,
    snapshots,
    scores,
    kustomized,
    otherYaml,
    brokenManifests,
    all,
  };
}

/** With the files of a place outside the repository, which the user names. */
export function withFiles(inventory: Inventory, files: readonly string[]): Inventory {
  const foldersOf = (pattern: RegExp) => files.filter((path) => pattern.test(fileNameOf(path))).map(folderOf);
  return {
    ...inventory,
    all: [...inventory.all, ...files],
    kustomizations: [...inventory.kustomizations, ...foldersOf(KUSTOMIZATION_FILE)],
    charts: [...inventory.charts, ...foldersOf(CHART)],
  };
}

function below(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`;
}

function isBelow(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => folder === '.' || path.startsWith(`${folder}/`));
}

/** Name of the workload in a Score file; undefined for every other text. */
function scoreWorkload(text: string): string | undefined {
  if (!/^apiVersion:\s*["']?score\.(dev|sh)\//m.test(text)) return undefined;
  return /^metadata:[\s\S]*?[\s{]name:\s*["']?([\w.-]+)/m.exec(text)?.[1] ?? '';
}

/** A List whose objects have what the server alone gives them. */
function isPrinted(text: string): boolean {
  return (
    /^kind:\s*\w*List\s*$|"kind"\s*:\s*"\w*List"/m.test(text) &&
    /[\s",{]uid"?\s*:\s*\S/.test(text) &&
    /[\s",{]resourceVersion"?\s*:\s*["']?\d/.test(text)
  );
}

const GLANCE_YAML = /^apiVersion:\s*\S/m;

/** A cheap look by text alone: whether a file holds Kubernetes objects, and which. */
function glance(path: string, text: string): ManifestFile | undefined {
  if (path.endsWith('.json')) return glanceJson(path, text);
  if (!GLANCE_YAML.test(text)) return undefined;
  const documents = text.split(/^---.*$/m);
  const objects = documents.flatMap(objectsOf);
  const contents = new Map(
    documents.flatMap((document) => objectsOf(document).map((object) => [object, withoutRemarks(document)] as const)),
  );
  if (objects.length === 0) return undefined;
  const names = [...text.matchAll(/(?:^\s*(?:-\s*)?|[{,]\s*)"?name"?:\s*"?([\w.-]+)"?/gm)].map(
    (match) => match[1] ?? '',
  );
  return { path, objects, contents, names: new Set(names), images: imagesIn(text) };
}

function imagesIn(text: string): string[] {
  return [...text.matchAll(/(?:^\s*(?:-\s*)?|[{,]\s*)"?image"?:\s*["']?([^\s"',}]+)/gm)].map((match) => match[1] ?? '');
}

function withoutRemarks(document: string): string {
  const lines = document.split('\n').map((line) => line.replace(/(^|\s)#.*$/, '').trimEnd());
  return lines.filter((line) => line !== '').join('\n');
}

/** `Deployment/web` of a document at a glance; none, one, or those of a list. */
export function objectsOf(document: string): string[] {
  const kind =
    /^"?kind"?:\s*"?([A-Za-z]+)"?/m.exec(document)?.[1] ?? /^\s*"?kind"?:\s*"?([A-Za-z]+)"?/m.exec(document)?.[1];
  if (kind === undefined) return [];
  // The objects of a list are told by their kinds; which name is whose would need a parser.
  if (kind === 'List')
    return [...document.matchAll(/^\s+(?:-\s+)?kind:\s*([A-Za-z]+)/gm)].map((match) => `${match[1]}/`);
  const name =
    /^metadata:\s*\{(?:[^}]*[\s,{])?"?name"?:\s*"?([^\s",}]+)/m.exec(document)?.[1] ??
    /^\s*"?metadata"?:[\s\S]*?^\s+"?name"?:\s*"?([^\s",]+)"?/m.exec(document)?.[1];
  return [`${kind}/${name ?? ''}`];
}

const GLANCE_JSON = /"apiVersion"\s*:/;

function glanceJson(path: string, text: string): ManifestFile | undefined {
  if (!GLANCE_JSON.test(text)) return undefined;
  const objects = jsonObjects(text);
  if (objects.length === 0) return undefined;
  const names = [...text.matchAll(/"name"\s*:\s*"([\w.-]+)"/g)].map((match) => match[1] ?? '');
  // One text stands for all of its objects.
  const contents = new Map(objects.map((object) => [object, text]));
  return { path, objects, contents, names: new Set(names), images: imagesIn(text) };
}

function jsonObjects(text: string): string[] {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    // What is no JSON is no manifest that anybody applies.
    return [];
  }
  const items = isRecord(root) && root.kind === 'List' && Array.isArray(root.items) ? root.items : [root];
  return items.flatMap((item: unknown) => {
    if (!isRecord(item) || typeof item.kind !== 'string') return [];
    const name = isRecord(item.metadata) && typeof item.metadata.name === 'string' ? item.metadata.name : '';
    return [`${item.kind}/${name}`];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
