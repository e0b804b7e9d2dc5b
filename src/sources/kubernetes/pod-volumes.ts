import type { MountSource } from '../../shape/workload.ts';
import { entriesOf, entryOf, get, isNull, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import { booleanOf, type ManifestObject } from './manifest-object.ts';

/** Volume name to what is behind it; a projected volume is several things at one place. */
export type PodVolumes = ReadonlyMap<string, readonly MountSource[]>;

/** The volumes of a pod, and the claim templates of its StatefulSet, which win over volumes of the same name. */
export function podVolumes(object: ManifestObject, spec: YamlNode): PodVolumes {
  const volumes = new Map<string, readonly MountSource[]>();
  for (const volume of itemsOf(get(spec, 'volumes'))) {
    const name = textOf(get(volume, 'name'));
    if (name !== undefined) volumes.set(name, sourcesOf(name, volume));
  }
  for (const template of itemsOf(get(object.root, 'spec', 'volumeClaimTemplates'))) {
    const name = textOf(get(template, 'metadata', 'name'));
    if (name !== undefined) volumes.set(name, [{ kind: 'persistent', name, via: 'claimTemplate' }]);
  }
  return volumes;
}

function sourcesOf(name: string, volume: YamlNode): MountSource[] {
  const kind = entriesOf(volume).find((entry) => entry.key !== 'name');
  // A volume without a source is an emptyDir (N040's table).
  if (kind === undefined) return [{ kind: 'ephemeral', name, memory: false }];
  const node = kind.value;
  switch (kind.key) {
    case 'persistentVolumeClaim':
      return [{ kind: 'persistent', name: textOf(get(node, 'claimName')) ?? name, via: 'claim' }];
    case 'emptyDir':
      return [{ kind: 'ephemeral', name, memory: textOf(get(node, 'medium')) === 'Memory' }];
    case 'ephemeral':
      return [{ kind: 'ephemeral', name, memory: false }];
    case 'hostPath':
      return [{ kind: 'host', path: textOf(get(node, 'path')) ?? '' }];
    case 'configMap':
      return configSource('ConfigMap', textOf(get(node, 'name')), node);
    case 'secret':
      return configSource('Secret', textOf(get(node, 'secretName')) ?? textOf(get(node, 'name')), node);
    case 'projected':
      return itemsOf(get(node, 'sources')).flatMap((source) => projectedSources(name, source));
    default:
      return [{ kind: 'other', what: otherVolume(kind.key, node) }];
  }
}

function projectedSources(name: string, source: YamlNode): MountSource[] {
  return entriesOf(source).flatMap((entry) => {
    if (entry.key === 'configMap') return configSource('ConfigMap', textOf(get(entry.value, 'name')), entry.value);
    if (entry.key === 'secret') return configSource('Secret', textOf(get(entry.value, 'name')), entry.value);
    return [{ kind: 'other', what: `projected ${entry.key} of ${name}` }] satisfies MountSource[];
  });
}

function configSource(object: 'ConfigMap' | 'Secret', objectName: string | undefined, node: YamlNode): MountSource[] {
  if (objectName === undefined) return [];
  const listed = get(node, 'items');
  const optional = booleanOf(get(node, 'optional')) ?? false;
  if (listed === undefined || isNull(listed)) return [{ kind: 'config', object, objectName, optional }];
  const items: Record<string, string> = Object.create(null);
  for (const item of itemsOf(listed)) {
    const key = textOf(get(item, 'key'));
    if (key !== undefined) items[key] = textOf(get(item, 'path')) ?? key;
  }
  return [{ kind: 'config', object, objectName, items, optional }];
}

/** `csi secrets-store.csi.k8s.io (shop-vault)`: the class is what a SecretProviderClass is found by. */
function otherVolume(key: string, node: YamlNode): string {
  if (key !== 'csi') return key;
  const provider = textOf(get(node, 'volumeAttributes', 'secretProviderClass'));
  const driver = textOf(entryOf(node, 'driver')?.value) ?? '';
  return provider === undefined ? `csi ${driver}`.trim() : `csi ${driver} (${provider})`;
}
