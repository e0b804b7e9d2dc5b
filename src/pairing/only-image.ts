import { type ImageName, parseImageName } from '../normalise/image-name.ts';
import { isRuntimeImage, isStockImage } from '../normalise/known-software.ts';
import { folderOf } from '../normalise/path.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import type { Workload } from '../shape/workload.ts';
import { neverRuns } from './never-run.ts';
import type { WorkloadPair } from './pair.ts';

/**
 * The pairs that run what the only Dockerfile of a repository makes, whatever the image and the folder are called: those
 * whose image is nobody else's, when all of them run one. A Dockerfile below the root proves itself by a port.
 *
 * @param recipes every Dockerfile of the repository
 */
export function onlyImage(
  pairs: readonly WorkloadPair[],
  recipes: readonly ImageRecipe[],
): { readonly recipe: ImageRecipe; readonly pairs: readonly WorkloadPair[] } | undefined {
  const recipe = onlyRecipe(recipes.filter(({ path }) => !neverRuns(path)));
  if (recipe === undefined) return undefined;
  const own = pairs.filter(isOwn);
  const images = new Set(own.flatMap(({ target }) => (target && imageOf(target)?.repository) ?? []));
  // Compose says itself what it builds.
  const isSaid = pairs.some(({ local }) => local !== undefined && local.kind !== 'process');
  if (isSaid || images.size > 1) return undefined;
  const workloads = own.flatMap(({ target }) => target ?? []);
  return mayServe(recipe, workloads) ? { recipe, pairs: own } : undefined;
}

function onlyRecipe(recipes: readonly ImageRecipe[]): ImageRecipe | undefined {
  const folders = new Set(recipes.map(({ path }) => folderOf(path)));
  const plain = recipes.filter(({ path }) => /(^|\/)(Dockerfile|Containerfile)$/.test(path));
  const [only, ...more] = plain.length > 0 ? plain : recipes;
  return folders.size === 1 && more.length === 0 ? only : undefined;
}

function isOwn({ local, target }: WorkloadPair): boolean {
  const workload = target ?? local;
  return workload !== undefined && (workload.kind === 'process' || isOwnImage(workload));
}

/** Whether a workload runs an image that is no well-known program of somebody else's. */
export function isOwnImage({ image }: Workload): boolean {
  return image !== undefined && !isStockImage(image.text) && !isRuntimeImage(image.text);
}

function imageOf({ image }: Workload): ImageName | undefined {
  return image && parseImageName(image.text);
}

/** Ports of both that have nothing in common speak against it; below the root a common one must speak for it. */
function mayServe({ path, stages }: ImageRecipe, workloads: readonly Workload[]): boolean {
  const exposed = stages.flatMap((stage) => stage.exposes.map(({ port }) => port));
  const declared = workloads.flatMap(({ ports }) => ports.map(({ port }) => port));
  if (declared.some((port) => exposed.includes(port))) return true;
  return folderOf(path) === '.' && (exposed.length === 0 || declared.length === 0);
}
