import { imageBaseName, parseImageName } from '../normalise/image-name.ts';
import { folderOf } from '../normalise/path.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import type { WorkloadPair } from './pair.ts';
import { canonical } from './similarity.ts';

/** The Dockerfile that makes a service's image, and the stage that each side runs. */
export interface BuiltImage {
  readonly recipe: ImageRecipe;
  /** Stage that compose asks for; the target runs the last one. */
  readonly localStage?: string;
  readonly context: string;
  readonly reason: string;
}

/** By the build of compose; else by a Dockerfile whose folder is named like the service or its image, when only one is. */
export function imageOf(pair: WorkloadPair, recipes: readonly ImageRecipe[]): BuiltImage | undefined {
  const build = pair.local?.build;
  if (build !== undefined) {
    const recipe = recipes.find((candidate) => candidate.path === build.dockerfile);
    if (recipe === undefined) return undefined;
    const stage = build.target?.stage;
    return {
      recipe,
      context: build.context,
      reason: `build context ${build.context}`,
      ...(stage !== undefined && { localStage: stage }),
    };
  }
  const wanted = namesOf(pair);
  const fitting = recipes.filter((recipe) => wanted.has(canonical(ownFolder(recipe.path))));
  const [only] = fitting;
  if (only === undefined || fitting.length > 1) return undefined;
  return { recipe: only, context: contextOf(only), reason: `folder ${folderOf(only.path)}` };
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
