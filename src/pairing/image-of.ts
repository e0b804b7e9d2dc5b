import { imageBaseName, parseImageName } from '../normalise/image-name.ts';
import { isKnownSoftware } from '../normalise/known-software.ts';
import { folderOf } from '../normalise/path.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import { onlyImage } from './only-image.ts';
import type { WorkloadPair } from './pair.ts';
import { canonical, sharedPrefix } from './similarity.ts';
import { targetRecipe, targetStage } from './target-recipe.ts';

/** The Dockerfile that makes a service's image, and the stage that each side runs. */
export interface BuiltImage {
  /** The target's; the one of compose where there is no target. */
  readonly recipe: ImageRecipe;
  /** What compose builds instead. */
  readonly localRecipe?: ImageRecipe;
  /** Stage that compose asks for. */
  readonly localStage?: string;
  /** Stage that the target runs, where it is not the last one. */
  readonly targetStage?: string;
  readonly context: string;
  readonly reason: string;
}

/** The image of each pair, by its name: one Dockerfile is no second service's that it fits less well. */
export function imagesOf(
  pairs: readonly WorkloadPair[],
  recipes: readonly ImageRecipe[],
): ReadonlyMap<string, BuiltImage | undefined> {
  const found = new Map(pairs.map((pair) => [pair.name, imageOf(pair, recipes)]));
  const taken = new Set([...found.values()].map((image) => image?.recipe.path));
  const free = recipes.filter((recipe) => !taken.has(recipe.path));
  const left = pairs.filter((pair) => pair.local?.build === undefined && found.get(pair.name) === undefined);
  const prefixes = prefixesOf(pairs);
  const fits = left.map((pair) => ({ pair, image: staged(builtFrom(free, bareNamesOf(pair, prefixes), bare), pair) }));
  for (const { pair, image } of fits) {
    const isShared = fits.some((other) => other.pair !== pair && other.image?.recipe === image?.recipe);
    if (!isShared) found.set(pair.name, image);
  }
  if ([...found.values()].some((image) => image !== undefined)) return found;
  const only = onlyImage(pairs, recipes);
  for (const pair of only?.pairs ?? []) if (only !== undefined) found.set(pair.name, builtOf(only.recipe, pair));
  return found;
}

/** By the build of compose; else by a Dockerfile whose folder is named like the service or its image, when only one is. */
function imageOf(pair: WorkloadPair, recipes: readonly ImageRecipe[]): BuiltImage | undefined {
  const build = pair.local?.build;
  if (build !== undefined) {
    const own = recipes.find((candidate) => candidate.path === build.dockerfile);
    if (own === undefined) return undefined;
    const stage = build.target?.stage;
    const recipe = pair.target === undefined ? own : targetRecipe(own, recipes);
    return {
      ...shippedFrom(recipe, pair, recipe === own ? stage : undefined),
      context: build.context,
      reason: `build context ${build.context}`,
      ...(recipe !== own && { localRecipe: own }),
      ...(stage !== undefined && { localStage: stage }),
    };
  }
  return staged(
    builtFrom(recipes, namesOf(pair), (name) => name),
    pair,
  );
}

function staged(image: BuiltImage | undefined, pair: WorkloadPair): BuiltImage | undefined {
  return image && { ...image, ...shippedFrom(image.recipe, pair) };
}

/** The only Dockerfile whose folder has one of the names; of several in it, the one that is for no special purpose. */
function builtFrom(
  recipes: readonly ImageRecipe[],
  wanted: ReadonlySet<string>,
  shorten: (name: string) => string,
): BuiltImage | undefined {
  const fitting = recipes.filter((recipe) => wanted.has(shorten(canonical(ownFolder(recipe.path)))));
  const plain = fitting.filter(({ path }) => PLAIN.test(path));
  const folders = new Set(fitting.map(({ path }) => folderOf(path)));
  const [only, ...more] = folders.size === 1 && plain.length > 0 ? plain : fitting;
  if (only === undefined || more.length > 0) return undefined;
  return { recipe: only, context: contextOf(only), reason: `folder ${folderOf(only.path)}` };
}

const PLAIN = /(^|\/)(Dockerfile|Containerfile)$/;
/** What people call a workload besides the program it runs. */
const SUFFIX = /-(depl|deployment|deploy|statefulset|sts|srv|svc|service|server|app|pod|image)$/;

function builtOf(recipe: ImageRecipe, pair: WorkloadPair): BuiltImage {
  return { ...shippedFrom(recipe, pair), context: contextOf(recipe), reason: `the only Dockerfile, ${recipe.path}` };
}

function shippedFrom(
  recipe: ImageRecipe,
  pair: WorkloadPair,
  localStage?: string,
): Pick<BuiltImage, 'recipe' | 'targetStage'> {
  const stage = targetStage(recipe, { names: namesOf(pair), localStage });
  return { recipe, ...(stage !== undefined && { targetStage: stage }) };
}

function bare(name: string): string {
  return name.replace(SUFFIX, '');
}

/** `ticketing-` of the images `me/ticketing-auth` and `me/ticketing-orders`; the same of the workloads. */
function prefixesOf(pairs: readonly WorkloadPair[]): readonly string[] {
  const targets = pairs.flatMap(({ target }) => target ?? []);
  const images = targets.flatMap(({ image }) => {
    const name = image && parseImageName(image.text);
    return name === undefined || isKnownSoftware(name) ? [] : [imageBaseName(name)];
  });
  const prefixes = [sharedPrefix(images), sharedPrefix(targets.map(({ name }) => name))];
  return prefixes.filter((prefix) => prefix !== '');
}

/** Names without what all have before them and what only says that it is a workload. */
function bareNamesOf(pair: WorkloadPair, prefixes: readonly string[]): ReadonlySet<string> {
  const image = pair.target?.image && parseImageName(pair.target.image.text);
  // A workload of somebody else's image is not the program after which it is called.
  if (image !== undefined && isKnownSoftware(image)) return new Set();
  const names = [...namesOf(pair)];
  const short = names.flatMap((name) =>
    prefixes.flatMap((prefix) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
  );
  return new Set([...names, ...short].map(bare).filter((name) => name !== ''));
}

/** Without compose the folder of the Dockerfile is the likely context: its COPY sources would not exist elsewhere. */
function contextOf(recipe: ImageRecipe): string {
  return folderOf(recipe.path);
}

/** The folder that names the component: `web` of `web/Dockerfile`, `web/src/Dockerfile` and `docker/web.Dockerfile`. */
function ownFolder(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const suffixed =
    /^(?:Dockerfile|Containerfile)\.([\w-]+)$/.exec(file)?.[1] ?? /^([\w-]+)\.[Dd]ockerfile$/.exec(file)?.[1];
  if (suffixed && !/^(dev|prod|test|local|ci|production|development|arm64|amd64|alpine|debian)$/.test(suffixed))
    return suffixed;
  const parts = folderOf(path).split('/');
  while (parts.length > 1 && /^(src|docker|build|deploy|\.docker|app)$/.test(parts.at(-1) ?? '')) parts.pop();
  return parts.at(-1) ?? '';
}

function namesOf(pair: WorkloadPair): ReadonlySet<string> {
  const { local, target } = pair;
  // One container of several is not what the object is called after.
  const isOneOfSeveral = target !== undefined && target.id.split('/').length > 2;
  const names = [pair.name, local?.name, isOneOfSeveral ? undefined : target?.name, target?.container];
  for (const workload of [local, target]) {
    const image = workload?.image && parseImageName(workload.image.text);
    if (image) names.push(imageBaseName(image));
  }
  return new Set(names.flatMap((name) => (name === undefined ? [] : [canonical(name)])));
}
