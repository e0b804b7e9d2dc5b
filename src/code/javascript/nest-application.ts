import { joinPaths } from '../join-paths.ts';
import type { RouteMount } from '../language.ts';
import type { Syntax } from '../syntax.ts';
import { objectBehind } from './endpoint-values.ts';
import { calleeName, callOf, entryOfObject, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import type { Evaluate } from './values.ts';

/** Under these names the main file of a Nest program tells its controllers what stands before their paths. */
const PREFIX = '@Controller';
const VERSION = '@Version';
/** A version that stands in no path. */
export const NEUTRAL = 'VERSION_NEUTRAL';
const METHOD_NUMBERS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', '*', 'OPTIONS', 'HEAD'];

/** `app.setGlobalPrefix('api', { exclude: ['health'] })` and `app.enableVersioning({ type: VersioningType.URI })`. */
export function nestMounts(module: SourceModule, evaluate: Evaluate): RouteMount[] {
  return module.calls.flatMap((node) => {
    const call = callOf(node);
    const [first, second] = call?.args ?? [];
    const name = call && calleeName(call.callee);
    const place = { target: '', path: module.path };
    if (name === 'setGlobalPrefix' && first) return globalPrefixes(first, second, { module, evaluate, place });
    if (name !== 'enableVersioning' || !isByPath(first, module)) return [];
    const options = first && objectBehind(first, module);
    const prefix = entryOfObject(options, 'prefix');
    const versions = entryOfObject(options, 'defaultVersion');
    return [
      {
        ...place,
        name: VERSION,
        prefix: prefix === undefined ? 'v' : unwrap(prefix).type === 'false' ? '' : textOr(prefix, evaluate),
        versions: versions ? versionsOf(versions, evaluate) : [],
      },
    ];
  });
}

interface Scene {
  readonly module: SourceModule;
  readonly evaluate: Evaluate;
  readonly place: { readonly target: string; readonly path: string };
}

function globalPrefixes(first: Syntax, second: Syntax | undefined, scene: Scene): RouteMount[] {
  const mount = { ...scene.place, name: PREFIX, prefix: textOr(first, scene.evaluate) };
  if (second === undefined) return [mount];
  const options = objectBehind(second, scene.module);
  const list = entryOfObject(options, 'exclude');
  if (options && !list) return [mount];
  const except = list && exceptions(list, scene);
  // Which routes go without it is not known: all may.
  return except ? [{ ...mount, except }] : [mount, { ...mount, prefix: '' }];
}

/** @returns undefined when an entry is computed */
function exceptions(list: Syntax, { module, evaluate }: Scene): string[] | undefined {
  const items = arrayBehind(list, module)?.map((item) => {
    const object = objectBehind(item, module);
    const path = object ? entryOfObject(object, 'path') : item;
    const text = path && evaluate(path);
    const method = entryOfObject(object, 'method');
    return text?.kind === 'literal'
      ? `${method ? methodOf(method, evaluate) : '*'} /${text.text.replace(/^\//, '')}`
      : '';
  });
  return items?.includes('') === false ? items : undefined;
}

function arrayBehind(node: Syntax, module: SourceModule): readonly Syntax[] | undefined {
  const inner = unwrap(node);
  if (inner.type === 'array') return inner.children;
  const binding = inner.type === 'identifier' ? module.scopes.resolve(inner) : undefined;
  const value = binding?.value && !binding.parameter ? unwrap(binding.value) : undefined;
  return value?.type === 'array' ? value.children : undefined;
}

/** `RequestMethod.GET`, or its number. */
function methodOf(node: Syntax, evaluate: Evaluate): string {
  const name = pathOf(node)?.at(-1) ?? '';
  if (/^[A-Z]+$/.test(name)) return name === 'ALL' ? '*' : name;
  const value = evaluate(node);
  return (value.kind === 'literal' && METHOD_NUMBERS[Number(value.text)]) || '*';
}

/** Versions that a header, a media type or a function of the program tells stand in no path. */
function isByPath(options: Syntax | undefined, module: SourceModule): boolean {
  const type = options && entryOfObject(objectBehind(options, module), 'type');
  return type === undefined || !/^(HEADER|MEDIA_TYPE|CUSTOM)$/.test(pathOf(type)?.at(-1) ?? '');
}

/** One version or a list of them. */
export function versionsOf(node: Syntax, evaluate: Evaluate): string[] {
  const inner = unwrap(node);
  const items = inner.type === 'array' ? inner.children : [inner];
  return items.map((item) => (pathOf(item)?.at(-1) === NEUTRAL ? NEUTRAL : textOr(item, evaluate)));
}

/** The text of an expression, or `*` for what is computed. */
export function textOr(node: Syntax, evaluate: Evaluate): string {
  const value = evaluate(node);
  return value.kind === 'literal' ? value.text : '*';
}

/** What stands before the paths of a file's controllers. */
export interface NestPrefixes {
  /** Every prefix with the versions that are then put before a path which names none. */
  of(path: string, route: { readonly method: string; readonly versions: readonly string[] | undefined }): string[];
}

export function nestPrefixes(module: SourceModule, own: readonly RouteMount[]): NestPrefixes {
  const mounts = [...own, ...(module.context.mounts ?? [])];
  const prefixes = nearest(module.path, mounts, PREFIX);
  const versioning = nearest(module.path, mounts, VERSION);
  return {
    of(path, { method, versions }) {
      const versioned = new Set<string>(versioning.length === 0 ? [path] : []);
      for (const { prefix, versions: usual = [] } of versioning) {
        const all = versions ?? usual;
        if (all.length === 0) versioned.add(path);
        for (const version of all) versioned.add(version === NEUTRAL ? path : joinPaths(`${prefix}${version}`, path));
      }
      const whole = [...versioned].flatMap((after) =>
        prefixes.length === 0
          ? [after]
          : prefixes.map(({ prefix, except = [] }) =>
              except.some((each) => isException(each, method, path)) ? after : joinPaths(prefix, after),
            ),
      );
      return [...new Set(whole)];
    },
  };
}

/** The main files beside or above a controller; of a controller in a library, any may be the one that serves it. */
function nearest(path: string, all: readonly RouteMount[], name: string): RouteMount[] {
  const mounts = all.filter((mount) => mount.name === name);
  const near = mounts.filter((mount) => path.startsWith(mount.path.slice(0, mount.path.lastIndexOf('/') + 1)));
  return near.length > 0 ? near : mounts;
}

/** `health`, `cart/:id`, `auth/(.*)`, `auth/*rest`, `auth{/*rest}`. */
function isException(exception: string, method: string, path: string): boolean {
  const [only = '', pattern = ''] = exception.split(' ');
  if (only !== '*' && only !== method) return false;
  const source = pattern
    .replace(/\{([^}]*)\}/g, '<$1>')
    .split(/(\(\.\*\)|\*\w*|:\w+(?:\([^)]*\))?|[<>])/)
    .map((part, index) => (index % 2 === 0 ? part.replace(/[.+?^$()|[\]\\]/g, '\\$&') : wildcard(part)))
    .join('');
  return new RegExp(`^${source}/?$`, 'i').test(path);
}

function wildcard(part: string): string {
  if (part === '<') return '(?:';
  if (part === '>') return ')?';
  return part.startsWith(':') ? '[^/]+' : '.*';
}
