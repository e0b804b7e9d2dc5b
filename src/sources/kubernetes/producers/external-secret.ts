// External Secrets Operator: https://external-secrets.io/latest/api/externalsecret/
import { entriesOf, entryOf, get, itemsOf, textOf, type YamlNode } from '../../../text/yaml.ts';
import type { ManifestObject } from '../manifest-object.ts';
import type { Produced, ProducedKey, Producer } from './producer.ts';

export const externalSecret: Producer = {
  group: /^external-secrets\.io$|^kubernetes-client\.io$/,
  kinds: ['ClusterExternalSecret', 'ExternalSecret'],
  produce: (object) => [producedSecret(object)],
};

function producedSecret(object: ManifestObject): Produced {
  const isCluster = object.kind === 'ClusterExternalSecret';
  const spec = isCluster ? get(object.root, 'spec', 'externalSecretSpec') : get(object.root, 'spec');
  const target = get(spec, 'target');
  const name =
    entryOf(target, 'name') ?? (isCluster ? entryOf(get(object.root, 'spec'), 'externalSecretName') : undefined);
  const template = get(target, 'template');
  const shown = templateKeys(template);
  const data = itemsOf(get(spec, 'data')).flatMap((item): ProducedKey[] => {
    const entry = entryOf(item, 'secretKey') ?? entryOf(item, 'name');
    const key = textOf(entry?.value);
    return entry === undefined || key === undefined ? [] : [{ key, at: entry.at }];
  });
  // A template replaces the fetched keys unless it is merged with them.
  const isReplaced = shown.length > 0 && textOf(get(template, 'mergePolicy')) !== 'Merge';
  const policy = textOf(get(target, 'creationPolicy'));
  const isOpen = itemsOf(get(spec, 'dataFrom')).length > 0 && !isReplaced;
  const type = textOf(get(template, 'type')) ?? textOf(get(spec, 'template', 'type'));
  return {
    kind: textOf(get(target, 'manifest', 'kind')) === 'ConfigMap' ? 'ConfigMap' : 'Secret',
    name: textOf(name?.value) ?? object.name,
    keys: isReplaced ? shown : [...data, ...shown],
    complete: !isOpen && policy !== 'Merge' && itemsOf(get(template, 'templateFrom')).length === 0,
    ...(type !== undefined && { type }),
    ...(name && { at: name.at }),
  };
}

function templateKeys(template: YamlNode | undefined): ProducedKey[] {
  return entriesOf(get(template, 'data')).map(({ key, at }) => ({ key, at }));
}
