import type { Vault } from '../../secrets/vault.ts';
import { get, itemsOf, textOf } from '../../text/yaml.ts';
import type { Kustomization } from './kustomization.ts';
import { below } from './kustomization.ts';
import { allKustomizations } from './transformers.ts';

/** Makes the values of generators known as secrets before a tool can quote one of them in a message. */
export function hideGenerated(kustomization: Kustomization, secrets: Vault): void {
  for (const { root, folder, files } of allKustomizations(kustomization)) {
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
