import { fileNameOf, folderOf, isInFolder, normaliseRelativePath } from '../normalise/path.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import { get, itemsOf, parseYaml, textOf } from '../text/yaml.ts';
import { type Candidate, environmentOf, targetStanding } from './candidate.ts';
import type { Inventory, ManifestFile } from './inventory.ts';
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

interface Kustomization {
  readonly folder: string;
  readonly isComponent: boolean;
  /** Local folders and files it names. */
  readonly uses: readonly string[];
}

async function kustomizeCandidates(inventory: Inventory, files: RepositoryFiles): Promise<Candidate[]> {
  const all = new Map<string, Kustomization>();
  for (const folder of inventory.kustomizations) all.set(folder, await readKustomization(folder, files));
  const used = new Set([...all.values()].flatMap((kustomization) => kustomization.uses));
  const roots = [...all.values()].filter(
    (kustomization) => !kustomization.isComponent && !used.has(kustomization.folder),
  );
  return roots.map(({ folder }) => {
    const environment = environmentOf(folder);
    const places = placesOf(folder, all);
    const inside = inventory.kustomized.filter((file) => places.some((place) => isInFolder(file.path, place)));
    return {
      kind: 'kustomize',
      paths: [folder],
      label: `kustomize:${folder}`,
      names: new Set(inside.flatMap((file) => [...file.names])),
      standing: targetStanding(folder) + 4,
      ...(environment && { environment }),
    };
  });
}

/** The folder itself and everything it builds on. */
function placesOf(folder: string, all: ReadonlyMap<string, Kustomization>): string[] {
  const seen = new Set<string>();
  const todo = [folder];
  for (let place = todo.pop(); place !== undefined; place = todo.pop()) {
    if (seen.has(place)) continue;
    seen.add(place);
    todo.push(...(all.get(place)?.uses ?? []));
  }
  // The folder itself counts through what it names: an overlay's folder may lie above its siblings.
  return [...seen].filter((place) => place !== folder || !all.has(place) || (all.get(place)?.uses.length ?? 0) === 0);
}

async function readKustomization(folder: string, files: RepositoryFiles): Promise<Kustomization> {
  for (const name of ['kustomization.yaml', 'kustomization.yml', 'Kustomization']) {
    const content = await files.read(folder === '.' ? name : `${folder}/${name}`);
    if (content.kind !== 'text') continue;
    const root = parseYaml(content.text).documents[0]?.root;
    const uses = ['resources', 'bases', 'components']
      .flatMap((key) => itemsOf(get(root, key)))
      .flatMap((item) => textOf(item) ?? [])
      .filter((text) => !text.includes('://'))
      .flatMap((text) => normaliseRelativePath(`${folder}/${text}`) ?? []);
    return { folder, isComponent: textOf(get(root, 'kind')) === 'Component', uses };
  }
  return { folder, isComponent: false, uses: [] };
}
