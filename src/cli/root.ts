import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ParityError } from '../errors.ts';

/**
 * The folder that a run is about: the top of the repository around a folder, else the folder itself.
 *
 * @param folder what `--cwd` says, or the current folder
 */
export function findRoot(folder: string): string {
  const start = resolve(folder);
  if (!statSync(start, { throwIfNoEntry: false })?.isDirectory())
    throw new ParityError({
      kind: 'usage',
      code: 'usage/no-folder',
      message: `--cwd ${folder} is not a folder`,
      hint: 'name a folder that exists',
    });
  const real = realpathSync(start);
  for (let at = real; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return real;
  }
}
