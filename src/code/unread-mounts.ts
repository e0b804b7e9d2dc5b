import type { ServedRoute } from '../shape/code-facts.ts';
import type { FileFacts } from './language.ts';
import { isMounted } from './shared-names.ts';

/**
 * Routers that a service mounts from files which it does not have (made by a build, behind an alias): whatever lies
 * below their prefix may be served.
 *
 * @param paths of the files that were read or could have been
 */
export function unreadMounts(files: readonly FileFacts[], paths: readonly string[]): ServedRoute[] {
  const known = new Map<string, boolean>();
  const isRead = (target: string): boolean => {
    const answer = known.get(target) ?? paths.some((path) => isMounted({ path, hasFacts: true }, { target }));
    known.set(target, answer);
    return answer;
  };
  return files.flatMap(({ mounts = [] }) =>
    mounts.flatMap(({ at, prefix, target }) =>
      at === undefined || isRead(target) ? [] : [{ method: '*', path: `${prefix.replace(/\/+$/, '')}/*`, at }],
    ),
  );
}
