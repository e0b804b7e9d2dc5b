import type { EntryRoute } from '../../../shape/facts.ts';
import { entryOf, get, itemsOf, textOf, type YamlNode } from '../../../text/yaml.ts';
import { type ManifestObject, objectId, portOf } from '../manifest-object.ts';
import type { RouteReader } from './route-reader.ts';

const TERM = /\b(Host|PathPrefix|PathRegexp|Path)\(\s*[`'"]([^`'"]*)[`'"]\s*\)/g;

/** Traefik IngressRoute. Middlewares may rewrite the path, so a route with one has an unknown path behind it. */
export const traefik: RouteReader = {
  group: /^traefik\.(io|containo\.us)$/,
  kinds: ['IngressRoute'],
  routes: (object) =>
    itemsOf(get(object.root, 'spec', 'routes')).flatMap((rule) =>
      itemsOf(get(rule, 'services')).flatMap((service) => routeOf(object, rule, service)),
    ),
};

function routeOf(object: ManifestObject, rule: YamlNode, target: YamlNode): EntryRoute[] {
  const name = entryOf(target, 'name');
  const service = textOf(name?.value);
  const match = entryOf(rule, 'match');
  if (name === undefined || service === undefined || (textOf(get(target, 'kind')) ?? 'Service') !== 'Service')
    return [];
  const namespace = textOf(get(target, 'namespace'));
  const { host, path, pathType } = matchOf(textOf(match?.value) ?? '');
  return [
    {
      object: objectId(object),
      ...(object.namespace !== undefined && { namespace: object.namespace }),
      ...(host !== undefined && { host }),
      path,
      pathType,
      ...(itemsOf(get(rule, 'middlewares')).length > 0 && { rewrite: 'unknown' }),
      backend: {
        service,
        ...(namespace !== undefined && { namespace }),
        port: portOf(get(target, 'port')),
        at: object.site.at(name.at),
      },
      at: object.site.at(match?.at ?? rule),
    },
  ];
}

function matchOf(match: string): Pick<EntryRoute, 'path' | 'pathType'> & { readonly host?: string } {
  const terms = [...match.matchAll(TERM)];
  const host = terms.find((term) => term[1] === 'Host')?.[2];
  const path = terms.find((term) => term[1] !== 'Host');
  const pathType = path?.[1] === 'Path' ? 'Exact' : path?.[1] === 'PathRegexp' ? 'RegularExpression' : 'Prefix';
  return { ...(host !== undefined && { host }), path: path?.[2] ?? '/', pathType };
}
