import { type ImageName, parseImageName } from '../normalise/image-name.ts';
import { isKnownSoftware } from '../normalise/known-software.ts';
import type { Workload } from '../shape/workload.ts';

/** Two workloads that no name joins, and what does. */
export interface Leftover {
  readonly local: Workload;
  readonly target: Workload;
  readonly reason: string;
}

/** A pair that names have joined already. */
export interface Known {
  readonly local?: Workload;
  readonly target?: Workload;
}

/**
 * Services that are built here and called otherwise in the target (`web`, `Deployment/django`). What they are built
 * from tells which image is theirs: that of a service with the same build; or they are the last of their kind on both
 * sides. One port must be the same, and nothing else may fit.
 */
export function pairLeftovers(
  locals: readonly Workload[],
  targets: readonly Workload[],
  known: readonly Known[],
): Leftover[] {
  const built = locals.filter((local) => local.build !== undefined);
  const bySibling = built.flatMap((local) => {
    const sibling = known.find(({ local: other, target }) => target !== undefined && isSameBuild(local, other));
    const image = sibling?.target && imageOf(sibling.target);
    const fitting = targets.filter((target) => isSameImage(imageOf(target), image) && sharesPort(local, target));
    const [target, ...others] = fitting;
    if (target === undefined || others.length > 0) return [];
    const isWanted = built.some((other) => other !== local && isSameBuild(local, other) && sharesPort(other, target));
    return isWanted ? [] : [{ local, target, reason: `same port, and the image of ${sibling?.local?.name ?? ''}` }];
  });
  if (bySibling.length > 0) return bySibling;
  const [local, ...more] = built;
  const own = targets.filter((target) => isOwn(imageOf(target)));
  const [target] = own;
  if (local === undefined || target === undefined || more.length > 0 || own.length > 1) return [];
  return sharesPort(local, target) ? [{ local, target, reason: 'same port, the last that is built here' }] : [];
}

function imageOf(workload: Workload): ImageName | undefined {
  return workload.image && parseImageName(workload.image.text);
}

function isSameImage(left: ImageName | undefined, right: ImageName | undefined): boolean {
  return left !== undefined && left.repository === right?.repository;
}

function isSameBuild(left: Workload, right: Workload | undefined): boolean {
  return (
    left.build !== undefined &&
    left.build.context === right?.build?.context &&
    left.build.dockerfile === right.build.dockerfile
  );
}

/** An image that is no database, broker or web server of somebody else's. */
function isOwn(image: ImageName | undefined): boolean {
  return image !== undefined && !isKnownSoftware(image);
}

function sharesPort(local: Workload, target: Workload): boolean {
  return local.ports.some(({ port }) => target.ports.some((other) => other.port === port));
}
