import { environmentOf, isSidePath } from '../../discovery/candidate.ts';
import type { ManifestFile } from '../../discovery/inventory.ts';
import { folderOf } from '../../normalise/path.ts';

const WORKLOAD = /^(Deployment|StatefulSet|DaemonSet|ReplicaSet|ReplicationController|Pod|Job|CronJob|Rollout)\//;

export function isWorkload(object: string): boolean {
  return WORKLOAD.test(object);
}

/** Whether an object is one that an application consists of: a second one of its name is another version of it. */
export function isMainObject(object: string): boolean {
  return WORKLOAD.test(object) || object.startsWith('Service/');
}

/** Folders whose name says that what is in them is applied. */
const DEPLOY_FOLDER = /^(k8s|kubernetes|kube|manifests?|deploy|deployments?|infra|cluster|clusters|gitops)$/i;

/**
 * Plain manifests that are applied together. Folders below one place belong together, environments apart; where two
 * files define the same object they are variants of each other, and each variant is a target of its own.
 */
export function manifestGroups(files: readonly ManifestFile[]): ManifestFile[][] {
  const byRoot = new Map<string, ManifestFile[]>();
  const roots = groupRoots(files.map((file) => file.path));
  for (const file of files) {
    const root = roots.get(file.path) ?? folderOf(file.path);
    byRoot.set(root, [...(byRoot.get(root) ?? []), file]);
  }
  return [...byRoot.values()]
    .flatMap(splitVariants)
    .filter((group) => group.some((file) => file.objects.some((object) => WORKLOAD.test(object))));
}

/**
 * The folder under which a manifest's group begins: the highest one below the root of the repository that is not above
 * an environment's own folder, since `k8s/dev` and `k8s/prod` are two targets.
 */
function groupRoots(paths: readonly string[]): ReadonlyMap<string, string> {
  const folders = [...new Set(paths.map(folderOf))];
  const environmentFolders = folders.filter((folder) => environmentOf(folder) !== undefined);
  const besideCode = placesBesideCode(folders);
  const roots = new Map<string, string>();
  for (const path of paths) {
    const folder = folderOf(path);
    const parts = folder.split('/');
    const at = parts.findIndex((part) => environmentOf(part) !== undefined);
    const shared = besideCode.get(folder);
    if (folder === '.' || parts.length === 1) roots.set(path, folder);
    else if (shared !== undefined) roots.set(path, shared);
    else if (at >= 0) roots.set(path, parts.slice(0, at + 1).join('/'));
    else if (environmentFolders.some((other) => other.startsWith(`${parts[0]}/`))) roots.set(path, folder);
    else roots.set(path, parts[0] ?? folder);
  }
  return roots;
}

/** `web/k8s` and `till/k8s` are one target whose manifests lie beside each service's code: folder to shared place. */
function placesBesideCode(folders: readonly string[]): ReadonlyMap<string, string> {
  const shared = new Map<string, string[]>();
  for (const folder of folders) {
    const [top = '', ...rest] = folder.split('/');
    if (DEPLOY_FOLDER.test(top) || environmentOf(top) !== undefined || isSidePath(folder)) continue;
    if (!rest.some((part) => DEPLOY_FOLDER.test(part))) continue;
    const place = ['*', ...rest].join('/');
    shared.set(place, [...(shared.get(place) ?? []), folder]);
  }
  const several = [...shared].filter(([, each]) => each.length > 1);
  return new Map(several.flatMap(([place, each]) => each.map((folder) => [folder, place])));
}

function splitVariants(group: ManifestFile[]): ManifestFile[][] {
  const folders = [...new Set(group.map((file) => folderOf(file.path)))];
  const inFolders = folders.map((folder) => group.filter((file) => folderOf(file.path) === folder));
  const within = inFolders.flatMap(conflictsIn);
  const conflicting = new Set([...mainConflictsIn(group), ...within]);
  if (conflicting.size === 0) return [group];
  if (folders.length > 1 && within.length === 0) return inFolders;
  const variants = group.filter((file) => conflicting.has(file));
  const rest = group.filter((file) => !conflicting.has(file));
  // Whole applications in one file stand alone; single objects that vary (a canary beside its stable twin) need the rest.
  const bundles = variants.filter(isBundle);
  if (bundles.length > 0) {
    const single = variants.filter((file) => !isBundle(file));
    return [...bundles.map((file) => [file]), ...(rest.length + single.length > 0 ? [[...rest, ...single]] : [])];
  }
  return largestSetFirst(variants, rest);
}

/** One target of all files, later twins left out: they are said to be alternatives by standing alone. */
function largestSetFirst(variants: readonly ManifestFile[], rest: readonly ManifestFile[]): ManifestFile[][] {
  const taken = new Set(rest.flatMap(claims));
  const main = [...rest];
  const twins: ManifestFile[][] = [];
  for (const file of [...variants].sort((a, b) => a.path.length - b.path.length || (a.path < b.path ? -1 : 1))) {
    if (claims(file).some((object) => taken.has(object))) twins.push([file]);
    else {
      main.push(file);
      for (const object of claims(file)) taken.add(object);
    }
  }
  return [main.sort((a, b) => (a.path < b.path ? -1 : 1)), ...twins];
}

/** What no other file of a target may define again; of a file without workloads, everything in its folder. */
function claims({ path, objects }: ManifestFile): string[] {
  const own = objects.filter(isMainObject);
  return own.length > 0 ? own : objects.map((object) => `${folderOf(path)}:${object}`);
}

function isBundle(file: ManifestFile): boolean {
  return (
    file.objects.length > 2 &&
    file.objects.some((object) => WORKLOAD.test(object)) &&
    file.objects.some((object) => object.startsWith('Service/'))
  );
}

/**
 * Files of one folder that are versions of each other. Services may each bring the Namespace or Secret that they share:
 * that alone makes no other version; files of nothing else do (`config.yaml` and `config-small.yaml`).
 */
function conflictsIn(files: readonly ManifestFile[]): ManifestFile[] {
  const besides = files.filter((file) => !file.objects.some(isMainObject));
  return [...mainConflictsIn(files), ...shared(besides, () => true)];
}

function mainConflictsIn(files: readonly ManifestFile[]): ManifestFile[] {
  return shared(files, isMainObject);
}

/** Files of which several define the same object and say different things of it, of the objects that count. */
function shared(files: readonly ManifestFile[], counts: (object: string) => boolean): ManifestFile[] {
  const owners = new Map<string, ManifestFile[]>();
  for (const file of files) {
    for (const object of new Set(file.objects)) {
      if (!object.endsWith('/') && counts(object)) owners.set(object, [...(owners.get(object) ?? []), file]);
    }
  }
  const differ = ([object, files]: readonly [string, readonly ManifestFile[]]) =>
    new Set(files.map(({ contents }) => contents.get(object))).size > 1;
  return [...owners].filter(differ).flatMap(([, owner]) => owner);
}
