import { folderOf, normaliseRelativePath } from '../../normalise/path.ts';
import type { Sources } from '../loading.ts';
import type { SourcePaths } from '../source-paths.ts';
import { type ImportName, importNames } from './import-names.ts';

const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire(?:\.resolve)?\s*\(\s*)(['"`])([^'"`\n$]+)\1/g;
/** A path in a text: `fork('./worker.js')`, `new URL('./worker.js', …)`, `join(__dirname, 'worker.js')`. */
const PATH_TEXT = /(['"`])(\.{1,2}\/[^'"`\n$]+|[\w./-]+\.(?:[cm]?[jt]s|py))\1/g;

/** What a script imports, requires, and names as a path in a text. */
export function scriptImports({ paths, texts }: Sources): (path: string, text: string) => readonly string[] {
  const known = importNames(texts);
  return (path, text) => {
    const names = [...text.matchAll(SPECIFIER), ...text.matchAll(PATH_TEXT)].map((match) => match[2] ?? '');
    return [...new Set(names)].flatMap((name) =>
      name.startsWith('.') ? relative(path, name, paths) : named(name, paths, known),
    );
  };
}

function relative(path: string, name: string, paths: SourcePaths): readonly string[] {
  const target = normaliseRelativePath(`${folderOf(path)}/${withoutEnding(name)}`);
  const whole = normaliseRelativePath(`${folderOf(path)}/${name}`);
  return [target, whole].flatMap((each) => (each === undefined ? [] : paths.exactly(each === '.' ? 'index' : each)));
}

/** A package of the repository stands for all of its files; else an alias, which what it means ends like. */
function named(name: string, paths: SourcePaths, known: readonly ImportName[]): readonly string[] {
  // `config` reads its folder by itself: https://github.com/node-config/node-config/wiki/Configuration-Files
  if (name === 'config') return paths.files.filter((path) => /(^|\/)config\//.test(path));
  const stem = withoutEnding(name);
  const short = stem.slice(stem.indexOf('/') + 1);
  return [
    ...paths.endingWith(stem),
    ...(short === stem ? [] : paths.endingWith(short)),
    ...known.flatMap(({ prefix, isExact, folder }) =>
      name === prefix || (!isExact && name.startsWith(`${prefix}/`)) ? below(folder, paths) : [],
    ),
  ];
}

function below(folder: string, paths: SourcePaths): readonly string[] {
  return paths.files.filter(
    (path) => folder === '.' || path.startsWith(`${folder}/`) || withoutEnding(path) === folder,
  );
}

function withoutEnding(name: string): string {
  return name.replace(/\.([cm]?[jt]sx?|vue|svelte|py)$/, '');
}
