import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import { ancestorsOf } from '../syntax.ts';
import type { Kinds } from './kinds.ts';
import { prefixesOf } from './mounted.ts';
import type { Reading } from './reading.ts';
import { ANY, pathText, patternPaths } from './route-paths.ts';
import type { Routing } from './routes.ts';
import { callOfBlock, constantName, isBlock, isInside, ownerOf, type RbCall, type RbNode } from './syntax.ts';

const VERBS = /^(get|post|put|patch|delete|head)$/;
/** What hands requests on to what is not read here. */
const HANDS_ON =
  /^(run|public|assets|rodauth|multi_route|multi_run|multi_public|hash_routes|hash_branches|hash_paths|route|sinatra)$/;

/** Roda: a tree of `r.on 'cakes' do … r.get 'fresh' do`, inside `route do |r|`. */
export function rodaRoutes(reading: Reading, kinds: Kinds): Routing {
  const routes: ServedRoute[] = [];
  for (const { name, base, node } of reading.file.classes) {
    if (base === '' || kinds.of(base, ownerOf(node)) !== 'roda') continue;
    const mounted = prefixesOf(reading, name);
    const steps = reading.file.calls.filter((call) => isInside(call.node, node) && call.receiver?.text === 'r');
    for (const { method, path, at } of steps.flatMap((call) => routesOf(reading, call, steps)))
      for (const outer of mounted.length > 0 ? mounted : [''])
        routes.push({ method, path: joinPaths(outer, path), at });
  }
  return { routes, mounts: [] };
}

function routesOf(reading: Reading, call: RbCall, steps: readonly RbCall[]): ServedRoute[] {
  const around = stepsAround(call.node);
  const prefix = joinPaths(...around.map(({ args }) => pathOf(reading, args)));
  const at = reading.file.originOf(call.args[0] ?? call.node);
  const one = (method: string, ...rest: readonly string[]): ServedRoute[] =>
    patternPaths(joinPaths(prefix, ...rest)).map((path) => ({ method, path, at }));
  const own = pathOf(reading, call.args);
  const holdsSteps = steps.some(
    (other) => other !== call && call.block !== undefined && isInside(other.node, call.block),
  );
  if (call.name === 'root') return one('GET');
  if (HANDS_ON.test(call.name)) return one('*', '*');
  if (VERBS.test(call.name)) {
    const method = call.name.toUpperCase();
    // Without a path it takes all that is left, of which `is` leaves nothing.
    return call.args.length > 0 || around.at(-1)?.name === 'is' ? one(method, own) : one(method, '*');
  }
  if (holdsSteps) return [];
  if (call.name === 'is') return one('*', own);
  return call.name === 'on' ? one('*', own, '*') : [];
}

/** The branches in which a step lies, from the outside in. */
function stepsAround(node: RbNode): RbCall[] {
  return [...ancestorsOf(node)]
    .flatMap((each) => (isBlock(each) ? (callOfBlock(each) ?? []) : []))
    .filter(({ name, receiver }) => receiver?.text === 'r' && /^(on|is|get|post|put|patch|delete)$/.test(name))
    .reverse();
}

/** `'cakes', Integer`, `:id`; a pattern takes what it takes. */
function pathOf(reading: Reading, args: readonly RbNode[]): string {
  return joinPaths(
    ...args
      .filter(({ type }) => type !== 'hash' && type !== 'true')
      .map((each) => {
        if (constantName(each) !== undefined) return ':part';
        const text = pathText(reading, each);
        if (text === undefined) return ANY;
        return each.type === 'simple_symbol' ? `:${text}` : text;
      }),
  );
}
