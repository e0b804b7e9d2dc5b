import type { EntryRoute } from '../../../shape/facts.ts';
import { entryOf, get, itemsOf, textOf, type YamlNode } from '../../../text/yaml.ts';
import { integerOf, type ManifestObject, objectId } from '../manifest-object.ts';
import type { RouteReader } from './route-reader.ts';

/** HTTPRoute and its siblings: one route for each host, match and backend. */
export const gatewayApi: RouteReader = {
  group: /^gateway\.networking\.k8s\.io$/,
  kinds: ['GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'],
  routes(object) {
    const spec = get(object.root, 'spec');
    const hosts = itemsOf(get(spec, 'hostnames')).flatMap((host) => textOf(host) ?? []);
    return itemsOf(get(spec, 'rules')).flatMap((rule) => {
      const matches = itemsOf(get(rule, 'matches'));
      return (matches.length === 0 ? [rule] : matches).flatMap((match) =>
        itemsOf(get(rule, 'backendRefs')).flatMap((reference) => {
          const route = routeOf({ object, rule, match, reference });
          if (route === undefined) return [];
          return hosts.length === 0 ? [route] : hosts.map((host) => ({ ...route, host }));
        }),
      );
    });
  },
};

interface Parts {
  readonly object: ManifestObject;
  readonly rule: YamlNode;
  readonly match: YamlNode;
  readonly reference: YamlNode;
}

function routeOf({ object, rule, match, reference }: Parts): EntryRoute | undefined {
  const { site } = object;
  const name = entryOf(reference, 'name');
  const service = textOf(name?.value);
  if (name === undefined || service === undefined || (textOf(get(reference, 'kind')) ?? 'Service') !== 'Service')
    return undefined;
  const namespace = textOf(get(reference, 'namespace'));
  const { path, pathType } = pathOf(object, match);
  const rewrite = rewriteOf(rule, reference);
  return {
    object: objectId(object),
    ...(object.namespace !== undefined && { namespace: object.namespace }),
    path,
    pathType,
    ...(rewrite !== undefined && { rewrite }),
    backend: {
      service,
      ...(namespace !== undefined && { namespace }),
      port: integerOf(get(reference, 'port')),
      at: site.at(name.at),
    },
    at: site.at(entryOf(get(match, 'path'), 'value')?.at ?? match),
  };
}

function pathOf({ kind }: ManifestObject, match: YamlNode): Pick<EntryRoute, 'path' | 'pathType'> {
  if (kind === 'GRPCRoute') {
    const service = textOf(get(match, 'method', 'service'));
    const method = textOf(get(match, 'method', 'method'));
    if (service === undefined) return { path: '/', pathType: 'Prefix' };
    return method === undefined
      ? { path: `/${service}`, pathType: 'Prefix' }
      : { path: `/${service}/${method}`, pathType: 'Exact' };
  }
  const type = textOf(get(match, 'path', 'type'));
  const pathType = type === 'Exact' || type === 'RegularExpression' ? type : 'Prefix';
  return { path: textOf(get(match, 'path', 'value')) ?? '/', pathType };
}

function rewriteOf(rule: YamlNode, reference: YamlNode): string | undefined {
  for (const filter of [...itemsOf(get(reference, 'filters')), ...itemsOf(get(rule, 'filters'))]) {
    const path = get(filter, 'urlRewrite', 'path');
    const text = textOf(get(path, 'replacePrefixMatch')) ?? textOf(get(path, 'replaceFullPath'));
    if (text !== undefined) return text;
  }
  return undefined;
}
