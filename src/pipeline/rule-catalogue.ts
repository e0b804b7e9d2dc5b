import type { RuleExplanation } from '../findings/explanation.ts';
import { RULES } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import { refuseUnknownRules } from './known-rules.ts';

/** What every rule says of itself, in the order of the rules. */
export function ruleCatalogue(): readonly RuleExplanation[] {
  return RULES.map(explained);
}

/**
 * One rule, or those of a dimension; all of them when nothing is named.
 * @throws ParityError of kind usage for a name that is neither
 */
export function rulesNamed(name: string | undefined): readonly RuleExplanation[] {
  if (name === undefined) return ruleCatalogue();
  refuseUnknownRules([name], '');
  return ruleCatalogue().filter(({ id }) => id === name || id.startsWith(`${name}/`));
}

export function explained({ id, level, levels, docs }: Rule): RuleExplanation {
  return { id, level, ...(levels && { levels }), ...docs };
}
