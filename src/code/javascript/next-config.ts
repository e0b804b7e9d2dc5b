import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import type { RouteMount } from '../language.ts';
import { fieldOf, type Syntax, textOfSyntax, withDescendants } from '../syntax.ts';
import { callOf, entryOfObject, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { keyText } from './patterns.ts';
import { routePaths } from './route-path.ts';
import type { Evaluate } from './values.ts';

const CONFIG = /^(?:.*\/)?next\.config\.[cm]?[jt]s$/;
const MIDDLEWARE = /^(?:.*\/)?(middleware|proxy)\.[cm]?[jt]s$/;
const NAME = '@Next';

export function isNextConfig(path: string): boolean {
  return CONFIG.test(path);
}

/** What the configuration and the middleware of Next say of paths. */
export function nextConfigRoutes(module: SourceModule, evaluate: Evaluate): ServedRoute[] {
  if (MIDDLEWARE.test(module.path)) return middlewareRoutes(module);
  if (!CONFIG.test(module.path)) return [];
  const bases = basePaths(module, evaluate);
  const open = (at: Syntax) => [{ method: '*', path: '/*', at: module.originOf(at) }];
  const extensions = entriesNamed('pageExtensions', module);
  const answering = ['rewrites', 'redirects'].flatMap((name) => entriesNamed(name, module));
  return [
    ...extensions.flatMap(open),
    ...answering.flatMap((entry) => sourcesIn(entry, { module, evaluate, bases }) ?? open(entry)),
  ];
}

/** `basePath`, and the language in front of it: they stand before all pages and handlers of the folder. */
export function nextMounts(module: SourceModule, evaluate: Evaluate): RouteMount[] {
  if (!CONFIG.test(module.path)) return [];
  const languages = entriesNamed('i18n', module).length > 0 ? ['', '{locale}'] : [''];
  return basePaths(module, evaluate).flatMap((base) =>
    languages.map((language) => ({ prefix: joinPaths(base, language), target: '', name: NAME, path: module.path })),
  );
}

/** The folder of the Next program that a file belongs to, and what stands before its paths. */
export function nextProgram(
  module: SourceModule,
): { readonly folder: string; readonly prefixes: readonly string[] } | undefined {
  const all = (module.context.mounts ?? []).filter(({ name }) => name === NAME);
  const folders = all.map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
  const [folder] = folders.filter((each) => module.path.startsWith(each)).sort((a, b) => b.length - a.length);
  if (folder === undefined) return undefined;
  return { folder, prefixes: all.filter((_, index) => folders[index] === folder).map(({ prefix }) => prefix) };
}

function basePaths(module: SourceModule, evaluate: Evaluate): string[] {
  const found = entriesNamed('basePath', module).filter((entry) => unwrap(entry).type !== 'false');
  const texts = found.map((entry) => {
    const value = evaluate(entry);
    return value.kind === 'literal' ? value.text : '*';
  });
  return texts.length === 0 ? [''] : [...new Set(texts)];
}

/** The values of a key in any object of the file: the configuration may be wrapped, joined and named in many ways. */
function entriesNamed(name: string, module: SourceModule): Syntax[] {
  const pairs = module.nodesOf('pair').flatMap((pair) => {
    const [key, value] = [fieldOf(pair, 'key'), fieldOf(pair, 'value')];
    return key && value && keyText(key) === name ? [value] : [];
  });
  const methods = module.nodesOf('method_definition').filter((method) => {
    const key = fieldOf(method, 'name');
    return method.parent?.type === 'object' && key !== undefined && keyText(key) === name;
  });
  return [...pairs, ...methods];
}

interface Scene {
  readonly module: SourceModule;
  readonly evaluate: Evaluate;
  readonly bases: readonly string[];
}

/** @returns undefined when some of the sources are not written out */
function sourcesIn(entry: Syntax, { module, evaluate, bases }: Scene): ServedRoute[] | undefined {
  const found: ServedRoute[] = [];
  for (const node of withDescendants(entry)) {
    if (node.type === 'spread_element' || (callOf(node) && !/^Promise\./.test(textOfSyntax(node)))) return undefined;
    const source = entryOfObject(node, 'source');
    if (!source) continue;
    const value = evaluate(source);
    if (value.kind !== 'literal') return undefined;
    const base = entryOfObject(node, 'basePath');
    const before = base && unwrap(base).type === 'false' ? [''] : bases;
    for (const path of routePaths(value.text)) {
      for (const prefix of before)
        found.push({ method: '*', path: joinPaths(prefix, path), at: module.originOf(source) });
    }
  }
  return found.length > 0 || /\breturn\s*\[\s*\]/.test(textOfSyntax(entry)) ? found : undefined;
}

/** Middleware that only lets requests pass leaves the paths as they are. */
function middlewareRoutes(module: SourceModule): ServedRoute[] {
  const isOfNext = /['"](next[-/]|@clerk\/nextjs|@auth0\/nextjs|@supabase\/ssr)/.test(module.text);
  const answers = /\b(rewrite|redirect|json)\(|new (Next)?Response\b|createMiddleware|auth|from ['"]next-/i.test(
    module.text,
  );
  return isOfNext && answers
    ? [{ method: '*', path: '/*', at: { ...module.originOf(module.root), line: 1, column: 1 } }]
    : [];
}
