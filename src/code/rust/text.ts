import type { CodeValue, StandIn } from '../../shape/code-facts.ts';
import {
  type AssembledText,
  beforeGap,
  codeValue,
  GAP,
  literalOf,
  soleVariable,
  UNKNOWN,
  variable,
} from '../assembled-text.ts';

/** The first text, and where it is a variable that may not be set, the second in its place. */
export function orElse(first: AssembledText, second: AssembledText): AssembledText {
  const sole = soleVariable(first);
  if (sole === undefined || sole.fallback !== undefined || sole.otherwise !== undefined) return first;
  const { variable: name, ...known } = sole;
  const literal = literalOf(second);
  if (literal !== undefined) return variable(name, { ...known, fallback: literal });
  const other = soleVariable(second);
  if (other) {
    const { variable: otherName, others = [], ...standIn } = other;
    return variable(name, { ...standIn, others: [...(known.others ?? []), otherName, ...others] });
  }
  const value = codeValue(second);
  return value.kind === 'computed' ? first : variable(name, { ...known, otherwise: value });
}

/** The text of a variable whose name is put together; unknown when the name is. */
export function readOf(name: AssembledText, standIn: StandIn = {}): AssembledText {
  const text = literalOf(name);
  return text === undefined || text === '' ? UNKNOWN : variable(text, standIn);
}

/** The value of a URL or address: up to the first computed piece when the host is settled before it. */
export function targetValue(text: AssembledText): CodeValue {
  const whole = codeValue(text);
  if (whole.kind !== 'computed') return whole;
  const start = beforeGap(text);
  const shown = start.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  const isSettled = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?[^/:]+(:\d+)?\//i.test(shown) || /^[^/:]+(:\d+)?\//.test(shown);
  return isSettled ? codeValue(start) : whole;
}

/** Whether a text is settled and empty. */
export function isEmpty(text: AssembledText): boolean {
  return literalOf(text) === '';
}

export function isUnknown(text: AssembledText): boolean {
  return text.parts.length === 1 && text.parts[0] === GAP;
}
