import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A copy of a repository on which changes are tried, so that what is not good enough never reaches the repository. */
export interface Workbench {
  /** Absolute path of the copy; its last part is that of the repository, which may name the application. */
  readonly path: string;
  write(path: string, text: string): void;
  /** Also done when the process ends. */
  remove(): void;
}

/**
 * @param root absolute path of the repository
 * @param paths the files to copy, below the root
 */
export function openWorkbench(root: string, paths: readonly string[]): Workbench {
  const parent = mkdtempSync(join(tmpdir(), 'parity-fix-'));
  const path = join(parent, basename(root));
  const clear = () => rmSync(parent, { recursive: true, force: true });
  process.once('exit', clear);
  const remove = () => {
    process.removeListener('exit', clear);
    clear();
  };
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
