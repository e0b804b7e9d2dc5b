import { type Candidate, environmentOf, targetStanding } from '../../discovery/candidate.ts';
import type { Inventory, ManifestFile } from '../../discovery/inventory.ts';
import { isStockOnly } from '../../normalise/known-software.ts';
import { folderOf, isInFolder } from '../../normalise/path.ts';
import type { RepositoryFiles } from '../../repository/files.ts';
import { complementaryGroups, type ManifestGroup } from './complements.ts';
import { manifestGroups } from './manifest-groups.ts';
import { rendersOf } from './renders.ts';

/**
 * Every group of plain manifests that is applied together.
 *
 * @param services names that the target should cover, for telling which groups belong together
 */
export async function manifestCandidates(
  inventory: Inventory,
  files: RepositoryFiles,
  services: readonly string[],
): Promise<Candidate[]> {
  const renders = await rendersOf(inventory, files);
  const groups = placed(inventory.manifests.filter((file) => !renders.has(file)));
  const rendered = placed(inventory.manifests.filter((file) => renders.has(file)))
    .map((group) => manifestCandidate(group, inventory))
    .map((candidate) => ({ ...candidate, standing: candidate.standing - RENDER_LOSS }));
  const joined = await complementaryGroups(groups, services, files);
  const isJoint = joined.length > 1;
  const alone = groups.filter((group) => !isJoint || !joined.includes(group));
  return [
    ...(isJoint ? [jointCandidate(joined.map((group) => manifestCandidate(group, inventory)))] : []),
    ...alone.map((group) => manifestCandidate(group, inventory)),
    ...rendered,
  ];
}

/** More than coverage can outweigh: the source of a render says the same, and says it first. */
const RENDER_LOSS = 200;

function placed(files: readonly ManifestFile[]): ManifestGroup[] {
  return manifestGroups(files).map((group) => ({
    files: group,
    place: commonPlace(group.map((file) => file.path)),
  }));
}

/** Its label names the places of all, as `--target` takes them. */
function jointCandidate(parts: readonly Candidate[]): Candidate {
  const places = parts.flatMap(({ label, paths }) =>
    label === 'manifests:.' ? paths : [label.slice('manifests:'.length)],
  );
  return {
    kind: 'manifests',
    paths: [...new Set(parts.flatMap(({ paths }) => paths))].sort(),
    label: `manifests:${places.join(',')}`,
    names: new Set(parts.flatMap(({ names }) => [...names])),
    standing: parts[0]?.standing ?? 0,
  };
}

function manifestCandidate({ files: group, place }: ManifestGroup, inventory: Inventory): Candidate {
  const paths = group.map((file) => file.path);
  const folders = new Set(paths.map(folderOf));
  // What lies among manifests and looks like none may be one that is broken: read too, so that it is said.
  const beside = inventory.otherYaml.filter((path) => folderOf(path) !== '.' && folders.has(folderOf(path)));
  const environment = environmentOf(place);
  return {
    kind: 'manifests',
    paths: [...paths, ...beside],
    label: `manifests:${place}`,
    names: new Set(group.flatMap((file) => [...file.names])),
    ...(isStockOnly(group.flatMap((file) => file.images)) && { stock: true }),
    standing: targetStanding(place) + (paths.length === 1 ? 0 : 1) + 3.1,
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
