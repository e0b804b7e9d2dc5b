import { posix } from 'node:path';
import { normaliseRelativePath } from '../../normalise/path.ts';

/** Absolute, in a home directory, on a drive, a network share, or fetched. */
const ELSEWHERE = /^([/~]|[A-Za-z]:[\\/]|\\\\|[a-z][a-z0-9+.-]*:\/\/|git@)/;

/**
 * A path that leads outside of the root, as seen from there: `../secrets/.env`. Whether it may be read, the files
 * decide: what somebody named may be.
 * @param root absolute path of the root
 * @returns undefined for what is no path of this machine that anybody can tell: in a home directory, fetched
 */
export function fromRoot(folder: string, path: string, root: string): string | undefined {
  if (posix.isAbsolute(path)) return posix.relative(root, path);
  if (path === '' || ELSEWHERE.test(path)) return undefined;
  return posix.normalize(`${folder}/${path.replaceAll('\\', '/')}`);
}

/**
 * A path as a file of `folder` writes it → below the repository's root (`.` is the root); undefined when it lies
 * outside.
 */
export function belowRoot(folder: string, path: string): string | undefined {
  if (path === '' || ELSEWHERE.test(path)) return undefined;
  const joined = `${folder}/${path.replaceAll('\\', '/')}`;
  // A project that the user names outside of the root has its files there too.
  return folder === '..' || folder.startsWith('../') ? posix.normalize(joined) : normaliseRelativePath(joined);
}
