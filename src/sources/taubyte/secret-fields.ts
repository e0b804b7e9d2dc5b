import type { Vault } from '../../secrets/vault.ts';
import { get, textOf, type YamlNode } from '../../text/yaml.ts';

/** Fields that hold a key, in domains and databases. */
export const KEY_FIELDS: readonly (readonly [string, string])[] = [
  ['certificate', 'key'],
  ['encryption', 'key'],
];

/** Makes the keys in a resource known to the vault, before anything is said of it. */
export function hideKeys(root: YamlNode, secrets: Vault): void {
  for (const path of KEY_FIELDS) {
    const text = textOf(get(root, ...path));
    if (text !== undefined && text !== '') secrets.hide(text);
  }
}
