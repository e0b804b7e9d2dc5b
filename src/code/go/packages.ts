import { folderOf, normaliseRelativePath } from '../../normalise/path.ts';
import type { SourcePaths } from '../source-paths.ts';
import { isBuilt } from './build-constraints.ts';

export interface GoModule {
  readonly folder: string;
  readonly name: string;
}

/** The modules of a repository, by their go.mod. */
export function goModules(texts: ReadonlyMap<string, string>): GoModule[] {
  return [...texts].flatMap(([path, text]) => {
    const name = /(^|\/)go\.mod$/.test(path) ? /^module\s+(\S+)/m.exec(text)?.[1] : undefined;
    return name === undefined ? [] : [{ folder: folderOf(path), name }];
  });
}

/** The package itself, and the packages of the repository that it imports. */
export function goImports(
  path: string,
  text: string,
  { paths, modules }: { readonly paths: SourcePaths; readonly modules: readonly GoModule[] },
): readonly string[] {
  if (!isBuilt(path, text)) return [];
  const imported = [...text.matchAll(/"([\w./~-]+)"/g)].flatMap(([, name = '']) => {
    const module = modules.find((each) => name === each.name || name.startsWith(`${each.name}/`));
    // Without its go.mod a module is known by the end of its packages.
    if (module === undefined) return modules.length === 0 && name.includes('/') ? goFolderLike(name, paths) : [];
    return paths.inFolder(normaliseRelativePath(`${module.folder}/${name.slice(module.name.length)}`) ?? '.');
  });
  return [...paths.inFolder(folderOf(path)), ...imported].filter((each) => each.endsWith('.go'));
}

function goFolderLike(name: string, paths: SourcePaths): readonly string[] {
  return paths.files.filter(
    (path) => name.endsWith(`/${folderOf(path)}`) || name.split('/').at(-1) === folderOf(path).split('/').at(-1),
  );
}
