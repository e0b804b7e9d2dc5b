import type { RunScope } from '../code/run-scope.ts';
import type { ServicePair, Side } from '../compare/comparison.ts';
import type { EffectiveService } from '../effective/service.ts';
import { ParityError } from '../errors.ts';
import type { DerivationStep, Explanation } from '../findings/explanation.ts';
import type { Finding } from '../findings/finding.ts';
import { RULES } from '../rules/index.ts';
import { place, type Rule } from '../rules/rule.ts';
import { nearest } from '../text/nearest.ts';
import { refuseUnknownNames } from './check.ts';
import { weighedFindings } from './judge.ts';
import { buildModel, type Model } from './model.ts';
import { levelOfPolicy } from './policy.ts';
import type { ExplainRequest, Ports } from './request.ts';
import { explained } from './rule-catalogue.ts';

/** Explains a rule by its id, the rules of a dimension by its name, or a finding of this repository by its id, with everything that led to it. */
export async function runExplain(request: ExplainRequest, ports: Ports): Promise<Explanation> {
  const shared = { schema: 'parity.explain/v1', tool: request.tool } as const;
  const rule = RULES.find((candidate) => candidate.id === request.subject);
  if (rule !== undefined) return { ...shared, kind: 'rule', rule: explained(rule) };
  const rules = RULES.filter((candidate) => candidate.id.startsWith(`${request.subject}/`));
  if (rules.length > 0) return { ...shared, kind: 'dimension', rules: rules.map(explained) };
  if (request.subject.includes('/')) throw unknownRule(request.subject);
  await refuseUnknownNames(request);
  const model = await buildModel(request, ports);
  const finding = findingOf(model, request);
  const ofFinding = finding && RULES.find((candidate) => candidate.id === finding.rule);
  if (finding === undefined || ofFinding === undefined) throw unknownFinding(request.subject);
  return {
    ...shared,
    kind: 'finding',
    rule: explained(ofFinding),
    finding,
    derivation: [
      ...derive(finding, model),
      levelStep(finding, ofFinding, levelOfPolicy(finding.rule, request.config?.policy?.levels)),
    ],
  };
}

/** The id may be one of `check`, or one that only `check --strict` has. */
function findingOf(model: Model, request: ExplainRequest): Finding | undefined {
  if (request.subject.length < 6) return undefined;
  const all = [request.strict, true].flatMap((strict) => weighedFindings(model, { ...request, strict }));
  return all.find((candidate) => candidate.id.startsWith(request.subject));
}

function unknownRule(subject: string): ParityError {
  const near = nearest(
    subject,
    RULES.map((rule) => rule.id),
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

/** The steps from what was read to the verdict, in the order in which they were taken. */
function derive(finding: Finding, model: Model): DerivationStep[] {
  const pair = model.comparison.services.find((candidate) => candidate.name === finding.service);
  return [
    ...model.notes.map((text) => ({ text })),
    ...(pair ? pairingSteps(pair, model) : []),
    ...(pair ? sideSteps(finding, pair, model) : []),
    ...readSteps(finding, pair),
  ];
}

function pairingSteps(pair: ServicePair, model: Model): DerivationStep[] {
  const sides = [
    pair.local && `local ${pair.local.workload.id}`,
    pair.target && `target ${pair.target.workload.id}`,
  ].filter((side) => side !== undefined);
  const { roots, scope } = model.code.get(pair.name) ?? {};
  const code =
    roots && roots.folders.length > 0
      ? [{ text: `its code is in ${roots.folders.join(', ')} (${roots.reason}); coverage: ${pair.codeCoverage}` }]
      : [];
  return [{ text: `service ${pair.name} is ${sides.join(' and ')} (${pair.reason})` }, ...code, ...scopeSteps(scope)];
}

/** What of its folders the service does not run. */
function scopeSteps(scope: RunScope | undefined): DerivationStep[] {
  return (scope?.taken ?? []).map(({ path, reason }) => ({ text: `${path} does not count: ${reason}` }));
}

function sideSteps(finding: Finding, pair: ServicePair, model: Model): DerivationStep[] {
  const { local, target } = model.comparison;
  return [
    ...(local && pair.local ? variableSteps(finding, pair.local, local) : []),
    ...(target && pair.target ? variableSteps(finding, pair.target, target) : []),
  ];
}

/** How a variable of the finding's name comes to its value on one side, each step in order of precedence. */
function variableSteps(finding: Finding, service: EffectiveService, side: Side): DerivationStep[] {
  if (!/^(env|secret|configmap|endpoint|db|queue|bucket)\//.test(finding.rule)) return [];
  const name = finding.subject;
  const image = service.image?.env.find((variable) => variable.name === name);
  const steps = service.workload.environment.filter((step) => step.kind !== 'import' && step.name === name);
  const imports = service.workload.environment.filter((step) => step.kind === 'import');
  const variable = service.environment.variables.get(name);
  return [
    ...(image ? [{ text: `${side.environment}: the image sets ${name}`, place: place('image', image.at) }] : []),
    ...imports.map((step) => ({
      text: `${side.environment}: all keys of ${step.kind === 'import' ? `${step.object} ${step.objectName}` : ''} come in`,
      place: place('import', step.at),
    })),
    ...steps.map((step) => ({
      text: `${side.environment}: ${service.workload.id} ${step.kind === 'unset' ? 'takes away' : 'sets'} ${name}`,
      place: place('step', step.at),
    })),
    variable === undefined
      ? {
          text: `${side.environment}: nothing sets ${name} in ${service.workload.id}`,
          place: place('workload', service.workload.at),
        }
      : {
          text: `${side.environment}: ${name} is decided by ${variable.from === 'workload' ? service.workload.id : variable.from}`,
          place: place('decided', variable.at),
        },
  ];
}

function readSteps(finding: Finding, pair: ServicePair | undefined): DerivationStep[] {
  const requirement = pair?.requirements.find((candidate) => candidate.name === finding.subject);
  return (requirement?.reads ?? []).map((read) => ({
    text: `the code reads ${read.name} by ${read.via}: ${read.need}${read.default ? ', with a default' : ''}${read.enforced ? ', and ends without it' : ''}, ${read.when === 'start' ? 'at start' : 'later'}${read.conditional ? ', in a branch' : ''}`,
    place: place('read', read.at),
  }));
}

function levelStep(finding: Finding, rule: Rule, asked: string | undefined): DerivationStep {
  if (asked !== undefined) return { text: `${finding.level}: policy.levels of parity.yaml says so for ${rule.id}` };
  const lowered =
    finding.level === rule.level
      ? `the level of ${rule.id}`
      : `${rule.id} is ${rule.level} by itself; here it is ${finding.level}, because less is at stake`;
  const confidence = finding.confidence === 'likely' ? '; likely, because it rests on an inference' : '';
  return { text: `${finding.level}: ${lowered}${confidence}` };
}
