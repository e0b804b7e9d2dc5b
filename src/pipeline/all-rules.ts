import type { Config } from '../config/config.ts';
import { RULES } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';

/**
 * Every rule that judges a repository: the built-in ones, and those of its parity.yaml behind them.
 * @throws ParityError of kind usage for an expression that cannot be meant
 */
export async function allRules(
  config: Pick<Config, 'rules' | 'path' | 'placeOf'> | undefined,
): Promise<readonly Rule[]> {
  if (config === undefined || config.rules.size === 0) return RULES;
  const { ownRules } = await import('../own-rules/own-rule.ts');
  return [...RULES, ...ownRules(config)];
}
