import { copyFileSync, lstatSync, mkdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type ScratchFolder, scratchFolder } from './scratch-folder.ts';

/** A copy of a repository on which changes are tried, so that what is not good enough never reaches the repository. */
export interface Workbench extends ScratchFolder {
  write(path: string, text: string): void;
}

/**
 * @param root absolute path of the repository; the copy has its last part, which may name the application
 * @param paths the files to copy, below the root
 */
export function openWorkbench(root: string, paths: readonly string[]): Workbench {
  const { path: parent, remove } = scratchFolder(root, { copies: [], texts: {} });
  const path = join(parent, basename(root));
  try {
    mkdirSync(path);
    for (const file of paths) copyInto(root, path, file);
  } catch (error) {
    remove();
    throw error;
  }
  return { path, write: (file, text) => writeFileSync(join(path, file), text), remove };
}

/** Links stay links, and what is no file (a pipe, a socket) is not there: nobody would read it. */
function copyInto(root: string, bench: string, file: string): void {
  const [from, to] = [join(root, file), join(bench, file)];
  const found = lstatSync(from, { throwIfNoEntry: false });
  if (found === undefined || !(found.isFile() || found.isSymbolicLink())) return;
  mkdirSync(dirname(to), { recursive: true });
  if (found.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else copyFileSync(from, to);
}
