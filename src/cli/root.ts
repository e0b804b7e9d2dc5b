import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ParityError } from '../errors.ts';

/**
 * The folder that a run is about. A folder that is named is the root of the application, also inside a larger git
 * repository. Else it is the nearest folder upward with a parity.yaml, as far as the git repository reaches; else the
 * top of that repository; else the current folder.
 *
 * @param named what `--cwd` says
 */
export function findRoot(named: string | undefined, current: string): string {
  if (named !== undefined) return folderAt(resolve(current, named), named);
  const start = realpathSync(current);
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, 'parity.yaml')) || existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return start;
  }
}

/** From the top of the git repository around a folder to it, with `/` at the end; empty at the top and outside of git. */
export function pathInRepository(root: string): string {
  for (let at = root; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at === root ? '' : `${relative(at, root).split(sep).join('/')}/`;
    if (dirname(at) === at) return '';
  }
}

function folderAt(path: string, named: string): string {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new ParityError({
      kind: 'usage',
      code: 'usage/no-folder',
      message: `--cwd ${named} is not a folder`,
      hint: 'name a folder that exists',
    });
  return realpathSync(path);
}
