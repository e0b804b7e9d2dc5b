import type { ServedRoute } from '../../shape/code-facts.ts';
import { type Attribute, attributesOf } from './attribute.ts';
import type { RustFunction } from './file.ts';
import type { RustReader } from './reader.ts';
import { joinPaths, routePath } from './route-path.ts';
import { mountsOf } from './route-prefixes.ts';

const VERB = /^(?:(?:actix_web|rocket|web|ntex)::)?(get|post|put|patch|delete|head|options|connect|trace)$/;
const ROUTE = /^(?:(?:actix_web|rocket|ntex)::)?route$/;

/** Functions whose attribute says which route they answer (actix, rocket, utoipa), below the prefixes they are put under. */
export function attributeRoutes(reader: RustReader): ServedRoute[] {
  return [...reader.file.functions.values()].flat().flatMap((own) => {
    const attributes = attributesOf(own.node);
    const direct = attributes.flatMap((attribute) => directRoute(attribute));
    const documented = direct.length > 0 ? [] : attributes.flatMap((attribute) => documentedRoute(attribute));
    if (direct.length === 0 && documented.length === 0) return [];
    const mounts = mountsOf(own, reader);
    // A description alone serves nothing: only what is registered counts.
    if (direct.length === 0 && !isRegistered(own, reader) && mounts.length === 0) return [];
    const prefixes = mounts.length > 0 ? mounts : [''];
    return [...direct, ...documented].flatMap(({ methods, path, start }) => {
      const at = reader.file.originOf({ start });
      return prefixes.flatMap((prefix) =>
        prefix === undefined
          ? [{ method: '*', path: '/*', at }]
          : methods.map((method) => ({ method, path: joinPaths(prefix, routePath(path)) || '/', at })),
      );
    });
  });
}

interface WrittenRoute {
  readonly methods: readonly string[];
  readonly path: string;
  readonly start: number;
}

function directRoute({ name, arguments: given }: Attribute): WrittenRoute[] {
  const verb = VERB.exec(name)?.[1];
  const written = given.find(
    ({ key, string }) => string !== undefined && (key === '' || key === 'uri' || key === 'path'),
  );
  if (written?.string === undefined) return [];
  const place = { path: written.string, start: written.start };
  if (verb !== undefined) return [{ ...place, methods: [verb.toUpperCase()] }];
  if (!ROUTE.test(name)) return [];
  const listed = given.flatMap(({ key, string }) =>
    key === 'method' && string !== undefined ? [string.toUpperCase()] : [],
  );
  const first = given.flatMap(({ key, value }) =>
    value === undefined && /^[A-Za-z]+$/.test(key) ? [key.toUpperCase()] : [],
  );
  return [{ ...place, methods: listed.length > 0 ? listed : first.length > 0 ? first : ['*'] }];
}

/** `#[utoipa::path(get, path = "/orders")]` */
function documentedRoute({ name, arguments: given }: Attribute): WrittenRoute[] {
  const path = name === 'utoipa::path' ? given.find(({ key }) => key === 'path') : undefined;
  if (path?.string === undefined) return [];
  const methods = given.flatMap(({ key }) =>
    /^(get|post|put|patch|delete|head|options)$/.test(key) ? [key.toUpperCase()] : [],
  );
  return [{ methods, path: path.string, start: path.start }];
}

/** `routes!(list, create)` */
function isRegistered({ name }: RustFunction, { file }: RustReader): boolean {
  return (file.callsByName.get('routes') ?? []).some(({ args }) =>
    args.some(({ text }) => text === name || text.endsWith(`::${name}`)),
  );
}
