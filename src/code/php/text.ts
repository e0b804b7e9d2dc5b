import { type AssembledText, codeValue, hasVariable, literalOf, soleVariable, variable } from '../assembled-text.ts';

/** The same text with this standing in where its variable is not set; a text without a variable of its own stays. */
export function withStandIn(text: AssembledText, standIn: AssembledText): AssembledText {
  const sole = soleVariable(text);
  if (sole === undefined || sole.fallback !== undefined || sole.otherwise !== undefined) return text;
  const { variable: name, ...rest } = sole;
  const literal = literalOf(standIn);
  if (literal !== undefined) return variable(name, { ...rest, fallback: literal });
  return hasVariable(standIn) ? variable(name, { ...rest, otherwise: codeValue(standIn) }) : text;
}
