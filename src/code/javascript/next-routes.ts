import type { ServedRoute } from '../../shape/code-facts.ts';
import { exportsOf } from './exports.ts';
import type { SourceModule } from './module.ts';
import { importsPackage } from './packages.ts';

const APP_FILE = /^(?:.*\/)?app\/(?:(.*)\/)?(route|page)\.[cm]?[jt]sx?$/;
const PAGES_FILE = /^(?:.*\/)?pages\/(.*?)\.[jt]sx?$/;
const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** Paths that are routes by their place alone, in Next. */
export const NEXT_FILES = /(^|\/)(app\/(.*\/)?(route|page)|pages\/api\/.*)\.[jt]sx?$/;

/** Routes of Next: the place of the file is the path. */
export function nextRoutes(module: SourceModule): ServedRoute[] {
  const app = APP_FILE.exec(module.path);
  if (app) {
    const path = pathOfSegments(app[1] ?? '');
    if (app[2] === 'page')
      return exportsDefault(module) ? [{ method: 'GET', path, at: module.originOf(module.root) }] : [];
    return exportsOf(module)
      .filter(({ name }) => METHODS.has(name))
      .map(({ name, value }) => ({ method: name, path, at: module.originOf(value) }));
  }
  const page = PAGES_FILE.exec(module.path)?.[1];
  if (page === undefined || /(^|\/)_(app|document|error|middleware)$/.test(page) || !exportsDefault(module)) return [];
  const isApi = /^api(\/|$)/.test(page);
  if (!isApi && !isNextPage(module)) return [];
  return [{ method: isApi ? '*' : 'GET', path: pathOfSegments(page), at: module.originOf(module.root) }];
}

/** Many programs have a folder `pages`; only Next makes routes of it. */
function isNextPage(module: SourceModule): boolean {
  return (
    importsPackage(module, /^next(\/|$)/) ||
    exportsOf(module).some(({ name }) => /^get(ServerSide|Static|Initial)(Props|Paths)$/.test(name))
  );
}

function exportsDefault(module: SourceModule): boolean {
  return exportsOf(module).some(({ name }) => name === 'default');
}

/** `shop/(open)/[id]/[...rest]/index` → `/shop/{id}/*`. */
function pathOfSegments(text: string): string {
  const segments = text
    .split('/')
    .filter((part) => part !== '' && !/^\(.*\)$|^@/.test(part))
    .map((part) => (/^\[\[?\.\.\./.test(part) ? '*' : part.replace(/^\[(\w+)\]$/, '{$1}')));
  if (segments.at(-1) === 'index') segments.pop();
  return `/${segments.join('/')}`;
}
