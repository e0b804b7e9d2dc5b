import type { EntryRoute } from '../../../shape/facts.ts';
import { entryOf, get, itemsOf, textOf, type YamlNode } from '../../../text/yaml.ts';
import { type ManifestObject, objectId, portOf } from '../manifest-object.ts';
import type { RouteReader } from './route-reader.ts';

/** Ingress in its present form (networking.k8s.io/v1) and in the old one (`serviceName`, `servicePort`). */
export const ingress: RouteReader = {
  group: /^(networking\.k8s\.io|extensions)$/,
  kinds: ['Ingress'],
  routes(object) {
    const spec = get(object.root, 'spec');
    const fallback = get(spec, 'defaultBackend') ?? get(spec, 'backend');
    const rules = itemsOf(get(spec, 'rules')).flatMap((rule) => {
      const host = textOf(get(rule, 'host'));
      return itemsOf(get(rule, 'http', 'paths')).flatMap((path) => pathRoute(object, path, host));
    });
    return fallback === undefined ? rules : [...rules, ...defaultRoute(object, fallback)];
  },
};

function pathRoute(object: ManifestObject, item: YamlNode, host: string | undefined): EntryRoute[] {
  const backend = backendOf(object, get(item, 'backend'));
  if (backend === undefined) return [];
  const written = entryOf(item, 'path');
  const path = textOf(written?.value) ?? '/';
  const rewrite = rewriteOf(object, path);
  return [
    {
      ...common(object),
      ...(host !== undefined && { host }),
      path,
      pathType: pathTypeOf(object, item),
      ...(rewrite !== undefined && { rewrite }),
      ...(rewritesAll(object, path) && { rewritesAll: true }),
      backend,
      at: object.site.at(written?.at ?? item),
    },
  ];
}

function defaultRoute(object: ManifestObject, node: YamlNode): EntryRoute[] {
  const backend = backendOf(object, node);
  return backend === undefined
    ? []
    : [{ ...common(object), path: '/', pathType: 'Prefix', backend, at: object.site.at(node) }];
}

function common(object: ManifestObject) {
  return { object: objectId(object), ...(object.namespace !== undefined && { namespace: object.namespace }) };
}

function pathTypeOf(object: ManifestObject, item: YamlNode): EntryRoute['pathType'] {
  const type = textOf(get(item, 'pathType'));
  if (type === 'Exact' || type === 'Prefix') return type;
  return annotation(object, 'use-regex') === 'true' ? 'RegularExpression' : 'ImplementationSpecific';
}

function backendOf(object: ManifestObject, node: YamlNode | undefined): EntryRoute['backend'] | undefined {
  const entry = entryOf(get(node, 'service'), 'name') ?? entryOf(node, 'serviceName');
  const service = textOf(entry?.value);
  if (entry === undefined || service === undefined) return undefined;
  const port = get(node, 'service', 'port');
  const number = portOf(get(port, 'number') ?? get(port, 'name') ?? get(node, 'servicePort'));
  return { service, port: number, at: object.site.at(entry.at) };
}

/** Controllers that know nothing of the annotations of ingress-nginx; one for nginx may be called anything. */
const OTHER_CLASS = /traefik|alb|gce|haproxy|kong|contour|istio|cilium|ambassador|azure[-/]application-gateway/;

/** What an annotation of ingress-nginx says to it. */
function annotation({ root }: ManifestObject, name: string): string | undefined {
  const annotations = get(root, 'metadata', 'annotations');
  const className = textOf(get(root, 'spec', 'ingressClassName') ?? get(annotations, 'kubernetes.io/ingress.class'));
  if (className !== undefined && !className.includes('nginx') && OTHER_CLASS.test(className)) return undefined;
  return textOf(get(annotations, `nginx.ingress.kubernetes.io/${name}`));
}

/** `/` rewrites the whole path; `/$1` and `/$2` depend on the regex, except for the usual `/api(/|$)(.*)`. */
function rewriteOf(object: ManifestObject, path: string): string | undefined {
  const target =
    annotation(object, 'rewrite-target') ??
    textOf(get(object.root, 'metadata', 'annotations', 'ingress.kubernetes.io/rewrite-target'));
  if (target === undefined) return isRewrittenOtherwise(object) ? 'unknown' : undefined;
  if (!target.includes('$')) return target;
  if (target === '/$2' && /\(\/\|\$\)\(\.\*\)$/.test(path)) return '/';
  return target === '/$1' && /^\/[^()]*\/?\(\.\*\)$/.test(path) ? '/' : 'unknown';
}

/**
 * ingress-nginx writes `rewrite "(?i)<path>" <target> break`, and nginx puts the target in the place of the whole path,
 * whatever the type of the path. Without a group in it nothing is kept; where both are the same it writes no rewrite.
 */
function rewritesAll(object: ManifestObject, path: string): boolean {
  const target = annotation(object, 'rewrite-target');
  return target !== undefined && !/[$(]/.test(target + path) && target !== path;
}

/** Other controllers, and snippets of nginx, change paths in words of their own. */
function isRewrittenOtherwise({ root }: ManifestObject): boolean {
  const annotations = get(root, 'metadata', 'annotations');
  if (annotations?.kind !== 'map') return false;
  return annotations.entries.some(({ key }) =>
    /\/([\w.-]*(rewrites?|strip|middlewares|backend-path-prefix|transforms?)[\w.-]*|(configuration|server)-snippet)/.test(
      key,
    ),
  );
}
