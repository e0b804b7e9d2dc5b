import type { Comparison } from '../compare/comparison.ts';
import type { Declared, ThingGroup } from '../compare/declared/declared.ts';
import { declaredOf, speaksOf } from '../compare/declared/groups.ts';
import { compareFindings, type Finding } from '../findings/finding.ts';
import { RULES } from '../rules/index.ts';
import { place } from '../rules/rule.ts';
import { comparesSides, placeSides, type SideOf } from './place-sides.ts';

/** The dimensions and rules whose findings the declarations of a group are about. */
const GROUP_OF: Readonly<Record<string, ThingGroup>> = {
  route: 'routes',
  'ingress/path': 'routes',
  port: 'ports',
  'ingress/port': 'ports',
  volume: 'storage',
  db: 'storage',
  bucket: 'storage',
  queue: 'queues',
  probe: 'probes',
  schedule: 'schedules',
  resources: 'resources',
  timeout: 'resources',
};

/** What dies with its pod is as good as not there. */
const AS_GOOD_AS_LACKING = ['volume/ephemeral'];

/**
 * Findings as parity.yaml weighs them by what it declares of ports, storage, probes and so on: what a declaration
 * excuses is left out, a difference in what it declares the same is a warning, and what is found twice, by a
 * declaration and without one, is told once. Rules need not know of it.
 */
export function weighDeclared(findings: readonly Finding[], comparison: Comparison): Finding[] {
  const all = comparison.services.flatMap(declaredOf);
  if (all.length === 0) return [...findings];
  const excused = excusedFindings(findings, comparison);
  const sideOf = placeSides(comparison);
  const left = findings.filter((finding) => !excused.includes(finding));
  return left
    .filter((finding) => !isToldBetter(finding, left, { all, comparison }))
    .map((finding) =>
      comparesSides(finding, sideOf) ? raised(finding, aboutFinding(finding, all, comparison)) : finding,
    )
    .sort(compareFindings);
}

/** The findings that a declaration of parity.yaml excuses (N226). */
export function excusedFindings(findings: readonly Finding[], comparison: Comparison): Finding[] {
  const all = comparison.services.flatMap(declaredOf);
  if (all.length === 0) return [];
  const sideOf = placeSides(comparison);
  return findings.filter((finding) => {
    // What a declaration itself demands, no other declaration of the same thing takes back.
    if (isByDeclaration(finding)) return false;
    return aboutFinding(finding, all, comparison).some((declared) => isExcused(finding, declared, sideOf));
  });
}

/** What is declared the same is worth a warning where it differs, even where it would have no effect. */
function raised(finding: Finding, about: readonly Declared[]): Finding {
  const same = about.find(({ declaration }) => declaration.parity === 'same');
  if (same === undefined || finding.level !== 'info') return finding;
  const at = same.pair.declaredAt?.(same.group, same.name);
  return { ...finding, level: 'warning', places: at ? [...finding.places, place('declared', at)] : finding.places };
}

function groupOf({ rule }: Finding): ThingGroup | undefined {
  return GROUP_OF[rule] ?? GROUP_OF[rule.slice(0, rule.indexOf('/'))];
}

function aboutFinding(finding: Finding, all: readonly Declared[], comparison: Comparison): Declared[] {
  const group = groupOf(finding);
  return all.filter(
    (declared) =>
      declared.group === group &&
      declared.pair.name === finding.service &&
      speaksOf(declared, finding.subject, comparison),
  );
}

function isByDeclaration({ places }: Finding): boolean {
  return places.some(({ role }) => role === 'declared');
}

function isExcused(finding: Finding, { declaration }: Declared, sideOf: SideOf): boolean {
  const { parity = 'same', required } = declaration;
  if (parity === 'any') return true;
  if (parity !== 'same' && comparesSides(finding, sideOf)) return true;
  if (parity === 'local-only' && saysLacking(finding, 'target')) return true;
  if (parity === 'target-only' && saysLacking(finding, 'local')) return true;
  return required === false && (saysLacking(finding, 'target') || AS_GOOD_AS_LACKING.includes(finding.rule));
}

/** Whether it rests on what a side does not have. */
function saysLacking(finding: Finding, side: 'local' | 'target'): boolean {
  const rule = RULES.find(({ id }) => id === finding.rule);
  return rule?.lackedOn?.includes(side) === true || rule?.absentFrom?.includes(side) === true;
}

/** Whether another finding says the same of a required thing: the graver one stays, and of two the one with more to see. */
function isToldBetter(
  finding: Finding,
  others: readonly Finding[],
  { all, comparison }: { readonly all: readonly Declared[]; readonly comparison: Comparison },
): boolean {
  const isOurs = isByDeclaration(finding);
  const about = aboutFinding(finding, all, comparison).filter(({ declaration }) => declaration.required === true);
  if (about.length === 0) return false;
  return others.some((other) => {
    if (other === finding || isByDeclaration(other) === isOurs || other.service !== finding.service) return false;
    // Of a variable that is not set, its own rule says more.
    if (isOurs && other.rule === 'env/missing' && other.level === 'error' && other.subject === finding.subject)
      return true;
    if (groupOf(other) !== groupOf(finding)) return false;
    const isAlike = about.some((declared) => speaksOf(declared, other.subject, comparison));
    if (!isAlike) return false;
    // Without a declaration, something is missing and is no error: the declaration makes it one.
    return isOurs ? other.level === 'error' : other.rule === finding.rule && finding.level !== 'error';
  });
}
