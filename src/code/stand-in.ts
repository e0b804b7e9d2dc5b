import type { CodeValue } from '../shape/code-facts.ts';
import {
  type AssembledText,
  beforeGap,
  codeValue,
  GAP,
  hasVariable,
  literalOf,
  soleVariable,
  type TextVariable,
  textOfValue,
  variable,
} from './assembled-text.ts';

/** The same text with this standing in where its variable is not set; a text without a stand-in stays. */
export function withStandIn(text: AssembledText, standIn: AssembledText): AssembledText {
  const sole = soleVariable(text);
  if (sole === undefined || sole.fallback !== undefined || sole.otherwise !== undefined) return text;
  const { variable: name, ...rest } = sole;
  const literal = literalOf(standIn);
  if (literal !== undefined) return variable(name, { ...rest, fallback: literal });
  return hasVariable(standIn) ? variable(name, { ...rest, otherwise: codeValue(standIn) }) : text;
}

/** The value of a URL or address: up to the first computed piece when the host is settled before it. */
export function targetValue(text: AssembledText): CodeValue {
  const whole = codeValue(text);
  if (whole.kind !== 'computed') return whole;
  const start = beforeGap(text);
  const shown = start.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  const isSettled =
    /^[a-z][a-z0-9+.:-]*:\/\/(?:[^@/]*@)?[^/:]+(:\d+)?[/?]/i.test(shown) || /^[^/:]+(:\d+)?\//.test(shown);
  return isSettled ? codeValue(start) : whole;
}

/** What a text is when nothing is set: every variable by its plain fallback; undefined when one has none. */
export function defaultOf(text: AssembledText): string | undefined {
  let whole = '';
  for (const part of text.parts) {
    if (part === GAP) return undefined;
    const piece = typeof part === 'string' ? part : standInText(part);
    if (piece === undefined) return undefined;
    whole += piece;
  }
  return whole;
}

function standInText({ fallback, otherwise, profiles }: TextVariable): string | undefined {
  if (profiles !== undefined) return undefined;
  return fallback ?? (otherwise && defaultOf(textOfValue(otherwise)));
}
