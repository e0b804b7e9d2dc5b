import type { ImageRecipe, ImageRun } from '../shape/image-recipe.ts';
import type { BuildReference } from '../shape/workload.ts';

/**
 * The commands that make an image, with its arguments in their places: those that the build is given, before the
 * defaults of the Dockerfile. What neither says stays as it is written.
 */
export function withArguments(
  runs: readonly ImageRun[],
  recipe: ImageRecipe,
  build: BuildReference | undefined,
): ImageRun[] {
  const values = new Map<string, string>();
  for (const { name, value } of [...recipe.globalArgs, ...recipe.stages.flatMap((stage) => stage.args)])
    if (value?.kind === 'plain') values.set(name, value.text);
  for (const [name, value] of Object.entries(build?.args ?? {}))
    if (value.kind === 'plain') values.set(name, value.text);
  if (values.size === 0) return [...runs];
  return runs.map((run) => ({ ...run, words: run.words.map((word) => filled(word, values)) }));
}

/** `${SERVICE}`, `${SERVICE:-api}`, `$SERVICE`. */
function filled(word: string, values: ReadonlyMap<string, string>): string {
  return word.replace(
    /\$(?:\{(\w+)(?::?-[^}]*)?\}|(\w+))/g,
    (written, braced: string | undefined, bare: string | undefined) => values.get(braced ?? bare ?? '') ?? written,
  );
}
