import type { EffectiveService } from '../effective/service.ts';
import { parseImageName, sameRepository } from '../normalise/image-name.ts';

/** Another vendor's image of the same product has other names for its settings. */
export function runsAnotherImage(local: EffectiveService, target: EffectiveService): boolean {
  if (local.workload.build !== undefined) return false;
  const ours = local.workload.image && parseImageName(local.workload.image.text);
  const theirs = target.workload.image && parseImageName(target.workload.image.text);
  if (ours === undefined || theirs === undefined) return false;
  return !sameRepository({ ...ours, registry: '' }, { ...theirs, registry: '' });
}
