/** Where an error was found; `line` and `column` count from 1. */
export interface ErrorLocation {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

/** The three kinds that end a run. What a person could expect (an unreadable file, a finding) is a value, not an error. */
export type ErrorKind = 'usage' | 'cannot-check' | 'bug';

export interface ParityErrorOptions {
  readonly kind: ErrorKind;
  /** Stable, `<area>/<what>`: code decides by it, never by the message. */
  readonly code: string;
  /** What was being done, then what was found. */
  readonly message: string;
  /** One action that mends it. */
  readonly hint: string;
  readonly location?: ErrorLocation;
  readonly cause?: unknown;
}

/** The run cannot go on, and the user can act. */
export class ParityError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly hint: string;
  readonly location: ErrorLocation | undefined;

  constructor(options: ParityErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ParityError';
    this.kind = options.kind;
    this.code = options.code;
    this.hint = options.hint;
    this.location = options.location;
  }
}

/** The one table of exit codes. All other codes are reserved; never a count: a code wraps at 256. */
export const EXIT_CODES = [
  { code: 0, name: 'ok', meaning: 'ran completely; nothing at or above --fail-on' },
  { code: 1, name: 'findings', meaning: 'ran completely; findings at or above --fail-on (default: error)' },
  { code: 2, name: 'usage', meaning: 'wrong usage or configuration' },
  { code: 3, name: 'cannot-check', meaning: 'could not check: no input, or one that cannot be read; wins over 1' },
  { code: 4, name: 'not-deployed', meaning: 'deploy refused, failed or timed out; the cluster is as it was' },
  { code: 5, name: 'half-deployed', meaning: 'deploy failed and the cluster is not as it was; a person must look' },
  { code: 6, name: 'held', meaning: 'held: the infrastructure failed, not this release; nothing was rolled back' },
  { code: 70, name: 'bug', meaning: 'a bug in parity' },
  { code: 130, name: 'interrupted', meaning: 'interrupted' },
] as const;

export type ExitName = (typeof EXIT_CODES)[number]['name'];

/** The number of a row of the table. */
export function exitCode(name: ExitName): number {
  const row = EXIT_CODES.find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(`no exit code is called ${name}`);
  return row.code;
}
