// Routers, blueprints and the prefixes under which they are mounted, within a file and across the files of a service.
import type { RouteMount } from '../language.ts';
import { moduleTargets } from './imports.ts';
import { creationOf, makerOf, methodOf, qualifiedName } from './names.ts';
import type { Reading } from './reading.ts';
import { pathText } from './route-paths.ts';
import { bare, childOf, type PyNode } from './syntax.ts';

/** Objects that routes hang on, with the keyword that holds their own prefix. */
const ROUTERS: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)(APIRouter|NinjaRouter)$/, 'prefix'],
  [/(^|\.)(Blueprint|APIBlueprint|Namespace)$/, 'url_prefix'],
  [
    /(^|\.)(FastAPI|Flask|Quart|Sanic|Starlette|OpenAPI|APIFlask|Bottle|Litestar|Robyn|NinjaAPI|Chalice|Router|Api)$/,
    '',
  ],
];

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
  const made = creationOf(reading.module, object);
  if (made === undefined) return undefined;
  const maker = qualifiedName(reading.module, childOf(made, 'function')) ?? '';
  const entry = ROUTERS.find(([pattern]) => pattern.test(maker));
  if (entry === undefined) return undefined;
  const { keywords } = reading.module.argumentsOf(made);
  return pathText(reading, keywords.get(entry[1] || 'url_prefix')) ?? '';
}

/** All prefixes under which the routes of a router are served: its own, behind those of what mounts it. */
export function prefixesOf(reading: Reading, object: PyNode, mounts: readonly Mount[]): readonly string[] {
  const own = routerPrefix(reading, object) ?? '';
  const name = reading.module.textOf(bare(object));
  const local = mounts.filter((mount) => mount.module === '' && mount.router === name);
  const here = local.flatMap((mount) => mount.prefixes.map((prefix) => (mount.replaces ? prefix : prefix + own)));
  const isBlueprint = /(^|\.)\w*Blueprint$/.test(makerOf(reading.module, object) ?? '');
  const elsewhere = mountedElsewhere(reading, name).map((prefix) =>
    isBlueprint && prefix !== '' ? prefix : prefix + own,
  );
  const all = [...here, ...elsewhere];
  return all.length === 0 ? [own] : all;
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
  if (!/include_router|register_blueprint|\.mount\(|\.blueprint\(|add_router|add_namespace|Mount\(/.test(module.text))
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
    (swapped ? positional[0] : undefined);
  if (child === undefined) return [];
  const given = written === undefined ? '' : pathText(reading, written);
  if (given === undefined) return [];
  const outer = prefixesOf(reading, method.object, known);
  const target = targetOf(reading, child);
  return target
    ? [
        {
          ...target,
          prefixes: outer.map((prefix) => prefix + given),
          replaces: method.name === 'register_blueprint' && written !== undefined,
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
  const found = (reading.context.mounts ?? []).filter((mount) => mount.name === name);
  return [...new Set(found.map((mount) => mount.prefix))];
}
