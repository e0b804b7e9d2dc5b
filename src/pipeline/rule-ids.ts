import { RULES } from '../rules/index.ts';

/** The ids of all rules, in their order. */
export function ruleIds(): readonly string[] {
  return RULES.map((rule) => rule.id);
}
