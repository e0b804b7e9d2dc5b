import type { Command } from '@oclif/core';
import { bashCompletion } from './completion-bash.ts';
import { fishCompletion } from './completion-fish.ts';
import { wordsOf } from './completion-words.ts';
import { zshCompletion } from './completion-zsh.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const WRITERS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/**
 * A completion script made from what the commands declare.
 *
 * @param rules ids of all rules
 */
export function completionScript(
  shell: Shell,
  commands: readonly Command.Loadable[],
  rules: readonly string[],
): string {
  return WRITERS[shell](wordsOf(commands, rules));
}
