import type { ServedRoute } from '../../shape/code-facts.ts';
import type { RouteMount } from '../language.ts';
import { ancestorsOf, fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { resolveFrom } from './imports.ts';
import { calleeName, callOf, entryOfObject, pathOf, stringOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { packageMember } from './packages.ts';
import { joinPaths, routePath } from './route-path.ts';
import { isRouter, ownPrefix, routerBinding } from './routers.ts';
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
  readonly folder?: string;
}

const MOST_STEPS = 6;

/** All `use`, `register`, `route` and `mount` calls of a file. */
export function localMounts(module: SourceModule, evaluate: Evaluate): LocalMounts {
  const mounts = module.calls.flatMap((node) => mountsOf(node, module, evaluate));
  const own = mounts.flatMap(({ what, prefix, onto }) => {
    const router = localRouter(what, module);
    return router ? [{ router, prefix, onto }] : [];
  });
  const foreign = (prefixes: Prefixes): RouteMount[] =>
    mounts.flatMap((mount) => {
      const target =
        mount.folder === undefined
          ? foreignTarget(mount.what, module)
          : { target: folderBeside(module.path, mount.folder) };
      if (target === undefined) return [];
      const place = {
        target: target.target,
        path: module.path,
        ...(target.name !== undefined && { name: target.name }),
      };
      return prefixes(mount.onto).map((prefix) => ({ ...place, prefix: joinPaths(prefix, mount.prefix) }));
    });
  const handlers = (prefixes: Prefixes): ServedRoute[] =>
    mounts.flatMap((mount) => {
      const isFollowed =
        mount.folder !== undefined || localRouter(mount.what, module) || foreignTarget(mount.what, module);
      if (isFollowed || (mount.prefix === '' && !answersAnything(mount.what))) return [];
      const at = module.originOf(mount.at);
      return prefixes(mount.onto).map((prefix) => ({
        method: '*',
        path: joinPaths(prefix, mount.prefix, '*'),
        at,
      }));
    });
  return { own, foreign, handlers };
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
  if (!call || !onto || !first || !/^(use|register|route|mount)$/.test(name) || !isRouter(onto, module)) return [];
  if (name === 'register') return registered(first, others[0], onto);
  const path = evaluate(first);
  const isPath = path.kind === 'literal' && path.text.startsWith('/');
  const prefix = isPath ? routePath(path.text) : '';
  const last = (isPath ? others : call.args).at(-1);
  return last && (isPath || name === 'use')
    ? [{ onto, prefix, what: unwrap(last), at: isPath ? first : unwrap(last) }]
    : [];
}

/** Fastify: `app.register(cartRoutes, { prefix: '/cart' })`, `app.register(AutoLoad, { dir: … })`. */
function registered(plugin: Syntax, options: Syntax | undefined, onto: Syntax): Mount[] {
  const inner = unwrap(plugin);
  const object = options && unwrap(options);
  const entry = entryOfObject(object, 'prefix') ?? entryOfObject(entryOfObject(object, 'options'), 'prefix');
  const prefix = (entry && stringOf(entry)) ?? '';
  const folder = entryOfObject(object, 'dir');
  const last =
    folder &&
    callOf(folder)
      ?.args.map(stringOf)
      .filter((part) => part !== undefined)
      .join('/');
  return [{ onto, prefix, what: inner, at: inner, ...(last ? { folder: last } : {}) }];
}

function localRouter(what: Syntax, module: SourceModule): Syntax | Binding | undefined {
  if (isFunction(what)) return takesRouter(what) ? what : undefined;
  const call = callOf(what);
  // `cart.routes()` of Koa, `cartRoutes()` that makes a router
  const inner = call ? (fieldOf(call.callee, 'object') ?? call.callee) : what;
  if (inner.type !== 'identifier') return undefined;
  const binding = module.scopes.resolve(inner);
  if (!binding || binding.imported) return undefined;
  const value = binding.value && unwrap(binding.value);
  if (value && isFunction(value)) return takesRouter(value) || call ? value : undefined;
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

function foreignTarget(what: Syntax, module: SourceModule): { target: string; name?: string } | undefined {
  const call = callOf(what);
  const inner = call && !packageMember(what, module) ? (fieldOf(call.callee, 'object') ?? call.callee) : what;
  const member = packageMember(inner, module) ?? packageMember(what, module);
  if (!member || !/^[./@~#]/.test(member.from)) return undefined;
  const target = member.from.startsWith('.')
    ? resolveFrom(module.path, member.from)
    : member.from.replace(/^[@~#]\/?/, '');
  const name =
    pathOf(inner)?.length === 1 && inner.type === 'identifier'
      ? module.scopes.resolve(inner)?.imported?.name
      : undefined;
  return {
    target: target.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, ''),
    ...(name && !/^(\*|default)$/.test(name) ? { name } : {}),
  };
}

/** Makes the function that gives the prefixes of a router, through all mounts of this file and of the others. */
export function prefixesFor(module: SourceModule, mounts: LocalMounts): Prefixes {
  const ofReceiver = (receiver: Syntax, steps: number): readonly string[] => {
    const binding = routerBinding(receiver, module);
    if (steps > MOST_STEPS) return [''];
    if (!binding) return [''];
    const own = ownPrefix(binding, module);
    const owner = binding.parameter?.owner ?? functionWithin(binding.node);
    const here = mounts.own.filter(({ router }) => router === binding || (owner !== undefined && router === owner));
    const before = here.flatMap((mount) =>
      ofReceiver(mount.onto, steps + 1).map((prefix) => joinPaths(prefix, mount.prefix)),
    );
    const outside = before.length > 0 ? before : foreignPrefixes(binding, module);
    return outside.length > 0 ? outside.map((prefix) => joinPaths(prefix, own)) : [own];
  };
  return (receiver) => ofReceiver(receiver, 0);
}

function functionWithin(node: Syntax): Syntax | undefined {
  for (const parent of ancestorsOf(node)) if (isFunction(parent)) return parent;
  return undefined;
}

function foreignPrefixes(binding: Binding, module: SourceModule): string[] {
  const mounts = (module.context.mounts ?? []).filter((mount) => !mount.name?.startsWith('@'));
  const fitting = mounts.filter(
    (mount) => mount.name === undefined || mount.name === binding.name || binding.parameter,
  );
  return [...new Set(fitting.map((mount) => joinPaths(mount.prefix, folderPrefix(module.path, mount))))];
}

/** Autoload: a file in a folder below the mounted one is served below that folder's name. */
function folderPrefix(path: string, { target }: RouteMount): string {
  const at = path.lastIndexOf(`${target}/`);
  if (at < 0) return '';
  return path
    .slice(at + target.length + 1)
    .split('/')
    .slice(0, -1)
    .map((part) => part.replace(/^_(\w+)$/, '{$1}'))
    .join('/');
}
