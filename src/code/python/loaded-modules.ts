import { folderOf, normaliseRelativePath } from '../../normalise/path.ts';
import type { SourcePaths } from '../source-paths.ts';

const IMPORT = /^[ \t]*import[ \t]+([^\n#]+)/gm;
const FROM_IMPORT = /^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]+)/gm;
/** A module named in a text: `include=['shop.tasks']`, `uvicorn.run('shop.main:app')`. */
const MODULE_TEXT = /['"]([A-Za-z_]\w*(?:(?:\.[A-Za-z_]\w*)+(?::\w+)?|:\w+))['"]|['"]([\w./-]+)\.py['"]/g;
/** `Celery('shop', include=['tasks'])` */
const INCLUDED = /\b(?:include|imports)\s*=\s*[[(]([^\])]*)|\bimport_module\s*\(([^)]*)/g;

/** What a module imports, and names in texts. */
export function loadedModules(path: string, text: string, paths: SourcePaths): readonly string[] {
  const found = [...packagesAround(path, paths)];
  const absolute = (module: string) => found.push(...paths.endingWith(module.replaceAll('.', '/')).filter(isPython));
  for (const match of text.matchAll(IMPORT))
    for (const part of (match[1] ?? '').split(',')) absolute(part.trim().split(/\s/)[0] ?? '');
  for (const match of text.matchAll(MODULE_TEXT)) absolute((match[1] ?? match[2] ?? '').replace(/:.*$/, ''));
  for (const [, list, module = ''] of text.matchAll(INCLUDED))
    for (const [, name = ''] of (list ?? module).matchAll(/['"]([\w.]+)['"]/g)) absolute(name);
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
    : paths.exactly(target).filter((each) => /^(\.py|\/__init__\.py)$/.test(each.slice(target.length)));
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
