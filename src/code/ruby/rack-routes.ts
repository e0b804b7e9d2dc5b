import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import type { RouteMount } from '../language.ts';
import { ancestorsOf, fieldOf } from '../syntax.ts';
import type { Kinds } from './kinds.ts';
import { mountOf } from './mounted.ts';
import type { Reading } from './reading.ts';
import { ANY, pathText } from './route-paths.ts';
import type { Routing } from './routes.ts';
import { callOf, constantName, isBlock, ownerOf, pairsOf, type RbCall, type RbNode } from './syntax.ts';

/** Rack: `map '/api' do run Api end` of config.ru, `Rack::URLMap.new('/api' => Api)`, WEBrick's servlets. */
export function rackRoutes(reading: Reading, kinds: Kinds): Routing {
  const routes: ServedRoute[] = [];
  const mounts: RouteMount[] = [];
  const isRack = reading.file.path.endsWith('.ru') || /Rack::(Builder|URLMap)/.test(reading.file.text);
  for (const call of reading.file.calls) {
    const found = isRack && call.name === 'run' ? runAt(call) : [];
    for (const { app, prefix } of [
      ...found.map((node) => ({ app: node, prefix: mapsAround(reading, node) })),
      ...urlMap(reading, call),
    ])
      place(reading, kinds, { app, prefix }, { routes, mounts });
    routes.push(...healthMiddleware(reading, call));
    if (/^mount(_proc)?$/.test(call.name) && /WEBrick/.test(reading.file.text) && call.receiver) {
      const path = pathText(reading, call.args[0]);
      routes.push({
        method: '*',
        path: path === undefined ? ANY : joinPaths(path, '*'),
        at: reading.file.originOf(call.args[0] ?? call.node),
      });
    }
  }
  return { routes, mounts };
}

/** `config.middleware.insert_before 0, Health::Middleware` of a library answers paths that nobody writes. */
function healthMiddleware({ file }: Reading, { name, receiver, args }: RbCall): ServedRoute[] {
  const isUsed = name === 'use' && (receiver === undefined || /middleware$/.test(receiver.text));
  const isPut = /^(insert|insert_before|insert_after|unshift)$/.test(name) && /middleware$/.test(receiver?.text ?? '');
  const app = isUsed || isPut ? args.findLast((each) => constantName(each) !== undefined) : undefined;
  const written = app && constantName(app);
  if (app === undefined || !/health|ping|alive|heartbeat|ready|liveness|okcomputer/i.test(written ?? '')) return [];
  return [{ method: '*', path: ANY, at: file.originOf(app) }];
}

function runAt({ receiver, args, block, node }: RbCall): RbNode[] {
  if (receiver !== undefined) return [];
  const [app] = args;
  return app ? [app] : block ? [node] : [];
}

function mapsAround(reading: Reading, node: RbNode): string {
  const found: string[] = [];
  for (const each of ancestorsOf(node)) {
    const call = isBlock(each) && each.parent ? callOf(each.parent) : undefined;
    if (call?.name === 'map' && call.receiver === undefined) found.unshift(pathText(reading, call.args[0]) ?? ANY);
  }
  return joinPaths(...found);
}

function urlMap(
  reading: Reading,
  { name, receiver, node }: RbCall,
): { readonly app: RbNode; readonly prefix: string }[] {
  const written = name === 'new' ? constantName(receiver) : undefined;
  if (written !== 'Rack::URLMap') return [];
  const list = fieldOf(node, 'arguments')?.children ?? [];
  const pairs = list.flatMap((child) => (child.type === 'hash' ? [...pairsOf(child)] : []));
  const direct = list
    .filter(({ type }) => type === 'pair')
    .map((pair) => [pathText(reading, fieldOf(pair, 'key')) ?? ANY, fieldOf(pair, 'value')] as const);
  return [...pairs, ...direct].flatMap(([path, app]) => (app ? [{ app, prefix: joinPaths(path) }] : []));
}

/** A class of the service takes the prefix; whatever else is run answers everything below. */
function place(
  reading: Reading,
  kinds: Kinds,
  { app, prefix }: { readonly app: RbNode; readonly prefix: string },
  { routes, mounts }: { routes: ServedRoute[]; mounts: RouteMount[] },
): void {
  const name = appName(app);
  const isRails =
    /(^|[:.])(Rails|Hanami)\b|\.(application|app)$|Application$/.test(app.text) &&
    !/^Sinatra::Application$/.test(app.text);
  if (name !== undefined && prefix !== '/') mounts.push(...mountOf(reading, name, [prefix]));
  const isKnown = name !== undefined && kinds.of(name, ownerOf(app)) !== undefined;
  if (isKnown || isRails || (name !== undefined && prefix === '/') || /^Sinatra::Application$/.test(app.text)) return;
  if (prefix === '/' && isAnswered(app)) routes.push({ method: '*', path: ANY, at: reading.file.originOf(app) });
  if (prefix !== '/') routes.push({ method: '*', path: joinPaths(prefix, '*'), at: reading.file.originOf(app) });
}

/** A function that answers whatever is asked. */
function isAnswered(app: RbNode): boolean {
  return (
    /^(lambda|call)$/.test(app.type) &&
    (app.type === 'lambda' || /^(proc|lambda|run)$/.test(callOf(app)?.name ?? '')) &&
    !/PATH_INFO|path_info/.test(app.text)
  );
}

/** `Api`, `Api.new`, `Api.freeze.app`. */
function appName(app: RbNode): string | undefined {
  let at: RbNode | undefined = app;
  while (at?.type === 'call') at = fieldOf(at, 'receiver');
  return constantName(at);
}
