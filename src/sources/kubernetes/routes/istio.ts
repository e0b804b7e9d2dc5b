import type { EntryRoute } from '../../../shape/facts.ts';
import { entryOf, get, itemsOf, textOf, type YamlNode } from '../../../text/yaml.ts';
import { integerOf, type ManifestObject, objectId } from '../manifest-object.ts';
import type { RouteReader } from './route-reader.ts';

/** Istio VirtualService: HTTP routes by URI. A service that is bound to the mesh alone is no way in from outside. */
export const istio: RouteReader = {
  group: /^networking\.istio\.io$/,
  kinds: ['VirtualService'],
  routes(object) {
    const spec = get(object.root, 'spec');
    const gateways = itemsOf(get(spec, 'gateways')).flatMap((gateway) => textOf(gateway) ?? []);
    if (gateways.every((gateway) => gateway === 'mesh')) return [];
    const hosts = itemsOf(get(spec, 'hosts')).flatMap((host) => textOf(host) ?? []);
    return itemsOf(get(spec, 'http')).flatMap((rule) => {
      const matches = itemsOf(get(rule, 'match'));
      return (matches.length === 0 ? [rule] : matches).flatMap((match) =>
        itemsOf(get(rule, 'route')).flatMap((target) => routesTo({ object, rule, match, target, hosts })),
      );
    });
  },
};

interface Parts {
  readonly object: ManifestObject;
  readonly rule: YamlNode;
  readonly match: YamlNode;
  readonly target: YamlNode;
  readonly hosts: readonly string[];
}

function routesTo({ object, rule, match, target, hosts }: Parts): EntryRoute[] {
  const destination = get(target, 'destination');
  const entry = entryOf(destination, 'host');
  const name = textOf(entry?.value);
  if (entry === undefined || name === undefined) return [];
  const [service = name, namespace, ...rest] = name.split('.');
  // A longer name that is not of the cluster leads outside.
  if (rest.length > 0 && rest[0] !== 'svc') return [];
  const rewrite = textOf(get(rule, 'rewrite', 'uri'));
  const uri = get(match, 'uri');
  const route: EntryRoute = {
    object: objectId(object),
    ...(object.namespace !== undefined && { namespace: object.namespace }),
    ...pathOf(uri),
    ...(rewrite !== undefined && { rewrite }),
    backend: {
      service,
      ...(namespace !== undefined && { namespace }),
      port: integerOf(get(destination, 'port', 'number')),
      at: object.site.at(entry.at),
    },
    at: object.site.at(uri ?? match),
  };
  const named = hosts.filter((host) => host !== '*');
  return named.length === 0 ? [route] : named.map((host) => ({ ...route, host }));
}

function pathOf(uri: YamlNode | undefined): Pick<EntryRoute, 'path' | 'pathType'> {
  const exact = textOf(get(uri, 'exact'));
  if (exact !== undefined) return { path: exact, pathType: 'Exact' };
  const regex = textOf(get(uri, 'regex'));
  if (regex !== undefined) return { path: regex, pathType: 'RegularExpression' };
  return { path: textOf(get(uri, 'prefix')) ?? '/', pathType: 'Prefix' };
}
