import { Config } from '@oclif/core/config';
import { ParityError } from '../errors.ts';
import { nearest } from '../text/nearest.ts';
import { report, writeOut } from './base-command.ts';

/**
 * Runs one command line.
 *
 * @param argv without the program's own name
 * @param root folder of the package
 */
export async function main(argv: readonly string[], root: string): Promise<void> {
  // What escapes every await is a bug too, and must not dump the bundle's source on the terminal.
  process.on('uncaughtException', (error) => void report(error, { argv }));
  try {
    const config = await Config.load({ root });
    const subject = helpSubject(argv);
    if (subject !== undefined) {
      const { helpText } = await import('./help.ts');
      await writeOut(helpText(config, commandOf(config, subject)));
    } else await config.runCommand(commandOf(config, argv[0] ?? '') ?? '', argv.slice(1));
  } catch (error) {
    await report(error, { argv });
  }
}

/** What help is asked about: '' for the whole program, undefined when it is not asked for. */
function helpSubject(argv: readonly string[]): string | undefined {
  const flags = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const [first = '', second = ''] = flags.filter((word) => !word.startsWith('-'));
  if (flags.length === 0) return '';
  if (first === 'help') return second;
  return flags.includes('--help') || flags.includes('-h') ? first : undefined;
}

/** The command's id; undefined for none. */
function commandOf(config: Config, word: string): string | undefined {
  if (word === '') return undefined;
  if (config.findCommand(word)) return word;
  const words = config.commands.filter((command) => !command.hidden).map((command) => command.id);
  const near = nearest(word, words);
  throw new ParityError({
    kind: 'usage',
    code: 'usage/unknown-command',
    message: word.startsWith('-') ? `${word} stands before any command` : `${word} is not a command`,
    hint: near === undefined ? `use one of ${words.sort().join(', ')}` : `did you mean ${near}?`,
  });
}
