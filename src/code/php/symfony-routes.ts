import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import type { ReadContext, RouteMount } from '../language.ts';
import { patternPaths } from './route-paths.ts';
import type { Leaf } from './symfony-file.ts';

const ROUTE_FILE = /(^|\/)config\/(routes\/.+|routes|routing)\.ya?ml$/;

interface RouteEntry {
  readonly of: ReadonlyMap<string, Leaf>;
  readonly methods: readonly string[];
}

/** Routes and imports of config/routes.yaml, by the name of their entry. */
function entriesOf(path: string, leaves: readonly Leaf[]): RouteEntry[] {
  if (!ROUTE_FILE.test(path)) return [];
  const names = [...new Set(leaves.map(({ keys }) => keys[0] ?? ''))];
  return names.map((name) => {
    const own = leaves.filter(({ keys }) => keys[0] === name);
    return {
      of: new Map(own.map((leaf) => [leaf.keys.slice(1).join('.'), leaf])),
      methods: own
        .filter(({ keys }) => keys[1] === 'methods')
        .flatMap(({ text }) => text.split('|'))
        .map((method) => method.trim().toUpperCase()),
    };
  });
}

/** `path:` entries, below what imports the file. */
export function symfonyRoutes(path: string, leaves: readonly Leaf[], { mounts = [] }: ReadContext): ServedRoute[] {
  const outer = mounts.length > 0 ? mounts.map(({ prefix }) => prefix) : [''];
  return entriesOf(path, leaves).flatMap(({ of, methods }) => {
    const leaf = of.get('path');
    if (leaf) {
      const served = methods.length > 0 ? methods : ['*'];
      return outer.flatMap((before) =>
        patternPaths(joinPaths(before, leaf.text)).flatMap((whole) =>
          served.map((method) => ({ method, path: whole, at: leaf.at })),
        ),
      );
    }
    // What bundles bring is not known.
    const resource = of.get('resource');
    if (resource === undefined || !/^@|^\.$/.test(resource.text)) return [];
    return [{ method: '*', path: joinPaths(of.get('prefix')?.text ?? '', '{*}'), at: resource.at }];
  });
}

/** `resource: ../src/Controller/` with a `prefix:`. */
export function symfonyMounts(path: string, leaves: readonly Leaf[]): RouteMount[] {
  return entriesOf(path, leaves).flatMap(({ of }) => {
    const resource = (of.get('resource') ?? of.get('resource.path'))?.text;
    const prefix = of.get('prefix')?.text ?? '';
    const target = resource
      ?.replace(/^[./]+|\/+$/g, '')
      .replace(/\.(ya?ml|php)$/, '')
      .replace(/\/?[^/]*\*.*$/, '');
    if (target === undefined || target === '' || prefix.replaceAll('/', '') === '' || target.startsWith('@')) return [];
    return [{ prefix: joinPaths(prefix), target, path }];
  });
}
