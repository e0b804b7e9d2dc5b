import type { ServedRoute } from '../../shape/code-facts.ts';
import { joinPaths } from '../join-paths.ts';
import type { RouteMount } from '../language.ts';
import { ancestorsOf, fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { objectBehind } from './endpoint-values.ts';
import { functionsAround, meansFunction, mountsOfFile, wrappedIn } from './exported-functions.ts';
import { exportsOf } from './exports.ts';
import type { HandedRouter } from './handed-routers.ts';
import { resolveFrom } from './imports.ts';
import { calleeName, callOf, entryOfObject, pathOf, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { foreignTarget } from './mount-targets.ts';
import { routePath } from './route-path.ts';
import { chainOf, isNestApplication, isRouter, ownPrefix, routerBinding } from './routers.ts';
import type { Binding } from './scopes.ts';
import type { Evaluate } from './values.ts';

/** The prefixes of the routes that are defined on an expression. */
export type Prefixes = (receiver: Syntax) => readonly string[];

export interface LocalMounts {
  /** Routers and plugin functions of this file that it mounts itself. */
  readonly own: readonly { readonly router: Syntax | Binding; readonly prefix: string; readonly onto: Syntax }[];
  /** Routers of other files. */
  foreign(prefixes: Prefixes): RouteMount[];
  /** `app.use('/static', handler)`: whatever lies below the path. */
  handlers(prefixes: Prefixes): ServedRoute[];
}

interface Mount {
  readonly onto: Syntax;
  readonly prefix: string;
  readonly what: Syntax;
  readonly at: Syntax;
  /** A plugin of Fastify: a function that is given a server of its own. */
  readonly isPlugin: boolean;
  readonly folder?: string;
}

const MOST_STEPS = 6;

/** All `use`, `register`, `route` and `mount` calls of a file. */
export function localMounts(module: SourceModule, evaluate: Evaluate, handed: readonly HandedRouter[]): LocalMounts {
  const mounts = module.calls.flatMap((node) => mountsOf(node, module, evaluate));
  const given = handed.flatMap(({ taker, router }) =>
    taker.kind === 'here' ? [{ router: taker.owner, prefix: '', onto: router }] : [],
  );
  const own = mounts.flatMap((mount) => {
    const router = localRouter(mount, module);
    return router ? [{ router, prefix: mount.prefix, onto: mount.onto }] : [];
  });
  const foreign = (prefixes: Prefixes): RouteMount[] =>
    mounts.flatMap((mount) => {
      const target =
        mount.folder === undefined
          ? foreignTarget(mount.what, module)
          : { target: folderBeside(module.path, mount.folder), isFile: true, name: undefined };
      if (target === undefined) return [];
      const place = {
        target: target.target,
        path: module.path,
        ...(target.name !== undefined && { name: target.name }),
        ...(mount.isPlugin && { parameter: 0 }),
        ...(target.isFile && { at: module.originOf(mount.at) }),
      };
      return prefixes(mount.onto).map((prefix) => ({ ...place, prefix: joinPaths(prefix, mount.prefix) }));
    });
  const handlers = (prefixes: Prefixes): ServedRoute[] =>
    mounts.flatMap((mount) => {
      const isFollowed = mount.folder !== undefined || localRouter(mount, module) || foreignTarget(mount.what, module);
      if (isFollowed || (mount.prefix === '' && !answersAnything(mount.what))) return [];
      const at = module.originOf(mount.at);
      return prefixes(mount.onto).map((prefix) => ({
        method: '*',
        path: joinPaths(prefix, mount.prefix, '*'),
        at,
      }));
    });
  return { own: [...own, ...given], foreign, handlers };
}

/** Middleware that answers for paths which no route names: files of a folder, what a proxy leads to. */
function answersAnything(what: Syntax): boolean {
  const call = callOf(what);
  const name = call && calleeName(call.callee);
  return name !== undefined && /^(static|serve|sirv|koaStatic|.*(StaticGzip|serveStatic|[pP]roxy\w*))$/.test(name);
}

/** A folder given as `path.join(__dirname, 'routes')`. */
function folderBeside(path: string, folder: string): string {
  return resolveFrom(path, `./${folder}`);
}

function mountsOf(node: Syntax, module: SourceModule, evaluate: Evaluate): Mount[] {
  const call = callOf(node);
  const onto = call && fieldOf(call.callee, 'object');
  const name = calleeName(call?.callee ?? node) ?? '';
  const [first, ...others] = call?.args ?? [];
  if (!call || !onto || !first || !/^(use|register|route|mount)$/.test(name)) return [];
  if (!isRouter(onto, module) && !(name === 'use' && isNestApplication(onto, module))) return [];
  if (name === 'register') return registered(call.args, onto, { module, evaluate });
  const prefix = mountPath(first, others.length > 0, evaluate);
  const given = prefix === undefined ? call.args : others;
  if (prefix === undefined && name !== 'use') return [];
  return given.map(unwrap).flatMap((what, index) => {
    // Of several handlers the last one answers; routers may stand anywhere.
    const isLast = index === given.length - 1;
    const at = prefix === undefined ? what : first;
    const mount = { onto, prefix: prefix ?? '', what, at, isPlugin: false };
    return isLast || localRouter(mount, module) || foreignTarget(what, module) ? [mount] : [];
  });
}

/** @returns the path before which something is mounted, `*` for a computed one; undefined when the first argument is no path */
function mountPath(first: Syntax, isFollowed: boolean, evaluate: Evaluate): string | undefined {
  const path = evaluate(first);
  if (path.kind === 'literal') return path.text.startsWith('/') ? routePath(path.text) : undefined;
  if (!isFollowed) return undefined;
  const inner = unwrap(first);
  const isText = /^(template_string|binary_expression|regex|array)$/.test(inner.type) || path.kind !== 'computed';
  return isText || /(path|prefix|base|root|url|route)$/i.test(pathOf(inner)?.at(-1) ?? '') ? '*' : undefined;
}

interface MountScene {
  readonly module: SourceModule;
  readonly evaluate: Evaluate;
}

/** Fastify: `app.register(cartRoutes, { prefix: '/cart' })`, `app.register(AutoLoad, { dir: … })`. */
function registered(args: readonly Syntax[], onto: Syntax, { module, evaluate }: MountScene): Mount[] {
  const [plugin, options] = args;
  if (!plugin) return [];
  const inner = unwrap(plugin);
  const what = wrappedIn(inner, module) ?? inner;
  const object = options && objectBehind(options, module);
  const entry = entryOfObject(object, 'prefix') ?? entryOfObject(entryOfObject(object, 'options'), 'prefix');
  const text = entry && evaluate(entry);
  const prefix = text === undefined ? '' : text.kind === 'literal' ? text.text : '*';
  const folder = entryOfObject(object, 'dir');
  const last =
    folder &&
    callOf(folder)
      ?.args.map(stringOf)
      .filter((part) => part !== undefined)
      .join('/');
  return [{ onto, prefix, what, at: inner, isPlugin: true, ...(last ? { folder: last } : {}) }];
}

function localRouter({ what, isPlugin }: Mount, module: SourceModule): Syntax | Binding | undefined {
  if (isFunction(what)) return isPlugin || takesRouter(what) ? what : undefined;
  const call = callOf(what);
  // `cart.routes()` of Koa, `cartRoutes()` that makes a router
  const inner = call ? (fieldOf(call.callee, 'object') ?? call.callee) : what;
  if (inner.type !== 'identifier') return undefined;
  const binding = module.scopes.resolve(inner);
  if (!binding || binding.imported) return undefined;
  const value = binding.value && unwrap(binding.value);
  if (value && isFunction(value)) return isPlugin || takesRouter(value) || call ? value : undefined;
  return value && isRouter(inner, module) ? binding : undefined;
}

/** A middleware takes a request; a plugin takes the server to which it adds routes. */
function takesRouter(owner: Syntax): boolean {
  const list = fieldOf(owner, 'parameters')?.children ?? [];
  const first = list[0] ?? fieldOf(owner, 'parameter');
  return (
    first !== undefined &&
    /^(app|server|fastify|instance|api|router|f|scope|child)$/.test(textOfSyntax(fieldOf(first, 'pattern') ?? first))
  );
}

/** Makes the function that gives the prefixes of a router, through all mounts of this file and of the others. */
export function prefixesFor(module: SourceModule, mounts: LocalMounts, evaluate: Evaluate): Prefixes {
  const ofReceiver = (receiver: Syntax, steps: number): readonly string[] => {
    if (steps > MOST_STEPS) return [''];
    const binding = routerBinding(receiver, module);
    const chained = chainOf(receiver, evaluate).path;
    const own = binding ? joinPaths(ownPrefix(binding, module, evaluate), chained) : chained;
    const owner = binding && (binding.parameter?.owner ?? functionWithin(binding.node));
    const here = binding
      ? mounts.own.filter(({ router }) => router === binding || (owner !== undefined && router === owner))
      : [];
    const before = here.flatMap((mount) =>
      ofReceiver(mount.onto, steps + 1).map((prefix) => joinPaths(prefix, mount.prefix)),
    );
    const parent = binding?.value && !binding.parameter ? chainOf(binding.value, evaluate).start : undefined;
    const isDerived = parent?.type === 'identifier' && parent !== binding?.value && isRouter(parent, module);
    const outside =
      before.length > 0
        ? before
        : isDerived
          ? ofReceiver(parent, steps + 1)
          : foreignPrefixes(binding ?? receiver, module);
    return outside.length > 0 ? [...new Set(outside.map((prefix) => joinPaths(prefix, own)))] : [own];
  };
  return (receiver) => ofReceiver(receiver, 0);
}

function functionWithin(node: Syntax): Syntax | undefined {
  for (const parent of ancestorsOf(node)) if (isFunction(parent)) return parent;
  return undefined;
}

/** The prefixes of other files: of the mounts that name the router; of all where none does, as any may mean it. */
function foreignPrefixes(router: Binding | Syntax, module: SourceModule): string[] {
  const mounts = (module.context.mounts ?? []).filter((mount) => !mount.name?.startsWith('@'));
  const own = mountsOfFile(module);
  const meant = own.filter((mount) => isMeant(mount, router, module));
  const chosen = meant.length > 0 ? meant : mounts.filter((mount) => !own.includes(mount) && mount.name === undefined);
  const prefixed = (of: readonly RouteMount[]) =>
    of.map((mount) => joinPaths(mount.prefix, folderPrefix(module, mount)));
  if (chosen.length > 0 || own.length === 0) return [...new Set(prefixed(chosen))];
  return [...new Set(['/', ...prefixed(own)])];
}

function isMeant(mount: RouteMount, router: Binding | Syntax, module: SourceModule): boolean {
  if (!('keys' in router)) return true;
  const first = mount.name?.split('.')[0];
  const exported = first === undefined ? undefined : exportsOf(module).find(({ name }) => name === first);
  if (first === router.name || (exported && exported.value === router.value)) return true;
  const around = [...(router.parameter ? [router.parameter.owner] : []), ...functionsAround(router.node)];
  if (around.some((owner) => meansFunction(mount, owner, module))) return true;
  return mount.name === undefined && mount.parameter === undefined;
}

/** Autoload: a file in a folder below the mounted one is served below that folder's name. */
function folderPrefix({ path, text }: SourceModule, { target }: RouteMount): string {
  const at = path.lastIndexOf(`${target}/`);
  if (at < 0) return '';
  if (/\b(autoPrefix|prefixOverride)\b/.test(text)) return '*';
  return path
    .slice(at + target.length + 1)
    .split('/')
    .slice(0, -1)
    .map((part) => part.replace(/^_(\w+)$/, '{$1}'))
    .join('/');
}
