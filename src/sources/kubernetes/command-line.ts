import type { Vault } from '../../secrets/vault.ts';
import type { CommandLine } from '../../shape/workload.ts';
import { entryOf, itemsOf, type YamlNode } from '../../text/yaml.ts';
import type { Site } from './manifest-object.ts';

/** Words of `command` or `args`; undefined when the field is absent or empty, which leaves the image's in force. */
export function commandLine(node: YamlNode | undefined, field: string, site: Site): CommandLine | undefined {
  const entry = entryOf(node, field);
  const words = itemsOf(entry?.value).map((word) => (word.kind === 'scalar' ? word.text : ''));
  if (entry === undefined || words.length === 0) return undefined;
  noteSecrets(words, site.secrets);
  return { words, at: site.at(entry.at) };
}

/** `--password hunter22`, `--token=…`, `PASSWORD=…` and bare tokens: known to the vault, so that no output shows them. */
function noteSecrets(words: readonly string[], secrets: Vault): void {
  for (const [index, word] of words.entries()) {
    const [, name, value] = /^-{0,2}([A-Za-z_][\w.-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name !== undefined) secrets.value(name, value ?? (word.startsWith('-') ? (words[index + 1] ?? '') : ''));
    secrets.value('', word);
  }
}
