import { builtOn } from '../pairing/built-on.ts';
import type { BuiltImage } from '../pairing/image-of.ts';
import { type EffectiveImage, effectiveImage } from './image.ts';

/** The image that a side runs of what is built; undefined where nothing is, or its stage is not there. */
export function imageOn(built: BuiltImage | undefined, side: 'local' | 'target'): EffectiveImage | undefined {
  if (built === undefined) return undefined;
  const { recipe, stage } = builtOn(built, side);
  return effectiveImage(recipe, stage);
}
