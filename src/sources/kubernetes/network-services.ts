import type { NetworkService, ServicePort } from '../../shape/facts.ts';
import { entriesOf, entryOf, get, itemsOf, textOf } from '../../text/yaml.ts';
import { protocolOf } from './container-ports.ts';
import { integerOf, type ManifestObject, portOf } from './manifest-object.ts';
import { stringMap } from './string-map.ts';

/** A core Service; undefined for other kinds. */
export function networkServiceOf(object: ManifestObject): NetworkService | undefined {
  if (object.kind !== 'Service') return undefined;
  if (object.group === 'serving.knative.dev') return knativeService(object);
  if (object.group !== '') return undefined;
  const { root, site, name, namespace } = object;
  const spec = get(root, 'spec');
  const type = textOf(get(spec, 'type'));
  const externalName = type === 'ExternalName' ? textOf(get(spec, 'externalName')) : undefined;
  const selector = get(spec, 'selector');
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    kind: 'Service',
    ports: itemsOf(get(spec, 'ports')).flatMap((item) => servicePort(object, item)),
    ...(entriesOf(selector).length > 0 && { selector: stringMap(selector) }),
    headless: textOf(get(spec, 'clusterIP')) === 'None',
    ...((type === 'LoadBalancer' || type === 'NodePort') && { isOpen: true }),
    ...(externalName !== undefined && { externalName }),
    aliases: [],
    at: site.at(entryOf(get(root, 'metadata'), 'name')?.at ?? root),
  };
}

function servicePort({ site }: ManifestObject, item: Parameters<typeof get>[0]): ServicePort[] {
  const entry = entryOf(item, 'port');
  const port = integerOf(entry?.value);
  if (entry === undefined || port === undefined) return [];
  const name = textOf(get(item, 'name'));
  const nodePort = integerOf(get(item, 'nodePort'));
  const targetEntry = entryOf(item, 'targetPort');
  const target = portOf(targetEntry?.value);
  return [
    {
      ...(name !== undefined && { name }),
      port,
      // 0 and an absent field both mean the port itself.
      targetPort: target === undefined || target === 0 ? port : target,
      ...(targetEntry !== undefined && { targetAt: site.at(targetEntry.at) }),
      protocol: protocolOf(get(item, 'protocol')),
      ...(nodePort !== undefined && { nodePort }),
      at: site.at(entry.at),
    },
  ];
}

/** Knative makes a Service of the same name on port 80 that leads to the one port of the container, 8080 by default. */
function knativeService({ root, site, name, namespace }: ManifestObject): NetworkService {
  const containers = itemsOf(get(root, 'spec', 'template', 'spec', 'containers'));
  const port = containers.flatMap((container) =>
    itemsOf(get(container, 'ports')).flatMap((item) => integerOf(get(item, 'containerPort')) ?? []),
  )[0];
  const at = site.at(entryOf(get(root, 'metadata'), 'name')?.at ?? root);
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    kind: 'Service',
    ports: [{ name: 'http', port: 80, targetPort: port ?? 8080, protocol: 'TCP', at }],
    headless: false,
    aliases: [],
    at,
  };
}
