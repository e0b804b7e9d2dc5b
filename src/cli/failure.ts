import { CLIError } from '@oclif/core/errors';
import { type ExitName, ParityError } from '../errors.ts';
import { nearest } from '../text/nearest.ts';

/** An error as a person or a program is told of it. */
export interface Failure {
  readonly exit: ExitName;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** Only for a bug: what an issue should hold. */
  readonly stack?: string;
}

/**
 * Turns whatever was thrown into one of the three kinds.
 *
 * @param flags names that the command accepts, for the nearest one to a name it does not
 */
export function failureOf(error: unknown, flags: readonly string[] = []): Failure {
  if (error instanceof ParityError && error.kind !== 'bug')
    return { exit: error.kind, code: error.code, message: error.message, hint: error.hint };
  if (isUsageError(error)) return { exit: 'usage', ...usageOf(error, flags) };
  const message = error instanceof Error ? error.message : String(error);
  return {
    exit: 'bug',
    code: 'bug',
    message: `parity met a state that it holds impossible: ${message}`,
    hint: 'report it with the lines below, the command you ran and `parity --version`',
    stack: error instanceof Error ? (error.stack ?? message) : message,
  };
}

/** What the command framework's parser throws; a bug is none of its errors. */
function isUsageError(error: unknown): error is Error {
  return error instanceof CLIError;
}

function usageOf(error: Error, flags: readonly string[]): { code: string; message: string; hint: string } {
  // Only the error about unknown flags carries their list.
  const unknown = 'flags' in error && Array.isArray(error.flags) ? error.flags.map(String) : [];
  if (unknown.length === 0) {
    const [first = ''] = error.message.split(/\n(?:\n|See more help|USAGE)/);
    const message = first.trim().replace(/\s+/g, ' ');
    const near = nearestOf(message);
    return {
      code: 'usage/invalid',
      message,
      hint: near === undefined ? 'see --help for what is accepted' : `did you mean ${near}?`,
    };
  }
  const near = unknown.flatMap((flag) => nearest(flag.replace(/^-+/, ''), flags) ?? []).map((flag) => `--${flag}`);
  return {
    code: 'usage/unknown-flag',
    message: `${unknown.join(', ')} is not a flag of this command`,
    hint: near.length > 0 ? `did you mean ${near.join(', ')}?` : `use one of --${flags.join(', --')}`,
  };
}

/** Of `Expected --fail-on=eror to be one of: error, warning` the word that was meant. */
function nearestOf(message: string): string | undefined {
  const [, given = '', words = ''] = /^Expected (?:--?[\w-]+=)?(.*) to be one of: (.+)$/.exec(message) ?? [];
  return given === '' ? undefined : nearest(given, words.split(', '));
}
