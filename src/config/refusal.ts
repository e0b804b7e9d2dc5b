import { ParityError } from '../errors.ts';
import type { Position } from '../text/position.ts';

export interface Located extends Position {
  readonly message: string;
}

/** The error that names every problem of a configuration file with its place, in the order of the file. */
export function refusal(path: string, problems: readonly Located[], hint: string): ParityError {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  const lines = sorted.map((problem) => `${path}:${problem.line}:${problem.column} ${problem.message}`);
  const [first] = sorted;
  return new ParityError({
    kind: 'usage',
    code: 'config/invalid',
    message: lines.join('\n'),
    hint,
    ...(first && { location: { path, line: first.line, column: first.column } }),
  });
}
