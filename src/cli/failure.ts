import { type ExitName, ParityError } from '../errors.ts';

/** An error as a person or a program is told of it. */
export interface Failure {
  readonly exit: ExitName;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** Only for a bug: what an issue should hold. */
  readonly stack?: string;
}

/** Turns whatever was thrown into one of the three kinds. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ParityError && error.kind !== 'bug')
    return { exit: error.kind, code: error.code, message: error.message, hint: error.hint };
  if (isUsageError(error)) return { exit: 'usage', ...usageText(error.message) };
  const message = error instanceof Error ? error.message : String(error);
  return {
    exit: 'bug',
    code: 'bug',
    message: `parity met a state that it holds impossible: ${message}`,
    hint: 'report it with the lines below, the command you ran and `parity --version`',
    stack: error instanceof Error ? (error.stack ?? message) : message,
  };
}

/** The command framework's parse errors carry `parse`, its own exit number or both; a bug carries neither. */
function isUsageError(error: unknown): error is Error {
  return error instanceof Error && ('parse' in error || error.name === 'FlagInvalidOptionError');
}

function usageText(message: string): { code: string; message: string; hint: string } {
  const [first = message] = message.split('\nSee more help with')[0]?.split('\nUSAGE') ?? [];
  return { code: 'usage/invalid', message: first.trim(), hint: 'see --help for what is accepted' };
}
