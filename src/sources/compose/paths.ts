import { posix } from 'node:path';

/** The folder of a path below the root; `.` for the root itself. */
export function folderOf(path: string): string {
  return posix.dirname(path);
}

/**
 * A path as a file of `folder` writes it → below the repository's root (`.` is the root); undefined when it lies
 * outside: absolute, in a home directory, on a drive, a URL, or too many `..`.
 */
export function belowRoot(folder: string, path: string): string | undefined {
  if (/^([/~]|[A-Za-z]:[\\/]|\\\\|[a-z][a-z0-9+.-]*:\/\/|git@)/.test(path) || path === '') return undefined;
  const joined = posix.normalize(posix.join(folder, path.replaceAll('\\', '/'))).replace(/(.)\/$/, '$1');
  return joined === '..' || joined.startsWith('../') ? undefined : joined;
}
