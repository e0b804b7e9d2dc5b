import type { CommandLine } from '../../shape/workload.ts';
import { splitWords } from '../../text/shell-words.ts';
import { type ComposeNode, entryOf, isNull } from './node.ts';
import { scalarText } from './scalar-text.ts';
import { at, refuse, type ServiceInput } from './service-input.ts';

/** `command` or `entrypoint`: a list is taken as it is, a text is split as a shell would, and no shell runs it. */
export function readCommand(input: ServiceInput, key: 'command' | 'entrypoint'): CommandLine | undefined {
  const entry = entryOf(input.service, key);
  if (entry === undefined || isNull(entry.value)) return undefined;
  const words = entry.value.kind === 'scalar' ? splitWords(entry.value.text) : listWords(entry.value);
  if (words !== undefined) {
    keepSecrets(words, input);
    return { words, at: at(input, entry) };
  }
  refuse(input, entry, {
    attribute: key,
    isNot: 'a list of words, or one text',
    hint: 'write ["program", "argument"]',
  });
  return undefined;
}

export function listWords(node: ComposeNode): string[] | undefined {
  if (node.kind !== 'list') return undefined;
  const words = node.items.map((item) => (item.kind === 'scalar' ? scalarText(item) : undefined));
  return words.every((word) => word !== undefined) ? words : undefined;
}

/** Lets the vault know what stands behind `--password` and the like, so that no sink shows it. */
export function keepSecrets(words: readonly string[], input: ServiceInput): void {
  const { secrets } = input.reading.context;
  for (const [index, word] of words.entries()) {
    const option = /^--?([\w-]+)(?:=(.*))?$/s.exec(word);
    const name = option?.[1]?.replaceAll('-', '_');
    const value = option?.[2] ?? words[index + 1];
    if (name !== undefined && value !== undefined) secrets.value(name, value);
    secrets.value('', word);
  }
}
