import { entryOf, get, textOf } from '../../../text/yaml.ts';
import { objectId, portOf } from '../manifest-object.ts';
import type { RouteReader } from './route-reader.ts';

/** OpenShift Route: one host and path to one Service; `targetPort` may be left out. */
export const openshiftRoute: RouteReader = {
  group: /^route\.openshift\.io$/,
  kinds: ['Route'],
  routes(object) {
    const spec = get(object.root, 'spec');
    const name = entryOf(get(spec, 'to'), 'name');
    const service = textOf(name?.value);
    if (name === undefined || service === undefined) return [];
    const host = textOf(get(spec, 'host'));
    const path = entryOf(spec, 'path');
    const rewrite = textOf(get(object.root, 'metadata', 'annotations', 'haproxy.router.openshift.io/rewrite-target'));
    return [
      {
        object: objectId(object),
        ...(object.namespace !== undefined && { namespace: object.namespace }),
        ...(host !== undefined && { host }),
        path: textOf(path?.value) ?? '/',
        pathType: 'Prefix',
        ...(rewrite !== undefined && { rewrite }),
        backend: { service, port: portOf(get(spec, 'port', 'targetPort')), at: object.site.at(name.at) },
        at: object.site.at(path?.at ?? name.at),
      },
    ];
  },
};
