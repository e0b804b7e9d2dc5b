import { stableNames } from '../../findings/stable-name.ts';
import type { Problem } from '../../shape/origin.ts';
import type { RuleFinding, RuleInput } from '../rule.ts';

/** One finding for each problem of a kind: the source has said all there is to say. */
export function problemFindings({ problems, comparison }: RuleInput, kind: Problem['kind']): RuleFinding[] {
  const whole = comparison.target?.environment ?? comparison.local?.environment ?? 'local';
  const found = problems.filter((problem) => problem.kind === kind);
  const names = stableNames(found);
  return found.map(({ service, environment, path, line, column, message, hint, also }, index) => ({
    service: service ?? '*',
    environment: environment ?? whole,
    subject: path,
    identity: names[index] ?? path,
    message,
    remedy: hint,
    places: [
      { role: 'source', path, line, column },
      ...(also && (also.path !== path || also.line !== line) ? [{ role: 'first', ...also }] : []),
    ],
  }));
}
