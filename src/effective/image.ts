import type { ImageCopy, ImageRecipe, ImageRun, ImageStage, ImageVariable } from '../shape/image-recipe.ts';

/** What a built stage has and runs. What its external base image brings along is not known here. */
export interface EffectiveImage {
  /** The stage that is built. */
  readonly stage: ImageStage;
  /** The image from elsewhere that its stages end on: `node:20`, `scratch`. */
  readonly base: string;
  /** Each name once, with the assignment that wins. */
  readonly env: readonly ImageVariable[];
  readonly exposes: ImageStage['exposes'];
  readonly volumes: ImageStage['volumes'];
  readonly user?: NonNullable<ImageStage['user']>;
  readonly workdir?: NonNullable<ImageStage['workdir']>;
  readonly entrypoint?: NonNullable<ImageStage['entrypoint']>;
  readonly command?: NonNullable<ImageStage['command']>;
  readonly healthcheck?: NonNullable<ImageStage['healthcheck']>;
  /** What of the build context reaches it, by its own COPY and ADD or through the stages that it takes from. */
  readonly holds: readonly ImageCopy[];
  /** The commands that made it, in its own stages and in those that it takes from. */
  readonly runs: readonly ImageRun[];
}

/**
 * Follows a stage down to its external base image.
 * @param target name or number of the stage to build, the last one when left out; undefined for one that is not there
 */
export function effectiveImage(recipe: ImageRecipe, target?: string): EffectiveImage | undefined {
  const stage = target === undefined ? recipe.stages.at(-1) : stageCalled(recipe, target, recipe.stages.length);
  if (stage === undefined) return undefined;
  const chain = chainOf(recipe, stage);
  const [bottom = stage] = chain;
  const env = new Map<string, ImageVariable>();
  for (const variable of chain.flatMap((link) => link.env)) env.set(variable.name, variable);
  return {
    stage,
    base: bottom.from,
    env: [...env.values()],
    exposes: distinct(
      chain.flatMap((link) => link.exposes),
      (expose) => `${expose.port}/${expose.protocol}`,
    ),
    volumes: distinct(
      chain.flatMap((link) => link.volumes),
      (volume) => volume.path,
    ),
    ...lastOf(chain, 'user'),
    ...lastOf(chain, 'workdir'),
    ...lastOf(chain, 'healthcheck'),
    ...processOf(chain),
    ...madeOf(recipe, stage),
  };
}

/** The stage and those it stands on, the lowest first. */
function chainOf(recipe: ImageRecipe, stage: ImageStage): ImageStage[] {
  const chain = [stage];
  for (let below = parentOf(recipe, stage); below !== undefined; below = parentOf(recipe, below)) chain.unshift(below);
  return chain;
}

export function parentOf(recipe: ImageRecipe, stage: ImageStage): ImageStage | undefined {
  // FROM knows stages by name only; `FROM 0` would be an image.
  return recipe.stages.findLast((other) => other.index < stage.index && other.name === stage.from.toLowerCase());
}

/** @param before only stages above this one can be meant */
export function stageCalled(recipe: ImageRecipe, called: string, before: number): ImageStage | undefined {
  const earlier = recipe.stages.filter((stage) => stage.index < before);
  const named = earlier.findLast((stage) => stage.name === called.toLowerCase());
  return named ?? (/^\d+$/.test(called) ? earlier.find((stage) => stage.index === Number(called)) : undefined);
}

/** ENTRYPOINT takes away a CMD that came from below; a CMD of the same stage stays. */
function processOf(chain: readonly ImageStage[]): Pick<EffectiveImage, 'entrypoint' | 'command'> {
  let process: Pick<EffectiveImage, 'entrypoint' | 'command'> = {};
  for (const { entrypoint, command } of chain) {
    if (entrypoint !== undefined) process = { entrypoint };
    if (command !== undefined) process = { ...process, command };
  }
  return process;
}

function lastOf<K extends 'user' | 'workdir' | 'healthcheck'>(
  chain: readonly ImageStage[],
  key: K,
): Partial<Pick<ImageStage, K>> {
  const owner = chain.findLast((link) => link[key] !== undefined);
  return owner === undefined ? {} : ({ [key]: owner[key] } as Pick<ImageStage, K>);
}

function madeOf(recipe: ImageRecipe, stage: ImageStage): Pick<EffectiveImage, 'holds' | 'runs'> {
  const holds: ImageCopy[] = [];
  const runs: ImageRun[] = [];
  const seen = new Set<ImageStage>();
  const todo = [stage];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    runs.push(...next.runs);
    const below = parentOf(recipe, next);
    if (below) todo.push(below);
    for (const copy of next.copies) {
      if (copy.from === undefined) holds.push(copy);
      else {
        const source = stageCalled(recipe, copy.from, next.index);
        if (source) todo.push(source);
      }
    }
  }
  const byLine = (a: ImageCopy | ImageRun, b: ImageCopy | ImageRun) => a.at.line - b.at.line;
  return { holds: holds.sort(byLine), runs: runs.sort(byLine) };
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(keyOf(item))) seen.set(keyOf(item), item);
  return [...seen.values()];
}
