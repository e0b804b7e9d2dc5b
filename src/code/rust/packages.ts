import { folderOf, normaliseRelativePath } from '../../normalise/path.ts';

export const MANIFEST = /(^|\/)Cargo\.toml$/;

/** One package of a Cargo workspace. */
export interface CargoPackage {
  readonly folder: string;
  readonly name: string;
  /** The name by which code of others names its library. */
  readonly library: string;
  readonly libraryPath: string;
  /** Programs that its manifest names, by their root file. */
  readonly bins: readonly { readonly name: string; readonly path: string }[];
  /** Name of a dependency to the package that it means, where the manifest gives it another one. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly defaultRun?: string;
}

/** @returns undefined for a manifest of a workspace alone */
export function packageOf(path: string, text: string): CargoPackage | undefined {
  const tables = tablesOf(text);
  const name = stringOf(tables.get('package')?.[0], 'name');
  if (name === undefined) return undefined;
  const folder = folderOf(path);
  const library = tables.get('lib')?.[0];
  const defaultRun = stringOf(tables.get('package')?.[0], 'default-run');
  return {
    folder,
    name,
    library: (stringOf(library, 'name') ?? name).replaceAll('-', '_'),
    libraryPath: inFolder(folder, stringOf(library, 'path') ?? 'src/lib.rs'),
    bins: (tables.get('bin') ?? []).flatMap((table) => {
      const own = stringOf(table, 'name');
      const root = stringOf(table, 'path');
      return own === undefined ? [] : [{ name: own, path: inFolder(folder, root ?? `src/bin/${own}.rs`) }];
    }),
    renamed: new Map(
      [...text.matchAll(/^\s*([\w-]+)\s*=\s*\{[^}\n]*\bpackage\s*=\s*"([^"]+)"/gm)].map(([, as = '', own = '']) => [
        as.replaceAll('-', '_'),
        own,
      ]),
    ),
    ...(defaultRun !== undefined && { defaultRun }),
  };
}

/** The texts of TOML tables by name; a list of tables has several. */
function tablesOf(text: string): Map<string, string[]> {
  const tables = new Map<string, string[]>();
  const heads = [...text.matchAll(/^\s*\[\[?\s*([\w."' -]+?)\s*\]\]?\s*(#.*)?$/gm)];
  for (const [at, head] of heads.entries()) {
    const name = head[1] ?? '';
    const body = text.slice(head.index + head[0].length, heads[at + 1]?.index ?? text.length);
    tables.set(name, [...(tables.get(name) ?? []), body]);
  }
  return tables;
}

function stringOf(table: string | undefined, key: string): string | undefined {
  return table === undefined ? undefined : new RegExp(`^\\s*${key}\\s*=\\s*["']([^"']+)["']`, 'm').exec(table)?.[1];
}

function inFolder(folder: string, path: string): string {
  return normaliseRelativePath(`${folder}/${path}`) ?? path;
}

/** Folders of packages that a manifest names by path: `shared = { path = "../shared" }`. */
export function pathsOf(path: string, text: string): string[] {
  return [...text.matchAll(/\bpath\s*=\s*"([^"\n]+)"/g)].flatMap(([, given = '']) => {
    const target = given.endsWith('.rs') ? undefined : normaliseRelativePath(`${folderOf(path)}/${given}`);
    return target === undefined ? [] : [target];
  });
}

/** Every program of a package, by the name of what is built from it and its root file. */
export function programsOf(
  cargo: CargoPackage,
  files: readonly string[],
): readonly { readonly name: string; readonly path: string }[] {
  const main = inFolder(cargo.folder, 'src/main.rs');
  const bins = inFolder(cargo.folder, 'src/bin');
  const found = files.flatMap((path) => {
    const name = path.startsWith(`${bins}/`)
      ? /^([\w-]+)(?:\.rs|\/main\.rs)$/.exec(path.slice(bins.length + 1))?.[1]
      : undefined;
    return name === undefined ? [] : [{ name, path }];
  });
  const named = new Set(cargo.bins.map(({ path }) => path));
  const own = files.includes(main) && !named.has(main) ? [{ name: cargo.name, path: main }] : [];
  return [
    ...cargo.bins.filter(({ path }) => files.includes(path)),
    ...own,
    ...found.filter(({ path }) => !named.has(path)),
  ];
}
