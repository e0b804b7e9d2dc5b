import type { Vault } from '../../secrets/vault.ts';
import { entriesOf, itemsOf, type YamlNode } from '../../text/yaml.ts';

/** Makes the secrets of values files known before helm can quote one of them in a message. */
export function hideValues(roots: readonly YamlNode[], secrets: Vault): void {
  for (const root of roots) hideIn(root, '', secrets);
}

function hideIn(node: YamlNode, key: string, secrets: Vault): void {
  // `env: [{name: DB_PASSWORD, value: …}]` says in another field what its value is.
  const name = entriesOf(node).find((entry) => entry.key === 'name')?.value;
  const said = name?.kind === 'scalar' ? name.text : '';
  if (node.kind === 'scalar') secrets.value(key, node.text);
  for (const item of itemsOf(node)) hideIn(item, key, secrets);
  for (const entry of entriesOf(node)) hideIn(entry.value, entry.key === 'value' ? said : entry.key, secrets);
}
