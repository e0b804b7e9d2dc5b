import { folderOf, isInFolder } from '../normalise/path.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import { type Candidate, environmentOf, targetStanding } from './candidate.ts';
import { chartCandidates } from './chart-candidates.ts';
import type { Inventory, ManifestFile } from './inventory.ts';
import { kustomizeCandidates } from './kustomize-candidates.ts';
import { manifestGroups } from './manifest-groups.ts';

/** Every target that the repository describes: kustomizations nobody else builds on, charts, groups of plain manifests. */
export async function targetCandidates(inventory: Inventory, files: RepositoryFiles): Promise<Candidate[]> {
  return [
    ...(await kustomizeCandidates(inventory, files)),
    ...(await chartCandidates(inventory, files)),
    ...manifestGroups(inventory.manifests).map((group) => manifestCandidate(group, inventory)),
  ];
}

function manifestCandidate(group: readonly ManifestFile[], inventory: Inventory): Candidate {
  const paths = group.map((file) => file.path);
  const folders = new Set(paths.map(folderOf));
  // What lies among manifests and looks like none may be one that is broken: read too, so that it is said.
  const beside = inventory.otherYaml.filter((path) => folderOf(path) !== '.' && folders.has(folderOf(path)));
  const place = commonPlace(paths);
  const environment = environmentOf(place);
  return {
    kind: 'manifests',
    paths: [...paths, ...beside],
    label: `manifests:${place}`,
    names: new Set(group.flatMap((file) => [...file.names])),
    standing: targetStanding(place) + (paths.length === 1 ? 0 : 1) + 3,
    ...(environment && { environment }),
  };
}

function commonPlace(paths: readonly string[]): string {
  const [first = ''] = paths;
  if (paths.length === 1) return first;
  let folder = folderOf(first);
  while (folder !== '.' && !paths.every((path) => isInFolder(path, folder))) folder = folderOf(folder);
  return folder === '.' ? besideServices(paths) : folder;
}

/** `*\/k8s` for `web/k8s` and `till/k8s`. */
function besideServices(paths: readonly string[]): string {
  const places = new Set(paths.map((path) => folderOf(path).replace(/^[^/]+/, '*')));
  const [place = '.'] = places;
  return places.size === 1 && place.includes('/') ? place : '.';
}
