import type { Needle } from './language.ts';

/** Needles as patterns: one for all that stand alone, and a pair for each that means nothing alone. */
interface Patterns {
  readonly alone: RegExp;
  readonly pairs: readonly { readonly literal: string; readonly beside: RegExp }[];
}

const known = new WeakMap<readonly Needle[], Patterns>();

/** Whether a text holds one of a language's needles. */
export function holdsNeedle(text: string, needles: readonly Needle[]): boolean {
  const { alone, pairs } = known.get(needles) ?? patternsOf(needles);
  return alone.test(text) || pairs.some(({ literal, beside }) => text.includes(literal) && beside.test(text));
}

function patternsOf(needles: readonly Needle[]): Patterns {
  const patterns = {
    alone: anyOf(needles.filter((needle) => typeof needle === 'string')),
    pairs: needles.flatMap((needle) =>
      typeof needle === 'string' ? [] : [{ literal: needle.literal, beside: anyOf(needle.beside) }],
    ),
  };
  known.set(needles, patterns);
  return patterns;
}

function anyOf(literals: readonly string[]): RegExp {
  if (literals.length === 0) return NEVER;
  return new RegExp(literals.map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));
}

const NEVER = /(?!)/;
