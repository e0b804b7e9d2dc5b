import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import type { Syntax } from '../syntax.ts';
import { exportsOf, reExportsOf } from './exports.ts';
import type { SourceModule } from './module.ts';
import { nextProgram } from './next-config.ts';
import { importsPackage } from './packages.ts';

const APP_FILE = /^(?:src\/)?app\/(?:(.*)\/)?(route|page)\.[cm]?[jt]sx?$/;
const PAGES_FILE = /^(?:src\/)?pages\/(.*?)\.[jt]sx?$/;
const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** Paths that are routes by their place alone, or say where the routes are, in Next. */
export const NEXT_FILES =
  /(^|\/)(app\/(.*\/)?(route|page)\.[jt]sx?|pages\/api\/.*\.[jt]sx?|next\.config\.[cm]?[jt]s|(middleware|proxy)\.[jt]s)$/;

/** Routes of Next: the place of the file is the path. */
export function nextRoutes(module: SourceModule): ServedRoute[] {
  const program = nextProgram(module);
  const prefixes = program?.prefixes ?? [''];
  const found = placesOf(module.path, program?.folder).flatMap((place) => routesAt(place, module));
  const unique = new Map(found.map((route) => [`${route.method} ${route.path}`, route]));
  return [...unique.values()].flatMap(({ method, path, node }) =>
    prefixes.map((prefix) => ({ method, path: joinPaths(prefix, path), at: module.originOf(node) })),
  );
}

interface PlacedRoute {
  readonly method: string;
  readonly path: string;
  readonly node: Syntax;
}

/** The path below the folder of the program; without one, below every folder that may be it. */
function placesOf(path: string, folder: string | undefined): string[] {
  if (folder !== undefined) return [path.slice(folder.length)];
  const starts = [...path.matchAll(/(?:^|\/)(?:src\/)?(?=(?:app|pages)\/)/g)].map(
    ({ 0: found, index }) => index + found.length,
  );
  return [starts.at(0), starts.at(-1)].flatMap((start) => (start === undefined ? [] : [path.slice(start)]));
}

function routesAt(place: string, module: SourceModule): PlacedRoute[] {
  const app = APP_FILE.exec(place);
  if (app) {
    const path = pathOfSegments(app[1] ?? '');
    if (path === undefined) return [];
    if (app[2] === 'page') return exportsDefault(module) ? [{ method: 'GET', path, node: module.root }] : [];
    return handlersOf(module).map(({ method, node }) => ({ method, path, node }));
  }
  const page = PAGES_FILE.exec(place)?.[1];
  if (page === undefined || /(^|\/)_(app|document|error|middleware)$/.test(page) || !exportsDefault(module)) return [];
  const isApi = /^api(\/|$)/.test(page);
  const path = pathOfSegments(page);
  if (path === undefined || (!isApi && !isNextPage(module))) return [];
  return [{ method: isApi ? '*' : 'GET', path, node: module.root }];
}

/** The functions that `route.ts` exports by the name of their method; all methods where another file has them. */
function handlersOf(module: SourceModule): { method: string; node: Syntax }[] {
  const passedOn = reExportsOf(module).flatMap(({ names }) => names?.map(({ as }) => as) ?? ['*']);
  return [
    ...exportsOf(module)
      .filter(({ name }) => METHODS.has(name))
      .map(({ name, value }) => ({ method: name, node: value })),
    ...passedOn.filter((name) => METHODS.has(name) || name === '*').map((method) => ({ method, node: module.root })),
  ];
}

/** Many programs have a folder `pages`; only Next makes routes of it. */
function isNextPage(module: SourceModule): boolean {
  return (
    nextProgram(module) !== undefined ||
    importsPackage(module, /^next(\/|$)/) ||
    exportsOf(module).some(({ name }) => /^get(ServerSide|Static|Initial)(Props|Paths)$/.test(name))
  );
}

function exportsDefault(module: SourceModule): boolean {
  return (
    exportsOf(module).some(({ name }) => name === 'default') ||
    reExportsOf(module).some(({ names }) => names?.some(({ as }) => as === 'default'))
  );
}

/** `shop/(open)/[id]/[...rest]/index` → `/shop/{id}/*`; undefined for folders that are no part of a path. */
function pathOfSegments(text: string): string | undefined {
  const parts = text.split('/').filter((part) => part !== '');
  // `(.)cart` shows a page inside of another one; `_parts` holds none.
  if (parts.some((part) => /^\(\.|^_/.test(part))) return undefined;
  const segments = parts
    .filter((part) => !/^\(.*\)$|^@/.test(part))
    .map((part) => (/^\[\[?\.\.\./.test(part) ? '*' : part.replace(/^\[([\w-]+)\]$/, '{$1}')));
  if (segments.at(-1) === 'index') segments.pop();
  return `/${segments.join('/')}`;
}
