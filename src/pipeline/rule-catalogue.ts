import type { RuleExplanation } from '../findings/explanation.ts';
import { RULES } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';

/** What every rule says of itself, in the order of the rules. */
export function ruleCatalogue(): readonly RuleExplanation[] {
  return RULES.map(explained);
}

export function explained({ id, level, docs }: Rule): RuleExplanation {
  return { id, level, ...docs };
}
