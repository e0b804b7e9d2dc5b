import { folderOf, isInFolder } from '../normalise/path.ts';
import type { EnvFile, NetworkService } from '../shape/facts.ts';
import { hostProcess } from '../shape/host-process.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import type { EnvironmentStep, Workload } from '../shape/workload.ts';
import { codeRoots } from './code-folders.ts';
import { imagesOf } from './image-of.ts';
import { type PairingWish, pairWorkloads, type WorkloadPair } from './pair.ts';

export interface DotenvSurroundings {
  readonly target: readonly Workload[];
  readonly networkServices: readonly NetworkService[];
  readonly wishes: readonly PairingWish[];
  readonly recipes: readonly ImageRecipe[];
  /** `code:` of parity.yaml, by service. */
  readonly declared: ReadonlyMap<string, readonly string[]>;
  /** Every file of the repository. */
  readonly files: readonly string[];
}

/**
 * Where neither compose nor a Procfile says what runs, people start the code of the target's services by hand, with the
 * dotenv files that lie in its folder or above it: the nearer one wins.
 *
 * @returns one process for each service of the target whose code is here and has such a file
 */
export function dotenvServices(envFiles: readonly EnvFile[], around: DotenvSurroundings): Workload[] {
  const values = envFiles.filter((file) => file.role === 'values');
  if (values.length === 0) return [];
  const pairs = pairWorkloads([], around.target, around);
  const built = imagesOf(pairs, around.recipes);
  return pairs.flatMap((pair) => {
    const image = built.get(pair.name);
    const { folders } = codeRoots({
      service: pair.name,
      declared: around.declared.get(pair.name),
      context: image?.context,
      dockerfile: image?.recipe.path,
      holds: [],
      isSharedContext: false,
      files: around.files,
      workloads: pair.target === undefined ? [] : [pair.target],
    });
    const own = values.filter(({ path }) => folders.some((folder) => isInFolder(folder, folderOf(path))));
    return own.length === 0 ? [] : [processOf(pair, own)];
  });
}

function processOf({ name }: WorkloadPair, envFiles: readonly EnvFile[]): Workload {
  const nearestLast = [...envFiles].sort((a, b) => depthOf(a) - depthOf(b));
  const environment = nearestLast.flatMap(({ entries }) =>
    entries.flatMap(({ name: variable, value, at }): EnvironmentStep[] =>
      value === undefined ? [] : [{ kind: 'set', name: variable, value, expand: false, at }],
    ),
  );
  const path = nearestLast.at(-1)?.path ?? '';
  const at = { source: 'dotenv', path, line: 1, column: 1, object: `process ${name}` };
  return hostProcess(name, at, { environment });
}

function depthOf({ path }: EnvFile): number {
  return folderOf(path) === '.' ? 0 : path.split('/').length;
}
