import type { Comparison } from '../compare/comparison.ts';
import type { BreachKind } from '../compare/declared/declared.ts';
import { breachesOf } from '../compare/declared/groups.ts';
import { place, type RuleFinding } from './rule.ts';

/** What a rule finds because parity.yaml declares it, whatever the two sides say. */
export function declaredFindings(comparison: Comparison, kinds: readonly BreachKind[]): RuleFinding[] {
  if (kinds.length === 0) return [];
  return breachesOf(comparison, kinds).flatMap(({ of: { pair, group, name, side }, breach }) => {
    const { level, subject, message, remedy } = breach;
    const declaredAt = pair.declaredAt?.(group, name);
    const [first, ...more] = breach.places.map(({ role, at, secret }) => ({
      ...place(role, at),
      ...(secret && { secret }),
    }));
    if (first === undefined) return [];
    const places = [first, ...more, ...(declaredAt ? [place('declared', declaredAt)] : [])] as const;
    return [{ level, service: pair.name, environment: side.environment, subject, message, remedy, places }];
  });
}
