import type { Command } from '@oclif/core';

/** What a shell needs to know of one command. */
export interface Words {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly FlagWord[];
  /** What its argument can be, where that is a list. */
  readonly values: readonly string[];
}

export interface FlagWord {
  readonly name: string;
  /** Its one letter. */
  readonly char: string | undefined;
  readonly summary: string;
  readonly repeatable: boolean;
  readonly value: FlagValue;
}

/** What follows a flag. `unknown`: something that no shell can guess, such as the name of a service. */
export type FlagValue =
  | { readonly kind: 'none' | 'file' | 'folder' | 'unknown' }
  | { readonly kind: 'one-of'; readonly words: readonly string[] };

const PLACES = new Map<string, 'file' | 'folder'>([
  ['cwd', 'folder'],
  ['output', 'file'],
  ['local', 'file'],
  ['target', 'file'],
]);

/** The words of every command that is shown, sorted, from what it declares. */
export function wordsOf(commands: readonly Command.Loadable[], rules: readonly string[]): Words[] {
  return commands
    .filter((command) => !command.hidden)
    .map((command) => ({
      name: command.id,
      summary: command.summary ?? '',
      flags: Object.values(command.flags)
        .map((flag) => flagWord(flag, rules))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      values: Object.entries(command.args).flatMap(([name, arg]) =>
        name === 'rule-or-finding' ? rules : (arg.options ?? []),
      ),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function flagWord(flag: Command.Flag.Cached, rules: readonly string[]): FlagWord {
  return {
    name: flag.name,
    char: flag.char,
    summary: flag.summary ?? '',
    repeatable: flag.type === 'option' && flag.multiple === true,
    value: valueAfter(flag, rules),
  };
}

function valueAfter(flag: Command.Flag.Cached, rules: readonly string[]): FlagValue {
  if (flag.type !== 'option') return { kind: 'none' };
  if (flag.name === 'rule') return { kind: 'one-of', words: rules };
  if (flag.options !== undefined) return { kind: 'one-of', words: flag.options };
  return { kind: PLACES.get(flag.name) ?? 'unknown' };
}

/** One word of a shell, whatever it holds. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
