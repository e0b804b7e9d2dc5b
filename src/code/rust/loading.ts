import { folderOf } from '../../normalise/path.ts';
import type { Loading, ProgramCall, Sources } from '../loading.ts';
import { type CargoBuild, cargoBuild, cargoBuilds } from './cargo-builds.ts';
import { type CargoPackage, MANIFEST, packageOf, pathsOf, programsOf } from './packages.ts';

export const loading: Loading = {
  runners: 'rest',
  started,
  loads,
  loadsByName: /\blibloading::|\bwasmtime::|\binclude!\s*\(\s*env!/,
  isProgram: (text) => /^\s*(pub\s+)?(async\s+)?fn\s+main\s*\(|#\[launch\]/m.test(text),
  manifests: MANIFEST,
  besides: (path, text) => (MANIFEST.test(path) ? pathsOf(path, text) : []),
};

interface Program {
  readonly cargo: CargoPackage;
  readonly name: string;
  readonly path: string;
}

/** `./cart`, `cargo run --bin cart`: the root file of the program of that name, or of the only one that is built. */
function started(call: ProgramCall): readonly string[] | undefined {
  const { name, words, paths, made } = call;
  const packages = paths.files.flatMap((path) =>
    MANIFEST.test(path) ? (packageOf(path, paths.textOf(path)) ?? []) : [],
  );
  const programs = packages.flatMap((cargo) =>
    programsOf(cargo, paths.files).map((program) => ({ ...program, cargo })),
  );
  const run = name === 'cargo' ? cargoBuild(words) : undefined;
  if (name === 'cargo') return run && only(chosen(run, programs));
  if (words.some((word) => /\.(js|ts|py|rb)$/.test(word))) return undefined;
  const named = only(programs.filter((program) => program.name === name));
  if (named) return named;
  const builds = cargoBuilds(made);
  // Copied under another name: what was built is the only thing that can have been.
  const built = builds.length === 1 && builds[0] ? only(chosen(builds[0], programs)) : undefined;
  return built ?? (isRustAlone(call) ? only(programs) : undefined);
}

function chosen(build: CargoBuild, programs: readonly Program[]): readonly Program[] {
  if (build.bin !== undefined) return programs.filter(({ name }) => name === build.bin);
  const path = build.path;
  const own = programs.filter(({ cargo }) => {
    if (build.package !== undefined) return cargo.name === build.package;
    return path === undefined || path === '.' || cargo.folder === path || cargo.folder.endsWith(`/${path}`);
  });
  const standard = own.filter(({ cargo, name }) => cargo.defaultRun === name);
  return standard.length === 1 ? standard : own;
}

function only(programs: readonly Program[]): readonly string[] | undefined {
  const [first, ...more] = programs;
  return first && more.length === 0 ? [first.path] : undefined;
}

function isRustAlone({ paths }: ProgramCall): boolean {
  return paths.files.every((path) => path.endsWith('.rs') || MANIFEST.test(path));
}

/** The modules that a file declares, and the libraries of the repository that it names. */
function loads({ paths, texts }: Sources): (path: string, text: string) => readonly string[] {
  const packages = [...texts].flatMap(([path, text]) => (MANIFEST.test(path) ? (packageOf(path, text) ?? []) : []));
  return (path, text) => {
    const own = packageAround(path, packages);
    const libraries = packages.filter(({ library, name, libraryPath }) => {
      const names = [library, ...[...(own?.renamed ?? [])].flatMap(([as, renamed]) => (renamed === name ? [as] : []))];
      return libraryPath !== path && names.some((each) => new RegExp(`\\b${each}\\b\\s*(::|;|\\bas\\b)`).test(text));
    });
    const modules = [
      ...text.matchAll(/^[ \t]*(?:#\[path\s*=\s*"([^"]+)"\]\s*)?(?:pub(?:\([^)]*\))?\s+)?mod\s+(?:r#)?(\w+)\s*;/gm),
    ];
    const included = [...text.matchAll(/\binclude!\s*\(\s*"([^"]+\.rs)"/g)].map(([, name = '']) => beside(path, name));
    return [
      ...modules.flatMap(([, given, name = '']) =>
        given === undefined ? moduleFiles(path, name, texts) : [beside(path, given)],
      ),
      ...libraries.map(({ libraryPath }) => libraryPath),
      ...included,
    ].filter((each) => texts.has(each) || paths.has(each));
  };
}

/** The package whose folder is nearest around a file. */
function packageAround(path: string, packages: readonly CargoPackage[]): CargoPackage | undefined {
  const around = packages.filter(({ folder }) => folder === '.' || path.startsWith(`${folder}/`));
  return around.sort((a, b) => b.folder.length - a.folder.length)[0];
}

function beside(path: string, name: string): string {
  const folder = folderOf(path);
  return folder === '.' ? name : `${folder}/${name}`.replace(/[^/]+\/\.\.\//g, '');
}

/** `mod cart;` in `src/main.rs` is `src/cart.rs` or `src/cart/mod.rs`; in `src/shop.rs` it lies below `src/shop/`. */
function moduleFiles(path: string, name: string, texts: ReadonlyMap<string, string>): string[] {
  const stem = path.replace(/\.rs$/, '');
  const folders = [folderOf(path), stem].map((folder) => (folder === '.' ? '' : `${folder}/`));
  const all = folders.flatMap((folder) => [`${folder}${name}.rs`, `${folder}${name}/mod.rs`]);
  return all.filter((each) => texts.has(each));
}
