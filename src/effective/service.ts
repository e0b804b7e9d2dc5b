import type { Vault } from '../secrets/vault.ts';
import type { ConfigObject, Facts } from '../shape/facts.ts';
import type { ImageRecipe } from '../shape/image-recipe.ts';
import type { ConfigKind, Workload } from '../shape/workload.ts';
import { type EffectiveEnvironment, effectiveEnvironment, type LoadedVariables } from './environment.ts';
import { type EffectiveImage, effectiveImage } from './image.ts';

/** One container as it really runs on one side. */
export interface EffectiveService {
  readonly workload: Workload;
  /** What the own image has beneath; undefined for images from elsewhere. */
  readonly image?: EffectiveImage;
  readonly environment: EffectiveEnvironment;
  /** False where a part of what describes it could not be read: what is not there may have stood in that part. */
  readonly isWhole: boolean;
}

/** @param built the Dockerfile of the service's image and the stage that this side runs */
export function effectiveService(
  workload: Workload,
  built: { readonly recipe: ImageRecipe; readonly stage?: string } | undefined,
  side: {
    readonly facts: Facts;
    readonly secrets: Vault;
    readonly isWhole: boolean;
    readonly loaded?: LoadedVariables | undefined;
  },
): EffectiveService {
  const image = built && effectiveImage(built.recipe, built.stage);
  const environment = effectiveEnvironment({
    steps: workload.environment,
    imageVariables: image?.env ?? [],
    loaded: side.loaded,
    find: (kind, name) => findConfig(side.facts, kind, name, workload.namespace),
    secrets: side.secrets,
  });
  return { workload, environment, isWhole: side.isWhole, ...(image && { image }) };
}

/** A ConfigMap or Secret as a pod of this namespace would find it; one in another namespace is not found (N139). */
export function findConfig(
  facts: Facts,
  kind: ConfigKind | 'compose-config' | 'compose-secret',
  name: string,
  namespace: string | undefined,
): ConfigObject | undefined {
  const named = facts.configObjects.filter((object) => object.kind === kind && object.name === name);
  const own = named.filter((object) => object.namespace === namespace);
  const fitting = own.length > 0 ? own : named.filter((object) => isUnknown(object.namespace, namespace));
  const [first, ...more] = fitting;
  if (first === undefined || more.length === 0) return first;
  // Several hands may fill one object: an ExternalSecret that merges into a Secret.
  const complete = fitting.every((object) => object.complete);
  return { ...first, entries: fitting.flatMap((object) => object.entries), complete };
}

/** Manifests may leave the namespace to the command line. */
function isUnknown(left: string | undefined, right: string | undefined): boolean {
  return left === undefined || right === undefined;
}
