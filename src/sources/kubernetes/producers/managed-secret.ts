// Operators that copy everything of a project or vault item into one Secret: the name is known, the keys are not.
import { entryOf, get, itemsOf, textOf, type YamlEntry, type YamlNode } from '../../../text/yaml.ts';
import type { ManifestObject } from '../manifest-object.ts';
import type { Produced, Producer } from './producer.ts';

/** Doppler: https://docs.doppler.com/docs/kubernetes-operator */
export const dopplerSecret: Producer = {
  group: /^secrets\.doppler\.com$/,
  kinds: ['DopplerSecret'],
  produce: ({ root }) => managed(entryOf(get(root, 'spec', 'managedSecret'), 'name')),
};

/** Infisical: https://infisical.com/docs/integrations/platforms/kubernetes */
export const infisicalSecret: Producer = {
  group: /^secrets\.infisical\.com$/,
  kinds: ['InfisicalDynamicSecret', 'InfisicalSecret'],
  produce: ({ root }) => {
    const spec = get(root, 'spec');
    const references: (YamlNode | undefined)[] = [
      get(spec, 'managedSecretReference'),
      ...itemsOf(get(spec, 'managedKubeSecretReferences')),
    ];
    return references.flatMap((reference) => managed(entryOf(reference, 'secretName')));
  },
};

/** 1Password: https://developer.1password.com/docs/k8s/operator; the Secret has the item's name. */
export const onePasswordItem: Producer = {
  group: /^onepassword\.com$/,
  kinds: ['OnePasswordItem'],
  produce: ({ name, root }: ManifestObject) => {
    const type = textOf(get(root, 'type'));
    return [{ kind: 'Secret', name, keys: [], complete: false, ...(type !== undefined && { type }) }];
  },
};

function managed(named: YamlEntry | undefined): Produced[] {
  const name = textOf(named?.value);
  return named === undefined || name === undefined
    ? []
    : [{ kind: 'Secret', name, keys: [], complete: false, at: named.at }];
}
