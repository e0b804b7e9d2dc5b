import { folderOf, normaliseRelativePath } from '../../normalise/path.ts';
import type { SourcePaths } from '../source-paths.ts';

const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire(?:\.resolve)?\s*\(\s*)(['"`])([^'"`\n$]+)\1/g;
/** A path in a text: `fork('./worker.js')`, `new URL('./worker.js', …)`, `join(__dirname, 'worker.js')`. */
const PATH_TEXT = /(['"`])(\.{1,2}\/[^'"`\n$]+|[\w./-]+\.(?:[cm]?[jt]s|py))\1/g;

/** What a script imports, requires, and names as a path in a text. */
export function scriptImports(path: string, text: string, paths: SourcePaths): readonly string[] {
  const names = [...text.matchAll(SPECIFIER), ...text.matchAll(PATH_TEXT)].map((match) => match[2] ?? '');
  return [...new Set(names)].flatMap((name) => {
    const stem = withoutEnding(name);
    if (name.startsWith('.')) {
      const target = normaliseRelativePath(`${folderOf(path)}/${stem}`);
      const whole = normaliseRelativePath(`${folderOf(path)}/${name}`);
      return [target, whole].flatMap((each) =>
        each === undefined ? [] : paths.exactly(each === '.' ? 'index' : each),
      );
    }
    // An alias of tsconfig.json or a package of the workspace: what ends like it.
    const short = stem.slice(stem.indexOf('/') + 1);
    return [...paths.endingWith(stem), ...(short === stem ? [] : paths.endingWith(short))];
  });
}

function withoutEnding(name: string): string {
  return name.replace(/\.([cm]?[jt]sx?|vue|svelte|py)$/, '');
}
