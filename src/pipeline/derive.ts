import type { RunScope } from '../code/run-scope.ts';
import type { ServicePair } from '../compare/comparison.ts';
import type { DerivationStep } from '../findings/explanation.ts';
import type { Finding, Level, Place } from '../findings/finding.ts';
import { place, type Rule } from '../rules/rule.ts';
import { factSteps } from './derive-facts.ts';
import { variableSteps } from './derive-variables.ts';
import type { Model } from './model.ts';

export interface DerivedBy {
  readonly rule: Rule;
  /** The level that the policy asks for, where it does. */
  readonly asked: string | undefined;
}

/**
 * The steps from what was read to the verdict, in the order in which they were taken: the sides, the pairing, what both
 * sides say on the matter, what the code asks, what the finding rests on, and why it has its level. Every place of
 * the finding is one of them.
 */
export function derive(finding: Finding, model: Model, { rule, asked }: DerivedBy): DerivationStep[] {
  const pair = model.comparison.services.find((candidate) => candidate.name === finding.service);
  const before = [
    ...model.notes.map((text) => ({ text })),
    ...(pair ? pairingSteps(pair, model) : []),
    ...(pair ? variableSteps(finding, pair, model.comparison) : []),
    ...(pair ? factSteps(finding, pair, model.comparison) : []),
    ...readSteps(finding, pair),
  ];
  return [...before, ...placeSteps(finding, before), levelStep(finding, rule, asked)];
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
  const parts = [...(scope?.texts.keys() ?? [])].map((path) => ({
    text: `of ${path} only what the subcommand runs that its command names counts`,
  }));
  const taken = (scope?.taken ?? []).map(({ path, reason }) => ({ text: `${path} does not count: ${reason}` }));
  return [...taken, ...parts];
}

function readSteps(finding: Finding, pair: ServicePair | undefined): DerivationStep[] {
  const requirement = pair?.requirements.find((candidate) => candidate.name === finding.subject);
  return (requirement?.reads ?? []).map((read) => ({
    text: `the code reads ${read.name} by ${read.via}: ${read.need}${read.default ? ', with a default' : ''}${read.enforced ? ', and ends without it' : ''}, ${read.when === 'start' ? 'at start' : 'later'}${read.conditional ? ', in a branch' : ''}`,
    place: place('read', read.at),
  }));
}

/** What a role says of a place, from the finding's view. */
const ROLES: Readonly<Record<string, string>> = {
  local: 'the local side says it here',
  target: 'the target says it here',
  declared: 'parity.yaml declares it here',
  expected: 'it is expected here, or met from here',
  reference: 'it is asked for here',
  read: 'the code uses it here',
  call: 'the code calls it here',
  listen: 'the process says here where it listens',
  served: 'it is served here',
};

/** The places that the finding rests on and that no step has named yet. */
function placeSteps(finding: Finding, before: readonly DerivationStep[]): DerivationStep[] {
  return finding.places
    .filter((at) => !before.some((step) => step.place !== undefined && isSamePlace(step.place, at)))
    .map((at) => ({ text: `${finding.subject}: ${ROLES[at.role] ?? `${at.role} stands here`}`, place: at }));
}

function isSamePlace(left: Place, right: Place): boolean {
  return left.path === right.path && left.line === right.line && left.column === right.column;
}

const MEANING: Readonly<Record<Level, string>> = {
  error: 'as it is written something does not start, does not work or is lost',
  warning: 'it works, and behaves otherwise',
  info: 'it has no effect at run time',
};

function levelStep(finding: Finding, rule: Rule, asked: string | undefined): DerivationStep {
  const { level, confidence } = finding;
  if (asked !== undefined) return { text: `${level}: policy.levels of parity.yaml says so for ${rule.id}` };
  const usual = level === rule.level ? `the level of ${rule.id}` : `${rule.id} is ${rule.level} in the plain case`;
  const rests = confidence === 'likely' ? '; likely, because it rests on an inference that can be wrong' : '';
  return { text: `${level}, because ${reasonFor(finding, rule)} (${usual})${rests}` };
}

function reasonFor({ level, places }: Finding, rule: Rule): string {
  const words = rule.levels?.[level];
  if (words !== undefined) return words;
  if (places.some(({ role }) => role === 'declared')) return 'parity.yaml declares it otherwise';
  if (level !== rule.level) return MEANING[level];
  return `${MEANING[level]}: ${rule.docs.why.replace(/\.$/, '')}`;
}
