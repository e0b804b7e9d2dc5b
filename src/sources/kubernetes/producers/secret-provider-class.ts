// Secrets Store CSI driver: https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret
import { entryOf, get, itemsOf, textOf } from '../../../text/yaml.ts';
import type { Produced, ProducedKey, Producer } from './producer.ts';

export const secretProviderClass: Producer = {
  group: /^secrets-store\.csi\.x-k8s\.io$/,
  kinds: ['SecretProviderClass'],
  produce: ({ root }) =>
    itemsOf(get(root, 'spec', 'secretObjects')).flatMap((item): Produced[] => {
      const named = entryOf(item, 'secretName');
      const name = textOf(named?.value);
      if (named === undefined || name === undefined) return [];
      const type = textOf(get(item, 'type'));
      const keys = itemsOf(get(item, 'data')).flatMap((data): ProducedKey[] => {
        const entry = entryOf(data, 'key');
        const key = textOf(entry?.value);
        return entry === undefined || key === undefined ? [] : [{ key, at: entry.at }];
      });
      return [{ kind: 'Secret', name, keys, complete: true, ...(type !== undefined && { type }), at: named.at }];
    }),
};
