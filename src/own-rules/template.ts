import type { Environment } from '@marcbachmann/cel-js';
import { withoutCredentials } from '../secrets/credentials.ts';
import { type Compiled, compileExpression, type Expression } from './expression.ts';
import type { CelInput } from './types.ts';

/** A text with expressions in double braces, filled in for one service or variable. */
export type Template = (input: CelInput) => string;

/** The template, or what is wrong with one of its expressions. */
export function compileTemplate(
  text: string,
  environment: Environment,
): Template | Extract<Compiled, { kind: 'refused' }> {
  const parts: (string | Expression)[] = [];
  for (const [index, part] of text.split(/\{\{(.*?)\}\}/s).entries()) {
    if (index % 2 === 0) {
      parts.push(part);
      continue;
    }
    const compiled = compileExpression(part, environment);
    if (compiled.kind === 'refused') return compiled;
    parts.push(compiled.run);
  }
  return (input) => parts.map((part) => (typeof part === 'string' ? part : textOf(part, input))).join('');
}

/** What cannot be said is left open: the finding itself is as true without it. */
function textOf(expression: Expression, input: CelInput): string {
  const outcome = expression(input);
  if (outcome.kind === 'failed') return '(unknown)';
  const { value } = outcome;
  const text = Array.isArray(value) ? value.map(String).join(', ') : String(value);
  return withoutCredentials(text);
}
