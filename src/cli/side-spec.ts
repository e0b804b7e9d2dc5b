import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';

/** Where a command runs. */
export interface Here {
  /** Absolute path of the repository's root. */
  readonly root: string;
  /** The folder from which paths of the command line count. */
  readonly current: string;
}

/**
 * What `--local` and `--target` name, as seen from the root: a person in a subfolder names what lies there, as the
 * shell completes it. A path that is only there from the root stays what it is.
 */
export function specsFromRoot(specs: readonly string[], here: Here): string[] {
  return specs.map((spec) => {
    const kind = /^[a-z]+:(?!\/\/)/.exec(spec)?.[0] ?? '';
    if (kind === 'cluster:') return spec;
    const paths = spec.slice(kind.length).split(',');
    return `${kind}${paths.map((path) => fromRoot(path, here)).join(',')}`;
  });
}

function fromRoot(path: string, { root, current }: Here): string {
  if (path === '' || path.includes('*') || (current === root && !isAbsolute(path))) return path;
  const absolute = resolve(current, path);
  if (!isAbsolute(path) && !existsSync(absolute) && existsSync(join(root, path))) return path;
  const named = relative(root, absolute) || '.';
  if (!named.startsWith('..') || !existsSync(absolute)) return named;
  // The root is known by its real path: what is named through a link may lie in it all the same.
  const real = relative(root, realpathSync(absolute)) || '.';
  return real.startsWith('..') ? named : real;
}
