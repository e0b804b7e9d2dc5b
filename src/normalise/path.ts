/** A mount path in canonical form: no double or trailing slash, `.` and `..` resolved (N063). */
export function normaliseMountPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Whether `inner` is `outer` or lies below it; both canonical. */
export function isWithin(inner: string, outer: string): boolean {
  return outer === '/' || inner === outer || inner.startsWith(`${outer}/`);
}

/** A relative path of the repository in canonical form; `.` for the root, undefined when it leads outside. */
export function normaliseRelativePath(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? '.' : parts.join('/');
}

/** A path as somebody names it, without what changes nothing; as it is when it leads outside. */
export function cleanPath(path: string): string {
  return normaliseRelativePath(path.replace(/\/+$/, '')) ?? path;
}

/** Whether a repository path lies in a folder; `.` holds everything. */
export function isInFolder(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
