import { compareFindings, type Finding, fingerprint } from '../findings/finding.ts';
import { declaredFindings } from './declared.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * Runs rules over one comparison, and those that conclude from absence only over what was read whole. Findings come in
 * their total order, equal ones once.
 */
export function runRules(rules: readonly Rule[], input: RuleInput): Finding[] {
  const findings = new Map<string, Finding>();
  for (const rule of rules) {
    // What is declared comes first: it knows more of the same thing.
    const declared = declaredFindings(input.comparison, rule.declared ?? []);
    const isGap = rule.absentFrom?.some((side) => input.comparison[side]?.isComplete === false);
    for (const { level, confidence, identity, ...found } of [...declared, ...(isGap ? [] : rule.check(input))]) {
      if (isInGap(rule, found.service, input)) continue;
      const id = fingerprint({ rule: rule.id, ...found, subject: identity ?? found.subject });
      if (findings.has(id)) continue;
      findings.set(id, {
        id,
        rule: rule.id,
        level: level ?? rule.level,
        confidence: confidence ?? 'certain',
        ...found,
      });
    }
  }
  return [...findings.values()].sort(compareFindings);
}

/** Whether what the service seems to lack may stand where nothing could be read. */
function isInGap({ lackedOn }: Rule, name: string, { comparison }: RuleInput): boolean {
  if (lackedOn === undefined) return false;
  const pair = comparison.services.find((service) => service.name === name);
  return lackedOn.some((side) => pair?.[side]?.isWhole === false);
}
