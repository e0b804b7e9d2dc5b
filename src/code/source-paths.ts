import { folderOf } from '../normalise/path.ts';

/** The source files of a code folder, to be found by the end of their path. */
export interface SourcePaths {
  readonly files: readonly string[];
  has(path: string): boolean;
  /** Empty for a file that is not there. */
  textOf(path: string): string;
  /** The file with this path below one of the folders. */
  below(path: string): string | undefined;
  /** All files whose path ends so, without their ending: `shop/config` finds `services/shop/config.ts` and `shop/config/index.ts`. */
  endingWith(stem: string): readonly string[];
  /** Those of them whose path is this one, and not only its end. */
  exactly(stem: string): readonly string[];
  /** Files of one folder, not of those below. */
  inFolder(folder: string): readonly string[];
}

/**
 * @param folders the code folders
 * @param texts path to text of every source file in them
 */
export function sourcePaths(folders: readonly string[], texts: ReadonlyMap<string, string>): SourcePaths {
  const files = [...texts.keys()];
  const byStem = new Map<string, string[]>();
  const byFolder = new Map<string, string[]>();
  for (const path of files) {
    for (const stem of stemsOf(path)) {
      const last = stem.slice(stem.lastIndexOf('/') + 1);
      byStem.set(last, [...(byStem.get(last) ?? []), path]);
    }
    byFolder.set(folderOf(path), [...(byFolder.get(folderOf(path)) ?? []), path]);
  }
  const endingWith = (stem: string) =>
    (byStem.get(stem.slice(stem.lastIndexOf('/') + 1)) ?? []).filter((path) =>
      stemsOf(path).some((own) => own === stem || own.endsWith(`/${stem}`)),
    );
  return {
    files,
    has: (path) => texts.has(path),
    textOf: (path) => texts.get(path) ?? '',
    below: (path) =>
      folders.map((folder) => (folder === '.' ? path : `${folder}/${path}`)).find((each) => texts.has(each)),
    endingWith,
    exactly: (stem) => endingWith(stem).filter((path) => path.startsWith(`${stem}.`) || path.startsWith(`${stem}/`)),
    inFolder: (folder) => byFolder.get(folder) ?? [],
  };
}

/** `shop/config.ts` is imported as `shop/config`; `shop/src/index.ts` as `shop`, too. */
function stemsOf(path: string): string[] {
  const stem = path.replace(/\.[^./]+$/, '');
  const folder = stem.replace(/\/(index|__init__|__main__)$/, '');
  const above = folder.replace(/\/src$/, '');
  return [...new Set([stem, folder, above])];
}
