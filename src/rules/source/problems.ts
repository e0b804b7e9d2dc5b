import type { Comparison } from '../../compare/comparison.ts';
import { stableNames } from '../../findings/stable-name.ts';
import { liesInSecret, type Problem } from '../../shape/origin.ts';
import type { Workload } from '../../shape/workload.ts';
import type { RuleFinding, RuleInput } from '../rule.ts';

/** One finding for each problem of a kind: the source has said all there is to say. */
export function problemFindings({ problems, comparison }: RuleInput, kind: Problem['kind']): RuleFinding[] {
  const whole = comparison.target?.environment ?? comparison.local?.environment ?? 'local';
  const found = problems.filter((problem) => problem.kind === kind);
  const names = stableNames(found);
  return found.map(({ environment, path, line, column, message, hint, also, ...problem }, index) => ({
    ...(problem.refused === true && { level: 'error' as const }),
    service: problem.service ?? (problem.refused === true ? serviceOf(problem.object, comparison) : undefined) ?? '*',
    environment: environment ?? whole,
    subject: problem.subject ?? path,
    identity: names[index] ?? path,
    message,
    remedy: hint,
    places: [
      { role: 'source', path, line, column, ...hidden(problem) },
      ...(also && (also.path !== path || also.line !== line) ? [{ role: 'first', ...also, ...hidden(problem) }] : []),
    ],
  }));
}

/** What a line inside a Secret holds is not shown, whatever is wrong with it. */
function hidden(problem: Pick<Problem, 'object' | 'secret'>): { readonly secret?: true } {
  return problem.secret === true || liesInSecret(problem) ? { secret: true } : {};
}

/** The service that an object of the target runs; undefined for other objects. */
function serviceOf(object: string | undefined, { services, target }: Comparison): string | undefined {
  const runs = ({ id }: Workload) => id === object || id.startsWith(`${object}/`);
  const pair = services.find((each) => each.target !== undefined && runs(each.target.workload));
  return pair?.name ?? target?.facts.workloads.find(runs)?.name;
}
