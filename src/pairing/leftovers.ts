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
 * sides. One port must be the same, unless they are the last of that build and of its image; and nothing else may fit.
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
    const ofImage = targets.filter((target) => isSameImage(imageOf(target), image));
    const rivals = built.filter((other) => other !== local && isSameBuild(local, other));
    const reason = `the image of ${sibling?.local?.name ?? ''}`;
    const [last, ...more] = ofImage;
    if (last && more.length === 0 && rivals.length === 0 && local.ports.length > 0 && last.ports.length > 0) {
      return [
        { local, target: last, reason: sharesPort(local, last) ? `same port, and ${reason}` : `the last of ${reason}` },
      ];
    }
    const [target, ...others] = ofImage.filter((candidate) => sharesPort(local, candidate));
    if (target === undefined || others.length > 0) return [];
    const isWanted = rivals.some((other) => sharesPort(other, target));
    return isWanted ? [] : [{ local, target, reason: `same port, and ${reason}` }];
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
