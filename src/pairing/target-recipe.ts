import { fileNameOf } from '../normalise/path.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';

const DEVELOPMENT = /^(dev|devel|develop|development|local|debug|debugger|test|tests|testing|hot|watch)$/;
const PRODUCTION = /^(prod|prd|production|release|live)$/;
/** What people call the stage that is shipped, besides. */
const SHIPPED = /^(prod|prd|production|release|live|final|run|runner|runtime|deploy)$/;

type Purpose = 'development' | 'any' | 'production';
const RANK: readonly Purpose[] = ['development', 'any', 'production'];

/**
 * The Dockerfile that makes the image of a target, beside the one that compose builds: the one for production of the
 * same program, or the one for no special purpose where compose builds one for development. The same one when no single
 * other is better.
 */
export function targetRecipe(local: ImageRecipe, recipes: readonly ImageRecipe[]): ImageRecipe {
  const own = split(local.path);
  const better = recipes
    .map((recipe) => ({ recipe, ...split(recipe.path) }))
    .filter(({ program, purpose }) => program === own.program && RANK.indexOf(purpose) > RANK.indexOf(own.purpose));
  const best = RANK.findLast((purpose) => better.some((other) => other.purpose === purpose));
  const [only, ...more] = better.filter(({ purpose }) => purpose === best);
  return only === undefined || more.length > 0 ? local : only.recipe;
}

/** Whom a path is for, and the rest of it: `web/Dockerfile.dev` and `web/dev/Dockerfile` are both of `web/Dockerfile`. */
function split(path: string): { readonly program: string; readonly purpose: Purpose } {
  const words = path.split('/').map((part) => part.split(/[.-]/));
  const purposes = words.flat().map((word) => purposeOf(word.toLowerCase()));
  const purpose = RANK.findLast((each) => each !== 'any' && purposes.includes(each)) ?? 'any';
  const bare = words.map((part) => part.filter((word) => purposeOf(word.toLowerCase()) === 'any').join('.'));
  return {
    program: bare
      .filter((part) => part !== '')
      .join('/')
      .toLowerCase(),
    purpose,
  };
}

/** What a Dockerfile's name says it builds: `api` of `Dockerfile.api` and `api.Dockerfile`; undefined where it says nothing. */
export function programOf(dockerfile: string): string | undefined {
  const [, after, before] =
    /^(?:(?:Docker|Container)file[.-](.+)|(.+)\.(?:Docker|Container)file)$/i.exec(fileNameOf(dockerfile)) ?? [];
  const words = (after ?? before ?? '').split(/[.-]/).filter((word) => purposeOf(word.toLowerCase()) === 'any');
  return words.join('-') || undefined;
}

function purposeOf(word: string): Purpose {
  return DEVELOPMENT.test(word) ? 'development' : PRODUCTION.test(word) ? 'production' : 'any';
}

/** What is known of the image that a target runs. */
export interface Wanted {
  /** What the workload and its image are called. */
  readonly names: ReadonlySet<string>;
  /** Stage that compose builds. */
  readonly localStage?: string | undefined;
}

/**
 * The stage that a target runs where that is not the last one. Of stages on which no other is built: the one that
 * compose builds and that is not for development, the one that is called like the workload, or the one that is shipped
 * where the last one is for development.
 */
export function targetStage({ stages }: ImageRecipe, { names, localStage }: Wanted): string | undefined {
  const used = new Set(stages.flatMap(({ from, copies }) => [from, ...copies.map((copy) => copy.from ?? '')]));
  const last = stages.at(-1)?.name;
  const ends = stages.flatMap(({ name, index }) =>
    name === undefined || used.has(name) || used.has(String(index)) ? [] : [name],
  );
  const other = (stage: string | undefined) => (stage === last ? undefined : stage);
  const local = ends.find((name) => name === localStage?.toLowerCase());
  if (local !== undefined && !DEVELOPMENT.test(local)) return other(local);
  const called = ends.filter((name) => [...names].some((full) => full === name || full.endsWith(`-${name}`)));
  if (called.length > 0) return called.length === 1 ? other(called[0]) : undefined;
  const shipped = ends.filter((name) => SHIPPED.test(name));
  return last !== undefined && DEVELOPMENT.test(last) && shipped.length === 1 ? shipped[0] : undefined;
}
