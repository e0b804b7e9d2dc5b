import type { ImageRecipe } from '../shape/image-recipe.ts';
import type { BuiltImage } from './image-of.ts';

/** The Dockerfile and the stage that a side runs; the last stage when none is named. */
export function builtOn(
  { recipe, localRecipe, localStage, targetStage }: BuiltImage,
  side: 'local' | 'target',
): { readonly recipe: ImageRecipe; readonly stage?: string } {
  const stage = side === 'local' ? localStage : targetStage;
  return {
    recipe: side === 'local' ? (localRecipe ?? recipe) : recipe,
    ...(stage !== undefined && { stage }),
  };
}
