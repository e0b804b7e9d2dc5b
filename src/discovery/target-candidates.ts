import { fileNameOf, folderOf, isInFolder } from '../normalise/path.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import { type Candidate, environmentOf, targetStanding } from './candidate.ts';
import type { Inventory, ManifestFile } from './inventory.ts';
import { kustomizeCandidates } from './kustomize-candidates.ts';
import { manifestGroups } from './manifest-groups.ts';

/** Every target that the repository describes: kustomizations nobody else builds on, charts, groups of plain manifests. */
export async function targetCandidates(inventory: Inventory, files: RepositoryFiles): Promise<Candidate[]> {
  return [
    ...(await kustomizeCandidates(inventory, files)),
    ...(await chartCandidates(inventory)),
    ...manifestGroups(inventory.manifests).map(manifestCandidate),
  ];
}

function manifestCandidate(group: readonly ManifestFile[]): Candidate {
  const paths = group.map((file) => file.path);
  const place = commonPlace(paths);
  const environment = environmentOf(place);
  return {
    kind: 'manifests',
    paths,
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
  return folder;
}

async function chartCandidates(inventory: Inventory): Promise<Candidate[]> {
  return inventory.charts.map((folder) => {
    const inside = inventory.all.filter((path) => isInFolder(path, folder));
    const names = new Set(
      inside.map((path) =>
        fileNameOf(path).replace(/[-_.](deployment|statefulset|service|deploy|svc|sts)?\.?(ya?ml|tpl)$/i, ''),
      ),
    );
    const environment = environmentOf(folder);
    return {
      kind: 'helm',
      paths: [folder],
      label: `helm:${folder}`,
      names,
      standing: targetStanding(folder) + 2,
      ...(environment && { environment }),
    };
  });
}
