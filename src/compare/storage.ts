import type { EffectiveService } from '../effective/service.ts';
import { isWithin, normaliseMountPath } from '../normalise/path.ts';
import type { Mount } from '../shape/workload.ts';

/** A mount with its path in canonical form. */
export interface MountedPath {
  readonly path: string;
  readonly mount: Mount;
}

export function mountedPaths(service: EffectiveService): MountedPath[] {
  return service.workload.mounts.map((mount) => ({ path: normaliseMountPath(mount.path), mount }));
}

/** The mount that decides what lies at a path: the longest one at or above it. */
export function mountAt(path: string, mounts: readonly MountedPath[]): MountedPath | undefined {
  return mounts.filter((other) => isWithin(path, other.path)).sort((a, b) => b.path.length - a.path.length)[0];
}

/** Whether data at this mount outlives the pod. */
export function outlives({ source }: Mount): boolean {
  return source.kind === 'persistent' || source.kind === 'host' || source.kind === 'other';
}

/** Paths of caches and package stores that a volume only makes faster. */
export function isCachePath(path: string): boolean {
  return /(^|\/)(node_modules|\.cache|\.npm|\.pnpm-store|\.yarn|\.m2|\.gradle|\.cargo|target|__pycache__|\.venv|venv|site-packages|go\/pkg|\.next|tmp|\.nuget|vendor|\.bundle|bundle|dist|build|var\/run|run)(\/|$)/.test(
    path,
  );
}
