import { type Candidate, environmentOf, isSidePath, targetStanding } from '../../discovery/candidate.ts';
import type { InputKind } from '../../discovery/input-kind.ts';
import type { Inventory, ScoreFile } from '../../discovery/inventory.ts';
import { folderOf, isInFolder } from '../../normalise/path.ts';

/** Score files: each is one workload, all of them one application. */
export const scoreInput: InputKind = {
  name: 'score',
  side: 'target',
  span: 'all',
  nothing: 'it holds no Score workload',
  claims: (path, inventory) => inventory.scores.some((file) => file.path === path),
  expand: scoreFiles,
  find: async ({ inventory }) => candidates(inventory),
};

/** A folder means every Score file below it. */
function scoreFiles(path: string, { all, scores }: Inventory): string[] {
  if (all.includes(path)) return [path];
  const inside = scores.filter((file) => isInFolder(file.path, path)).map((file) => file.path);
  return inside.length > 0 ? inside : [path];
}

/** What platforms make of Score files is said by manifests, where there are some. */
const AS_SOURCE_LOSS = 25;

/** All files whose workloads have names of their own; of several for one workload the one that lies highest. */
function candidates({ scores }: Inventory): Candidate[] {
  const byName = new Map<string, ScoreFile>();
  for (const file of [...scores].sort((a, b) => depth(a.path) - depth(b.path))) {
    if (!isSidePath(file.path) && !byName.has(file.name)) byName.set(file.name, file);
  }
  const paths = [...byName.values()].map(({ path }) => path).sort();
  const [first] = paths;
  if (first === undefined) return [];
  const place = paths.length === 1 ? first : commonFolder(paths);
  const environment = environmentOf(place);
  return [
    {
      kind: 'score',
      paths,
      label: `score:${place}`,
      names: new Set(byName.keys()),
      standing: targetStanding(place) - AS_SOURCE_LOSS,
      ...(environment && { environment }),
    },
  ];
}

function depth(path: string): number {
  return path.split('/').length;
}

function commonFolder(paths: readonly string[]): string {
  let folder = folderOf(paths[0] ?? '');
  while (!paths.every((path) => isInFolder(path, folder))) folder = folderOf(folder);
  return folder;
}
