import type { Mount, MountSource } from '../../shape/workload.ts';
import { entryOf, get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import { booleanOf, type Site } from './manifest-object.ts';
import type { PodVolumes } from './pod-volumes.ts';

/** Where a container sees the volumes of its pod: one mount for each thing that a volume projects. */
export function containerMounts(container: YamlNode, volumes: PodVolumes, site: Site): Mount[] {
  const mounts = itemsOf(get(container, 'volumeMounts')).flatMap((item): Mount[] => {
    const entry = entryOf(item, 'mountPath');
    const path = textOf(entry?.value);
    const name = textOf(get(item, 'name'));
    if (entry === undefined || path === undefined || name === undefined) return [];
    const subPath = textOf(get(item, 'subPath')) ?? textOf(get(item, 'subPathExpr'));
    const unknown: readonly MountSource[] = [{ kind: 'other', what: `volume ${name}, which the pod does not declare` }];
    return (volumes.get(name) ?? unknown).map((source) => ({
      path,
      source,
      ...(subPath !== undefined && { subPath }),
      readOnly: booleanOf(get(item, 'readOnly')) ?? false,
      at: site.at(entry.at),
    }));
  });
  return [...mounts, ...blockDevices(container, volumes, site)];
}

/** `volumeDevices`: a claim as a raw device. */
function blockDevices(container: YamlNode, volumes: PodVolumes, site: Site): Mount[] {
  return itemsOf(get(container, 'volumeDevices')).flatMap((item): Mount[] => {
    const entry = entryOf(item, 'devicePath');
    const path = textOf(entry?.value);
    const sources = volumes.get(textOf(get(item, 'name')) ?? '') ?? [];
    if (entry === undefined || path === undefined) return [];
    return sources.map((source) => ({ path, source, readOnly: false, at: site.at(entry.at) }));
  });
}
