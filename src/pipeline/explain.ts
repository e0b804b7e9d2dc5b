import { ParityError } from '../errors.ts';
import type { Explanation } from '../findings/explanation.ts';
import type { Finding } from '../findings/finding.ts';
import type { Rule } from '../rules/rule.ts';
import { nearest } from '../text/nearest.ts';
import { allRules } from './all-rules.ts';
import { rulesFor } from './check.ts';
import { derive } from './derive.ts';
import { weighedFindings } from './judge.ts';
import { buildModel, type Model } from './model.ts';
import { levelOfPolicy } from './policy.ts';
import type { ExplainRequest, Ports } from './request.ts';
import { explained } from './rule-catalogue.ts';

/** Explains a rule by its id, the rules of a dimension by its name, or a finding of this repository by its id, with everything that led to it. */
export async function runExplain(request: ExplainRequest, ports: Ports): Promise<Explanation> {
  const shared = { schema: 'parity.explain/v1', tool: request.tool } as const;
  const known = await allRules(request.config);
  const rule = known.find((candidate) => candidate.id === request.subject);
  if (rule !== undefined) return { ...shared, kind: 'rule', rule: explained(rule) };
  const rules = known.filter((candidate) => candidate.id.startsWith(`${request.subject}/`));
  if (rules.length > 0) return { ...shared, kind: 'dimension', rules: rules.map(explained) };
  if (request.subject.includes('/')) throw unknownRule(request.subject, known);
  await rulesFor(request);
  const model = await buildModel(request, ports);
  const finding = findingOf(model, request, known);
  const ofFinding = finding && known.find((candidate) => candidate.id === finding.rule);
  if (finding === undefined || ofFinding === undefined) throw unknownFinding(request.subject);
  return {
    ...shared,
    kind: 'finding',
    rule: explained(ofFinding),
    finding,
    derivation: derive(finding, model, {
      rule: ofFinding,
      asked: levelOfPolicy(finding.rule, request.config?.policy?.levels),
    }),
  };
}

/** The id may be one of `check`, or one that only `check --strict` has. */
function findingOf(model: Model, request: ExplainRequest, rules: readonly Rule[]): Finding | undefined {
  if (request.subject.length < 6) return undefined;
  const all = [request.strict, true].flatMap((strict) => weighedFindings(model, { ...request, strict }, rules));
  return all.find((candidate) => candidate.id.startsWith(request.subject));
}

function unknownRule(subject: string, rules: readonly Rule[]): ParityError {
  const near = nearest(
    subject,
    rules.map((rule) => rule.id),
  );
  return new ParityError({
    kind: 'usage',
    code: 'explain/unknown-rule',
    message: `there is no rule ${subject}`,
    hint: near === undefined ? 'give the id of a rule, such as env/missing' : `did you mean ${near}?`,
  });
}

function unknownFinding(subject: string): ParityError {
  return new ParityError({
    kind: 'usage',
    code: 'explain/unknown-finding',
    message: `no finding of this repository has the id ${subject}`,
    hint: 'run parity check, and give the id that stands under a finding, or the id of a rule',
  });
}
