import type { Problem } from '../../shape/origin.ts';
import type { RuleFinding, RuleInput } from '../rule.ts';

/** One finding for each problem of a kind: the source has said all there is to say. */
export function problemFindings({ problems, comparison }: RuleInput, kind: Problem['kind']): RuleFinding[] {
  const environment = comparison.target?.environment ?? comparison.local?.environment ?? 'local';
  return problems
    .filter((problem) => problem.kind === kind)
    .map(({ service, path, line, column, message, hint }) => ({
      service: service ?? '*',
      environment,
      subject: `${path}:${line}`,
      message,
      remedy: hint,
      places: [{ role: 'source', path, line, column }],
    }));
}
