// Routers, blueprints and the prefixes under which they are mounted, within a file and across the files of a service.
import type { RouteMount } from '../language.ts';
import { moduleTargets } from './imports.ts';
import { nameOf } from './module.ts';
import { calleeName, creationOf, makerOf, methodOf, parameterOf, qualifiedName } from './names.ts';
import type { Reading } from './reading.ts';
import { pathText } from './route-paths.ts';
import { bare, childOf, type PyNode } from './syntax.ts';

/** Objects that routes hang on, with the keyword that holds their own prefix. */
const ROUTERS: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)(APIRouter|NinjaRouter)$/, 'prefix'],
  [/(^|\.)(Blueprint|APIBlueprint)$/, 'url_prefix'],
  [/(^|\.)Api$/, 'prefix'],
  [/(^|\.)(Namespace|namespace)$/, 'path'],
  [/(^|\.)(FastAPI|Flask|Quart|Sanic|Starlette|OpenAPI|APIFlask|Bottle|Litestar|Robyn|NinjaAPI|Chalice|Router)$/, ''],
];
/** What stands before a path and is not known. */
const ANY = '/*';
const ROUTER_NAME = /^(\w+_)?(app|application|api|router|bp|blueprint|server)$/i;
const ROUTER_TYPE = /(^|\.)(FastAPI|Flask|APIRouter|Blueprint|Sanic|Quart|Starlette|Api|Namespace|Bottle|Application)$/;

const MOST_LEVELS = 6;

export interface Mount {
  /** Name of the router that is mounted, as the module that defines it calls it. */
  readonly router: string;
  /** Module as the mounting file imports it; empty for the same file. */
  readonly module: string;
  readonly prefixes: readonly string[];
  /** Flask: a prefix given at registration stands instead of the blueprint's own. */
  readonly replaces: boolean;
}

/** Whether a name stands for something that routes hang on; the prefix it was made with. */
export function routerPrefix(reading: Reading, object: PyNode): string | undefined {
  if (isRouterParameter(reading, object)) return '';
  const made = creationOf(reading.module, object);
  if (made === undefined) return undefined;
  const maker = qualifiedName(reading.module, childOf(made, 'function')) ?? '';
  const entry = ROUTERS.find(([pattern]) => pattern.test(maker));
  if (entry === undefined) return undefined;
  const { positional, keywords } = reading.module.argumentsOf(made);
  const written = keywords.get(entry[1] || 'url_prefix');
  if (written !== undefined) return versionOf(reading, made) + (pathText(reading, written) ?? ANY);
  // flask-restx: a namespace lies below its own name.
  const name = entry[1] === 'path' && positional[0] ? pathText(reading, positional[0]) : undefined;
  return versionOf(reading, made) + (name === undefined ? '' : `/${name}`);
}

/** Sanic: `Blueprint('orders', version=1)` lies below `/v1`. */
function versionOf(reading: Reading, made: PyNode): string {
  const { module } = reading;
  const version = module.text.includes('sanic') ? module.argumentsOf(made).keywords.get('version') : undefined;
  return version === undefined ? '' : `/v${module.textOf(version)}`;
}

/** `def register(app):`, `def register(router: APIRouter):`. */
function isRouterParameter({ module }: Reading, object: PyNode): boolean {
  const parameter = object.type === 'identifier' ? parameterOf(module, object) : undefined;
  if (parameter === undefined) return false;
  const type = childOf(childOf(parameter.definition, 'parameters')?.children[parameter.index], 'type');
  return type ? ROUTER_TYPE.test(module.textOf(type)) : ROUTER_NAME.test(module.textOf(object));
}

/** All prefixes under which the routes of a router are served: its own, behind those of what mounts it. */
export function prefixesOf(reading: Reading, object: PyNode, mounts: readonly Mount[], level = 0): readonly string[] {
  if (level > MOST_LEVELS) return [''];
  if (isRouterParameter(reading, object)) return prefixesGiven(reading, object, mounts, level);
  const own = routerPrefix(reading, object) ?? '';
  const name = reading.module.textOf(bare(object));
  const local = mounts.filter((mount) => mount.module === '' && mount.router === name);
  const here = local.flatMap((mount) => mount.prefixes.map((prefix) => (mount.replaces ? prefix : prefix + own)));
  const maker = makerOf(reading.module, object) ?? '';
  const isBlueprint = /(^|\.)\w*Blueprint$/.test(maker);
  const elsewhere = mountedElsewhere(reading, name).flatMap((prefix) => {
    // A path that is given when a namespace is added stands instead of its own.
    if (/(^|\.)Namespace$/.test(maker)) return [prefix, prefix + own];
    return [isBlueprint && prefix !== '' ? prefix : prefix + own];
  });
  const all = [...here, ...elsewhere];
  const base = all.length === 0 ? baseRouter(reading, object) : undefined;
  const before = base ? prefixesOf(reading, base, mounts, level + 1) : [''];
  return withRootPath(reading, object, all.length === 0 ? before.map((prefix) => prefix + own) : all);
}

/** `Api(blueprint)` and `api.namespace('orders')`: what the router hangs on itself. */
function baseRouter(reading: Reading, object: PyNode): PyNode | undefined {
  const { module } = reading;
  const made = creationOf(module, object);
  const method = made && methodOf(module, made);
  if (method?.name === 'namespace') return method.object;
  const [first] = made && /(^|\.)Api$/.test(makerOf(module, object) ?? '') ? module.argumentsOf(made).positional : [];
  return first && routerPrefix(reading, first) !== undefined ? first : undefined;
}

/** FastAPI answers with and without its root path. */
function withRootPath(reading: Reading, object: PyNode, prefixes: readonly string[]): readonly string[] {
  const made = creationOf(reading.module, object);
  const written = made && reading.module.argumentsOf(made).keywords.get('root_path');
  if (written === undefined) return prefixes;
  const root = pathText(reading, written) ?? ANY;
  return root === '' ? prefixes : prefixes.flatMap((prefix) => [prefix, root + prefix]);
}

/** The prefixes of the routers that callers give a function, in this file and in others. */
function prefixesGiven(reading: Reading, object: PyNode, mounts: readonly Mount[], level: number): readonly string[] {
  const { module, context } = reading;
  const parameter = parameterOf(module, object);
  const name = nameOf(module, parameter?.definition);
  if (parameter === undefined || name === undefined) return [''];
  const here = module.calls
    .filter((call) => calleeName(module, call) === name)
    .flatMap((call) => {
      const given = module.argumentsOf(call).positional[parameter.index];
      return given ? prefixesOf(reading, given, mounts, level + 1) : [];
    });
  const elsewhere = (context.mounts ?? [])
    .filter((mount) => mount.name === name && mount.parameter === parameter.index)
    .map((mount) => mount.prefix);
  const all = [...new Set([...here, ...elsewhere])];
  return all.length === 0 ? [''] : all;
}

const MOUNT_METHODS = new Set([
  'include_router',
  'register_blueprint',
  'mount',
  'add_router',
  'blueprint',
  'add_namespace',
  'register_router',
]);

/** `app.include_router(orders.router, prefix='/orders')` and its kin. Outer mounts of the same file are joined. */
export function readMounts(reading: Reading): Mount[] {
  const mounts: Mount[] = [];
  const { module } = reading;
  if (
    !/include_router|register_(blueprint|router)|\.mount\(|\.blueprint\(|add_router|add_namespace|Mount\(/.test(
      module.text,
    )
  )
    return mounts;
  for (let round = 0; round < 3; round += 1) {
    const before = JSON.stringify(mounts);
    mounts.splice(0, mounts.length, ...module.calls.flatMap((call) => mountAt(reading, call, mounts)));
    if (JSON.stringify(mounts) === before) break;
  }
  return mounts;
}

function mountAt(reading: Reading, call: PyNode, known: readonly Mount[]): Mount[] {
  const { module } = reading;
  const method = methodOf(module, call);
  if (method === undefined || !MOUNT_METHODS.has(method.name)) return [];
  const { positional, keywords } = module.argumentsOf(call);
  const swapped = method.name === 'mount' || method.name === 'add_router';
  const child = (swapped ? positional[1] : positional[0]) ?? keywords.get('app') ?? keywords.get('router');
  const written =
    keywords.get('prefix') ??
    keywords.get('url_prefix') ??
    keywords.get('path') ??
    (swapped ? positional[0] : method.name === 'add_namespace' ? positional[1] : undefined);
  if (child === undefined) return [];
  const given = written === undefined ? '' : (pathText(reading, written) ?? ANY);
  const outer = prefixesOf(reading, method.object, known);
  const target = targetOf(reading, child);
  return target
    ? [
        {
          ...target,
          prefixes: outer.map((prefix) => prefix + given),
          replaces: /^(register_blueprint|add_namespace)$/.test(method.name) && written !== undefined,
        },
      ]
    : [];
}

function targetOf(reading: Reading, child: PyNode): { router: string; module: string } | undefined {
  const { module } = reading;
  const name = module.textOf(bare(child));
  if (/^\w+$/.test(name) && module.assignments.has(name)) return { router: name, module: '' };
  const dotted = qualifiedName(module, child);
  if (dotted === undefined) return undefined;
  const parts = dotted.split('.');
  return { router: parts.at(-1) ?? '', module: parts.slice(0, -1).join('.') || (dotted.startsWith('.') ? '.' : '') };
}

/** Mounts of routers of other files, for those files to be read under. */
export function routeMounts(reading: Reading, mounts: readonly Mount[]): RouteMount[] {
  return mounts
    .filter((mount) => mount.module !== '')
    .flatMap((mount) =>
      moduleTargets(mount.module, reading.module.path).flatMap((target) =>
        mount.prefixes.map((prefix) => ({ prefix, target, name: mount.router, path: reading.module.path })),
      ),
    );
}

function mountedElsewhere(reading: Reading, name: string): string[] {
  const found = (reading.context.mounts ?? []).filter((mount) => mount.name === name && mount.parameter === undefined);
  return [...new Set(found.map((mount) => mount.prefix))];
}
