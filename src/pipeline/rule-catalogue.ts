import type { Config } from '../config/config.ts';
import type { RuleExplanation } from '../findings/explanation.ts';
import type { Rule } from '../rules/rule.ts';
import { allRules } from './all-rules.ts';
import { refuseUnknownRules } from './known-rules.ts';

/** What every rule says of itself, in the order of the rules: the built-in ones, then those of parity.yaml. */
export async function ruleCatalogue(config: Config | undefined): Promise<readonly RuleExplanation[]> {
  return (await allRules(config)).map(explained);
}

/**
 * One rule, or those of a dimension; all of them when nothing is named.
 * @throws ParityError of kind usage for a name that is neither
 */
export async function rulesNamed(
  name: string | undefined,
  config: Config | undefined,
): Promise<readonly RuleExplanation[]> {
  const rules = await allRules(config);
  if (name !== undefined) refuseUnknownRules([name], rules, '');
  return rules.map(explained).filter(({ id }) => name === undefined || id === name || id.startsWith(`${name}/`));
}

export function explained({ id, level, levels, docs }: Rule): RuleExplanation {
  return { id, level, ...(levels && { levels }), ...docs };
}
