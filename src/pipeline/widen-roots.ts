import { LANGUAGES } from '../code/index.ts';
import { isInFolder } from '../normalise/path.ts';
import type { CodeRoots } from '../pairing/code-folders.ts';
import { neverRuns } from '../pairing/never-run.ts';
import type { RepositoryFiles } from '../repository/files.ts';

const MOST_FOLDERS = 100;

/**
 * Adds to the folders of a service those of the projects that its own are built with, wherever in the repository.
 *
 * @param all every file of the repository
 */
export async function widenRoots(roots: CodeRoots, all: readonly string[], files: RepositoryFiles): Promise<CodeRoots> {
  const folders = [...roots.folders];
  for (let at = 0; at < folders.length && folders.length < MOST_FOLDERS; at += 1) {
    const folder = folders[at] ?? '.';
    for (const path of all.filter((each) => isInFolder(each, folder) && !neverRuns(below(each, folder)))) {
      for (const found of await foldersBeside(path, files))
        if (!folders.some((known) => isInFolder(found, known))) folders.push(found);
    }
  }
  return folders.length === roots.folders.length ? roots : { ...roots, folders };
}

function below(path: string, folder: string): string {
  return folder === '.' ? path : path.slice(folder.length + 1);
}

async function foldersBeside(path: string, files: RepositoryFiles): Promise<readonly string[]> {
  const ways = LANGUAGES.flatMap(({ loading }) => (loading?.besides && loading.manifests?.test(path) ? [loading] : []));
  if (ways.length === 0) return [];
  const content = await files.read(path);
  return content.kind === 'text' ? ways.flatMap((way) => way.besides?.(path, content.text) ?? []) : [];
}
