import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import { ancestorsOf, fieldOf } from '../syntax.ts';
import type { Kinds } from './kinds.ts';
import { prefixesOf } from './mounted.ts';
import type { Reading } from './reading.ts';
import { ANY, pathText, patternPaths, patternsOf } from './route-paths.ts';
import type { Routing } from './routes.ts';
import { CLASS, callOf, isBlock, METHOD, ownerOf, type RbCall, type RbNode } from './syntax.ts';

const VERBS = /^(get|post|put|patch|delete|head|options|link|unlink)$/;

/** Sinatra, classic and modular: `get '/menu' do … end`, below `namespace` and where the class is mounted. */
export function sinatraRoutes(reading: Reading, kinds: Kinds): Routing {
  const { file } = reading;
  const isClassic = /^\s*require\s*\(?\s*['"]sinatra(\/\w+)?['"]/m.test(file.text);
  const routes = file.calls.flatMap((call): ServedRoute[] => {
    if (!VERBS.test(call.name) || (call.block === undefined && !call.isOpen)) return [];
    const owner = ownerOf(call.node);
    const base = superclassAround(call.node);
    const isOwn =
      base === undefined ? isClassic && owner === '' && !isInside(call.node) : kinds.of(base, owner) === 'sinatra';
    const isHelper =
      call.receiver?.type === 'identifier' &&
      call.receiver.text === 'app' &&
      /\bSinatra\b|def self\.registered/.test(file.text);
    if (!isHelper && (call.receiver !== undefined || !isOwn)) return [];
    return routesOf(reading, call, owner);
  });
  return { routes, mounts: [] };
}

function superclassAround(node: RbNode): string | undefined {
  for (const each of ancestorsOf(node)) {
    if (CLASS.test(each.type)) return fieldOf(each, 'superclass')?.children[0]?.text ?? '';
    const call = isBlock(each) && each.parent ? callOf(each.parent) : undefined;
    if (call?.receiver?.text === 'Sinatra' && call.name === 'new') return 'Sinatra::Base';
  }
  return undefined;
}

function isInside(node: RbNode): boolean {
  for (const each of ancestorsOf(node)) if (METHOD.test(each.type)) return true;
  return false;
}

function routesOf(reading: Reading, call: RbCall, owner: string): ServedRoute[] {
  const prefixes = owner === '' ? [] : prefixesOf(reading, owner);
  const outer = namespacesAround(reading, call.node);
  const at = reading.file.originOf(call.args[0] ?? call.node);
  const method = call.name.toUpperCase();
  return patternsOf(reading, call.args[0], [ANY]).flatMap((path) =>
    (prefixes.length > 0 ? prefixes : ['']).map((prefix) => ({ method, path: joinPaths(prefix, outer, path), at })),
  );
}

/** `namespace '/api' do` of sinatra-contrib. */
function namespacesAround(reading: Reading, node: RbNode): string {
  const found: string[] = [];
  for (const each of ancestorsOf(node)) {
    const call = isBlock(each) && each.parent ? callOf(each.parent) : undefined;
    if (call?.name === 'namespace') found.unshift(pathText(reading, call.args[0]) ?? ANY);
  }
  return joinPaths(...found.flatMap((part) => patternPaths(part).slice(0, 1)));
}
