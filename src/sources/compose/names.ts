import { type ComposeNode, entriesOf, get, isOpen, itemsOf, scalarOf, textOf } from './node.ts';
import type { ServiceInput } from './service-input.ts';

/** Services that must be up before: `depends_on`, and what else implies it (N158). */
export function readDependencies({ service }: ServiceInput): string[] {
  const shared = ['network_mode', 'ipc', 'pid'].flatMap((key) => {
    const name = /^service:(.+)$/.exec(textOf(service, key) ?? '')?.[1];
    return name === undefined ? [] : [name];
  });
  return unique([
    ...entriesOf(get(service, 'depends_on')).map((entry) => entry.key),
    ...textsOf(service, 'links').map((link) => link.split(':')[0] ?? ''),
    ...textsOf(service, 'volumes_from').flatMap((from) =>
      from.startsWith('container:') ? [] : [from.split(':')[0] ?? ''],
    ),
    ...shared,
  ]);
}

/** Other names of the service on its networks. */
export function readAliases({ name, service }: ServiceInput): string[] {
  const networks = entriesOf(get(service, 'networks'));
  const aliases = networks.flatMap((network) =>
    itemsOf(get(network.value, 'aliases')).flatMap((alias) => known(alias)),
  );
  const own = [scalarOf(service, 'hostname'), scalarOf(service, 'container_name')];
  const texts = own.flatMap(known);
  return unique([...texts, ...aliases]).filter((alias) => alias !== name);
}

/** Names that resolve inside the container alone: `extra_hosts`, and the aliases of links. */
export function readExtraHosts({ service }: ServiceInput): string[] {
  return unique([
    ...entriesOf(get(service, 'extra_hosts')).map((entry) => entry.key.split(':')[0] ?? ''),
    ...[...textsOf(service, 'links'), ...textsOf(service, 'external_links')].flatMap((link) =>
      link.split(':').slice(1, 2),
    ),
    ...textsOf(service, 'external_links').flatMap((link) => (link.includes(':') ? [] : [link])),
  ]);
}

function textsOf(service: ServiceInput['service'], key: string): string[] {
  return itemsOf(get(service, key)).flatMap(known);
}

/** A name that only a shell completes is none. */
function known(node: ComposeNode | undefined): string[] {
  return node?.kind === 'scalar' && !isOpen(node) ? [node.text] : [];
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== '');
}
