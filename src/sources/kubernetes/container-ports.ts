import type { DeclaredPort } from '../../shape/workload.ts';
import { entryOf, get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import { integerOf, type Site } from './manifest-object.ts';

/** The ports that a container declares; TCP when none is said (N071). */
export function containerPorts(container: YamlNode, site: Site): DeclaredPort[] {
  return itemsOf(get(container, 'ports')).flatMap((item): DeclaredPort[] => {
    const entry = entryOf(item, 'containerPort');
    const port = integerOf(entry?.value);
    if (entry === undefined || port === undefined) return [];
    const name = textOf(get(item, 'name'));
    const published = textOf(get(item, 'hostPort'));
    const hostIp = textOf(get(item, 'hostIP'));
    return [
      {
        port,
        protocol: protocolOf(get(item, 'protocol')),
        ...(name !== undefined && { name }),
        ...(published !== undefined && { published }),
        ...(hostIp !== undefined && { hostIp }),
        internal: false,
        at: site.at(entry.at),
      },
    ];
  });
}

export function protocolOf(node: YamlNode | undefined): DeclaredPort['protocol'] {
  const text = textOf(node)?.toUpperCase();
  return text === 'UDP' || text === 'SCTP' ? text : 'TCP';
}
