import type { Vault } from '../../secrets/vault.ts';
import { entriesOf, get, itemsOf, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';
import { hideSecretsIn, hideTexts } from '../kubernetes/hide-secret.ts';
import type { Kustomization } from './kustomization.ts';
import { below } from './kustomization.ts';
import { allKustomizations } from './transformers.ts';

/** Makes the values of generators, of Secret objects in every layer and of patches for them known as secrets before a tool can quote one of them in a message. */
export function hideGenerated(kustomization: Kustomization, secrets: Vault): void {
  for (const { root, folder, files } of allKustomizations(kustomization)) {
    for (const text of files.values()) hideSecretsIn(text, secrets);
    for (const patch of patchesOf(root)) hidePatch(patch, { files, folder, secrets });
    for (const generator of itemsOf(get(root, 'configMapGenerator'))) {
      for (const literal of itemsOf(get(generator, 'literals'))) nameAndValue(textOf(literal) ?? '', secrets);
    }
    for (const generator of itemsOf(get(root, 'secretGenerator'))) {
      for (const literal of itemsOf(get(generator, 'literals'))) hideAfterEquals(textOf(literal) ?? '', secrets);
      for (const name of [...itemsOf(get(generator, 'envs')), get(generator, 'env')]) {
        const path = below(folder, textOf(name) ?? '');
        for (const line of (path === undefined ? '' : (files.get(path) ?? '')).split('\n'))
          hideAfterEquals(line, secrets);
      }
    }
  }
}

function hideAfterEquals(text: string, secrets: Vault): void {
  const at = text.indexOf('=');
  if (at !== -1 && at < text.length - 1) secrets.hide(text.slice(at + 1));
}

function nameAndValue(text: string, secrets: Vault): void {
  const at = text.indexOf('=');
  if (at > 0) secrets.value(text.slice(0, at), text.slice(at + 1));
}

function patchesOf(root: YamlNode | undefined): readonly YamlNode[] {
  return ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap((field) => itemsOf(get(root, field)));
}

interface Patching {
  readonly files: ReadonlyMap<string, string>;
  readonly folder: string;
  readonly secrets: Vault;
}

/** A patch for a Secret, written out or in a file of its own. */
function hidePatch(patch: YamlNode, { files, folder, secrets }: Patching): void {
  const path = below(folder, textOf(get(patch, 'path')) ?? '');
  const text = textOf(get(patch, 'patch')) ?? textOf(patch) ?? (path === undefined ? '' : (files.get(path) ?? ''));
  hideSecretsIn(text, secrets);
  if (textOf(get(patch, 'target', 'kind')) !== 'Secret') return;
  for (const operation of parseYaml(text).documents.flatMap(({ root }) => itemsOf(root))) {
    for (const { key, value } of entriesOf(operation)) if (key === 'value') hideTexts(value, secrets);
  }
}
