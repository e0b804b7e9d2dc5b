// Vault Secrets Operator: https://developer.hashicorp.com/vault/docs/platform/k8s/vso
import { entriesOf, entryOf, get, textOf } from '../../../text/yaml.ts';
import type { Producer } from './producer.ts';

export const vaultSecret: Producer = {
  group: /^secrets\.hashicorp\.com$/,
  kinds: ['HCPVaultSecretsApp', 'VaultDynamicSecret', 'VaultPKISecret', 'VaultStaticSecret'],
  produce({ root }) {
    const destination = get(root, 'spec', 'destination');
    const named = entryOf(destination, 'name');
    const name = textOf(named?.value);
    if (named === undefined || name === undefined) return [];
    const templates = entriesOf(get(destination, 'transformation', 'templates'));
    const type = textOf(get(destination, 'type'));
    // What Vault holds at the path becomes keys too, unknown from here.
    const keys = templates.map(({ key, at }) => ({ key, at }));
    return [{ kind: 'Secret', name, keys, complete: false, ...(type !== undefined && { type }), at: named.at }];
  },
};
