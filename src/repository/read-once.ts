import type { FileContent, RepositoryFiles } from './files.ts';

/** The same files, each read from the disk once: for steps that look at the same texts one after the other. */
export function readOnce(files: RepositoryFiles): RepositoryFiles {
  const known = new Map<string, Promise<FileContent>>();
  return {
    ...files,
    read: (path) => {
      const before = known.get(path) ?? files.read(path);
      known.set(path, before);
      return before;
    },
  };
}
