import { compareFindings, type Finding, fingerprint } from '../findings/finding.ts';
import type { Rule, RuleInput } from './rule.ts';

/** Runs rules over one comparison. Findings come in their total order, equal ones once. */
export function runRules(rules: readonly Rule[], input: RuleInput): Finding[] {
  const findings = new Map<string, Finding>();
  for (const rule of rules) {
    for (const { level, confidence, ...found } of rule.check(input)) {
      const id = fingerprint({ rule: rule.id, ...found });
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
