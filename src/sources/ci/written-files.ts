// Env files that a pipeline writes before it hands them over: `echo "KEY=$VALUE" >> .env`.
import type { ShellCommand } from '../../text/shell-commands.ts';
import type { Surroundings } from './script-facts.ts';

/** What is in a file that commands have written. */
export interface WrittenFile {
  readonly lines: readonly { readonly text: string; readonly at: Surroundings['at'] }[];
  /** False where a command wrote what cannot be told. */
  readonly isComplete: boolean;
}

/** By the name that the script uses. */
export type WrittenFiles = Map<string, WrittenFile>;

/** Notes what a command writes into a file. */
export function writtenFiles(command: ShellCommand, { written, at }: Surroundings): void {
  const { output, words, document } = command;
  if (output === undefined || output.startsWith('/dev/') || output === '&') return;
  const before = written.get(output) ?? { lines: [], isComplete: true };
  const text = document ?? printed(words);
  const lines = (text ?? '').split('\n').map((line) => ({ text: line.trim(), at }));
  written.set(output, {
    lines: [...before.lines, ...lines.filter((line) => line.text !== '')],
    isComplete: before.isComplete && text !== undefined,
  });
}

function printed([program, ...words]: readonly string[]): string | undefined {
  const texts = words.filter((word) => !/^-[neE]+$/.test(word));
  if (program === 'echo') return texts.join(' ');
  return program === 'printf' ? texts[0]?.replaceAll('\\n', '\n') : undefined;
}
