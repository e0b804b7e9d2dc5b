import type { Vault } from '../../secrets/vault.ts';
import { entriesOf, get, itemsOf, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';
import { decodeBase64 } from './base64.ts';
import { isSubstitution } from './substitution.ts';

/** What identifies a Secret and holds none of it. */
const OPEN_FIELDS = /^(apiVersion|kind|type|immutable|metadata)$/;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Makes every text of a Secret object known to the vault, also one that a later key, document or layer replaces, or
 * that stands where no Secret has a text: a place in any of them may be told.
 */
export function hideSecret(root: YamlNode, secrets: Vault): void {
  if (root.kind !== 'map') return;
  for (const entry of root.entries) if (!OPEN_FIELDS.test(entry.key)) hideTexts(entry.value, secrets);
  for (const { text, replaced } of root.duplicates) if (!OPEN_FIELDS.test(text)) hideTexts(replaced, secrets);
  const applied = textOf(get(root, 'metadata', 'annotations', LAST_APPLIED));
  if (applied !== undefined) hideSecretsIn(applied, secrets);
}

/** The same for each Secret in a text of YAML documents, inside of Lists too; what is no YAML says nothing. */
export function hideSecretsIn(text: string, secrets: Vault): void {
  if (!/\bSecret(List)?\b/.test(text)) return;
  for (const { root } of parseYaml(text).documents) if (root !== undefined) hideEach(root, secrets);
}

function hideEach(root: YamlNode, secrets: Vault): void {
  const kind = textOf(get(root, 'kind')) ?? '';
  if (/^Secret(List)?$/.test(kind)) hideSecret(root, secrets);
  else for (const item of itemsOf(get(root, 'items'))) hideEach(item, secrets);
}

/** Every text below a node, decoded where it is base64. */
export function hideTexts(node: YamlNode, secrets: Vault): void {
  if (node.kind === 'scalar') {
    const text = node.text.trim();
    if (text === '' || isSubstitution(text)) return;
    secrets.hide(node.text);
    const decoded = decodeBase64(node.text);
    if (decoded.kind === 'text' && decoded.text !== '') secrets.hide(decoded.text);
    return;
  }
  for (const item of itemsOf(node)) hideTexts(item, secrets);
  for (const { value } of entriesOf(node)) hideTexts(value, secrets);
  if (node.kind === 'map') for (const { replaced } of node.duplicates) hideTexts(replaced, secrets);
}
