import { type Environment, EvaluationError, ParseError, TypeError as TypingError } from '@marcbachmann/cel-js';
import type { CelInput } from './types.ts';

/** An expression that was checked: what it comes to, or why it cannot be judged. */
export type Expression = (input: CelInput) => Outcome;

export type Outcome =
  | { readonly kind: 'value'; readonly value: unknown }
  /** `reason` is said to the user: `No such key: local`. */
  | { readonly kind: 'failed'; readonly reason: string };

export type Compiled =
  | { readonly kind: 'compiled'; readonly run: Expression }
  /** `column` counts from 1 within the expression. */
  | { readonly kind: 'refused'; readonly reason: string; readonly column?: number };

/**
 * Parses an expression and checks its types.
 * @param type what it has to come to; anything when left out
 */
export function compileExpression(text: string, environment: Environment, type?: 'bool'): Compiled {
  const checked = environment.check(text);
  if (!checked.valid) return { kind: 'refused', ...whatIsWrong(checked.error) };
  if (type !== undefined && checked.type !== type && checked.type !== 'dyn')
    return { kind: 'refused', reason: `comes to ${checked.type ?? 'nothing'}; expected ${type}` };
  const parsed = environment.parse(text);
  return { kind: 'compiled', run: (input) => outcomeOf(() => parsed({ ...input })) };
}

function outcomeOf(run: () => unknown): Outcome {
  try {
    return { kind: 'value', value: run() };
  } catch (error) {
    return { kind: 'failed', reason: whatIsWrong(error).reason };
  }
}

function whatIsWrong(error: unknown): { readonly reason: string; readonly column?: number } {
  if (error instanceof ParseError || error instanceof TypingError || error instanceof EvaluationError)
    return { reason: error.summary, ...(error.range && { column: error.range.start + 1 }) };
  return { reason: error instanceof Error ? error.message : String(error) };
}
