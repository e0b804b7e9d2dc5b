import { folderOf, normaliseRelativePath } from '../normalise/path.ts';
import type { SourcePaths } from './source-paths.ts';

/** The files that run when a service starts from its entry files. */
export interface Reach {
  readonly files: ReadonlySet<string>;
  /** The first file that loads others by a computed name: what it reaches is then not known. */
  readonly openAt?: string;
}

/**
 * Follows imports from file to file by their text. Where a name may mean several files, all of them count as reached:
 * what is wrongly reached is only read once too often.
 *
 * @param entries files, or folders of Go packages
 * @param texts path to text of every source file, go.mod among them
 */
export function reachOf(entries: readonly string[], paths: SourcePaths, texts: ReadonlyMap<string, string>): Reach {
  const files = new Set<string>();
  const waiting = entries.flatMap((entry) => (texts.has(entry) ? [entry] : paths.inFolder(entry)));
  const modules = goModules(texts);
  let openAt: string | undefined;
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue;
    files.add(path);
    const text = texts.get(path) ?? '';
    if (openAt === undefined && loadsByName(path, text)) openAt = path;
    waiting.push(...namedIn(path, { text, paths, modules }));
  }
  return { files, ...(openAt !== undefined && { openAt }) };
}

const LOADS_BY_NAME: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\.([cm]?[jt]sx?|vue|svelte)$/,
    /\b(?:import|require)\s*\(\s*(?:[^\s'"`)]|`[^`]*\$\{|['"][^'"]*['"]\s*\+)|\bimport\.meta\.glob|\brequire\.context|autoload|require-?all|['"`][^'"`\n]*\*[^'"`\n]*\.[cm]?[jt]s['"`]/i,
  ],
  [
    /\.py$/,
    /\bimport_module\s*\(\s*(?!['"])|__import__\s*\(\s*(?!['"])|\b(?:iter_modules|walk_packages|entry_points|autodiscover\w*|spec_from_file_location|runpy)\b|DJANGO_SETTINGS_MODULE|INSTALLED_APPS/,
  ],
  [/\.go$/, /\bplugin\.Open\(/],
];

/** Whether code loads what it computes: a folder of plugins, what a framework finds by itself. */
function loadsByName(path: string, text: string): boolean {
  return LOADS_BY_NAME.some(([ending, pattern]) => ending.test(path) && pattern.test(text));
}

interface Place {
  readonly text: string;
  readonly paths: SourcePaths;
  readonly modules: readonly GoModule[];
}

function namedIn(path: string, place: Place): readonly string[] {
  if (path.endsWith('.go')) return goImports(path, place);
  return path.endsWith('.py') ? pythonImports(path, place) : scriptImports(path, place);
}

const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire(?:\.resolve)?\s*\(\s*)(['"`])([^'"`\n$]+)\1/g;
/** A path in a text: `fork('./worker.js')`, `new URL('./worker.js', …)`, `join(__dirname, 'worker.js')`. */
const PATH_TEXT = /(['"`])(\.{1,2}\/[^'"`\n$]+|[\w./-]+\.(?:[cm]?[jt]s|py))\1/g;

function scriptImports(path: string, { text, paths }: Place): readonly string[] {
  const names = [...text.matchAll(SPECIFIER), ...text.matchAll(PATH_TEXT)].map((match) => match[2] ?? '');
  return [...new Set(names)].flatMap((name) => {
    const stem = withoutEnding(name);
    if (name.startsWith('.')) {
      const target = normaliseRelativePath(`${folderOf(path)}/${stem}`);
      const whole = normaliseRelativePath(`${folderOf(path)}/${name}`);
      return [target, whole].flatMap((each) =>
        each === undefined ? [] : exactly(each === '.' ? 'index' : each, paths),
      );
    }
    // An alias of tsconfig.json or a package of the workspace: what ends like it.
    const short = stem.slice(stem.indexOf('/') + 1);
    return [...paths.endingWith(stem), ...(short === stem ? [] : paths.endingWith(short))];
  });
}

function exactly(stem: string, paths: SourcePaths): readonly string[] {
  return paths.endingWith(stem).filter((path) => path.startsWith(`${stem}.`) || path.startsWith(`${stem}/`));
}

function withoutEnding(name: string): string {
  return name.replace(/\.([cm]?[jt]sx?|vue|svelte|py)$/, '');
}

const IMPORT = /^[ \t]*import[ \t]+([^\n#]+)/gm;
const FROM_IMPORT = /^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]+)/gm;
/** A module named in a text: `include=['shop.tasks']`, `uvicorn.run('shop.main:app')`. */
const MODULE_TEXT = /['"]([A-Za-z_]\w*(?:(?:\.[A-Za-z_]\w*)+(?::\w+)?|:\w+))['"]|['"]([\w./-]+)\.py['"]/g;
/** `Celery('shop', include=['tasks'])` */
const INCLUDED = /\b(?:include|imports)\s*=\s*[[(]([^\])]*)/g;

function pythonImports(path: string, { text, paths }: Place): readonly string[] {
  const found = [...packagesAround(path, paths)];
  const absolute = (module: string) => found.push(...paths.endingWith(module.replaceAll('.', '/')).filter(isPython));
  for (const match of text.matchAll(IMPORT))
    for (const part of (match[1] ?? '').split(',')) absolute(part.trim().split(/\s/)[0] ?? '');
  for (const match of text.matchAll(MODULE_TEXT)) absolute((match[1] ?? match[2] ?? '').replace(/:.*$/, ''));
  for (const [, list = ''] of text.matchAll(INCLUDED))
    for (const [, module = ''] of list.matchAll(/['"]([\w.]+)['"]/g)) absolute(module);
  for (const [, dots = '', module = '', names = ''] of text.matchAll(FROM_IMPORT)) {
    const listed = names
      .replace(/[()]/g, '')
      .split(',')
      .map((name) => name.trim().split(/\s/)[0] ?? '');
    const all = [module, ...listed.map((name) => [module, name].filter((part) => part !== '').join('.'))];
    if (dots === '') for (const each of all) absolute(each);
    else found.push(...all.flatMap((each) => relativeModule(path, { dots, module: each }, paths)));
  }
  return found;
}

function relativeModule(path: string, named: { dots: string; module: string }, paths: SourcePaths): readonly string[] {
  const up = '../'.repeat(named.dots.length - 1);
  const target = normaliseRelativePath(`${folderOf(path)}/${up}${named.module.replaceAll('.', '/')}`);
  return target === undefined
    ? []
    : exactly(target, paths).filter((each) => /^(\.py|\/__init__\.py)$/.test(each.slice(target.length)));
}

/** Importing a module runs the packages around it. */
function packagesAround(path: string, paths: SourcePaths): string[] {
  const around: string[] = [];
  for (let folder = folderOf(path); folder !== '.'; folder = folderOf(folder)) around.push(`${folder}/__init__.py`);
  return around.filter((each) => paths.has(each));
}

function isPython(path: string): boolean {
  return path.endsWith('.py');
}

interface GoModule {
  readonly folder: string;
  readonly name: string;
}

function goModules(texts: ReadonlyMap<string, string>): GoModule[] {
  return [...texts].flatMap(([path, text]) => {
    const name = /(^|\/)go\.mod$/.test(path) ? /^module\s+(\S+)/m.exec(text)?.[1] : undefined;
    return name === undefined ? [] : [{ folder: folderOf(path), name }];
  });
}

/** The package itself, and the packages of the repository that it imports. */
function goImports(path: string, { text, paths, modules }: Place): readonly string[] {
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
