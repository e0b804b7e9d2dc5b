import { folderOf, isInFolder } from '../normalise/path.ts';
import type { EnvFile, NetworkService } from '../shape/facts.ts';
import { hostProcess } from '../shape/host-process.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import { deferred } from '../shape/value.ts';
import type { EnvironmentStep, Workload } from '../shape/workload.ts';
import { codeRoots } from './code-folders.ts';
import { imagesOf } from './image-of.ts';
import { isOwnImage } from './only-image.ts';
import { type PairingWish, pairWorkloads, type WorkloadPair } from './pair.ts';

export interface DotenvSurroundings {
  /** The side that the files describe. */
  readonly side: 'local' | 'target';
  /** Somebody named the files: they are for some service. */
  readonly isNamed: boolean;
  /** What runs on the other side. */
  readonly others: readonly Workload[];
  readonly networkServices: readonly NetworkService[];
  readonly wishes: readonly PairingWish[];
  readonly recipes: readonly ImageRecipe[];
  /** `code:` of parity.yaml, by service. */
  readonly declared: ReadonlyMap<string, readonly string[]>;
  /** Every file of the repository. */
  readonly files: readonly string[];
}

/**
 * Dotenv files say what processes receive, and not which ones there are: that the other side knows. A file is for the
 * services whose code lies in its folder or below it, the nearer one winning; one that somebody named and that lies near
 * none is for all services of the application.
 *
 * @returns one process for each service that has such a file
 */
export function dotenvServices(envFiles: readonly EnvFile[], around: DotenvSurroundings): Workload[] {
  const values = envFiles.filter((file) => file.role === 'values' || around.isNamed);
  if (values.length === 0) return [];
  const sides: [Workload[], Workload[]] = around.side === 'local' ? [[], [...around.others]] : [[...around.others], []];
  const pairs = pairWorkloads(...sides, around);
  const near = nearServices(pairs, values, around);
  if (near.length > 0 || !around.isNamed) return near;
  const isLone = pairs.length === 1;
  return pairs.filter((pair) => isLone || isOwn(pair)).map((pair) => processOf(pair, values));
}

function nearServices(
  pairs: readonly WorkloadPair[],
  values: readonly EnvFile[],
  around: DotenvSurroundings,
): Workload[] {
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
      workloads: [pair.local, pair.target].flatMap((workload) => workload ?? []),
    });
    const own = values.filter((file) => folders.some((folder) => isInFolder(folder, homeOf(file))));
    return own.length === 0 ? [] : [processOf(pair, own)];
  });
}

/** Built here, started by hand, or of an image that is nobody else's. */
function isOwn({ local, target }: WorkloadPair): boolean {
  const workload = local ?? target;
  return (
    workload !== undefined && (workload.build !== undefined || workload.kind === 'process' || isOwnImage(workload))
  );
}

function processOf({ name }: WorkloadPair, envFiles: readonly EnvFile[]): Workload {
  const nearestLast = [...envFiles].sort((a, b) => depthOf(a) - depthOf(b));
  const environment = nearestLast.flatMap(({ entries, role }) =>
    entries.flatMap(({ name: variable, value: written, at }): EnvironmentStep[] => {
      if (written === undefined) return [];
      // An example declares names; what it has for values is nobody's (N183).
      const value = role === 'example' ? deferred('only an example has it') : written;
      return [{ kind: 'set', name: variable, value, expand: false, at }];
    }),
  );
  const path = nearestLast.at(-1)?.path ?? '';
  const at = { source: 'dotenv', path, line: 1, column: 1, object: `process ${name}` };
  return hostProcess(name, at, { environment });
}

function homeOf({ path, folder }: EnvFile): string {
  return folder ?? folderOf(path);
}

function depthOf(file: EnvFile): number {
  const home = homeOf(file);
  return home === '.' ? 0 : home.split('/').length + 1;
}
