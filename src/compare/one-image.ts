import type { EffectiveService } from '../effective/service.ts';
import { imageBaseName, parseImageName } from '../normalise/image-name.ts';

/**
 * Whether a side runs the image that the local side runs, as far as anybody knows: made by the same stage of the same
 * Dockerfile, or called the same.
 */
export function runsImageOf(local: EffectiveService, side: EffectiveService): boolean {
  if (local === side) return true;
  if (local.image !== undefined && side.image !== undefined) return isSameStage(local.image.stage, side.image.stage);
  // What compose builds from a Dockerfile that is not there is all that is known of the image.
  if (local.workload.build !== undefined) return true;
  const ours = baseNameOf(local);
  const theirs = baseNameOf(side);
  return ours === undefined || theirs === undefined || ours === theirs;
}

type Stage = NonNullable<EffectiveService['image']>['stage'];

function isSameStage(one: Stage, other: Stage): boolean {
  return one.at.path === other.at.path && one.index === other.index;
}

function baseNameOf({ workload }: EffectiveService): string | undefined {
  const name = workload.image && parseImageName(workload.image.text);
  return name && imageBaseName(name);
}
