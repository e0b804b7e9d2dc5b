import type { Side } from '../compare/comparison.ts';
import type { LoadedVariables } from '../effective/environment.ts';
import { networkOf } from '../effective/network.ts';
import { effectiveService } from '../effective/service.ts';
import { isComplete, isReadWhole } from '../effective/wholeness.ts';
import { isRuntimeImage } from '../normalise/known-software.ts';
import { builtOn } from '../pairing/built-on.ts';
import type { BuiltImage } from '../pairing/image-of.ts';
import type { WorkloadPair } from '../pairing/pair.ts';
import type { Vault } from '../secrets/vault.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import type { SideRead } from './read-sides.ts';

interface SideContext {
  readonly of: 'local' | 'target';
  readonly pairs: readonly WorkloadPair[];
  readonly built: ReadonlyMap<string, BuiltImage | undefined>;
  readonly secrets: Vault;
  /** What programs load by themselves, by the id of their workload. */
  readonly loaded?: ReadonlyMap<string, LoadedVariables>;
}

/** What each container of a side really receives, its image's part included. */
export function effectiveSide({ plan, facts }: SideRead, context: SideContext): Side {
  const images = imageOfWorkload(context);
  const containers = facts.workloads.map((workload) =>
    effectiveService(workload, images.get(workload.id), {
      facts,
      secrets: context.secrets,
      isWhole: isReadWhole(workload, facts.problems),
      loaded: context.loaded?.get(workload.id),
    }),
  );
  return {
    environment: plan.environment,
    facts,
    isComplete: isComplete(facts),
    network: networkOf(facts),
    containers,
    byId: new Map(containers.map((container) => [container.workload.id, container])),
  };
}

/**
 * By the id of the workload. A local workload that runs the image of a language runs the code that is mounted into it,
 * and nothing of what the Dockerfile makes.
 */
function imageOfWorkload({ of, pairs, built }: SideContext): Map<string, { recipe: ImageRecipe; stage?: string }> {
  const images = new Map<string, { recipe: ImageRecipe; stage?: string }>();
  for (const pair of pairs) {
    const image = built.get(pair.name);
    const workload = pair[of];
    if (image === undefined || workload === undefined) continue;
    if (of === 'target' || workload.build !== undefined || !isRuntimeImage(workload.image?.text ?? '')) {
      images.set(workload.id, builtOn(image, of));
    }
  }
  return images;
}
