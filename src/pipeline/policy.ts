import type { Policy, Waiver } from '../config/generated/parity-yaml.ts';
import { compareFindings, type Finding, fingerprint } from '../findings/finding.ts';
import type { Unresolved } from '../findings/report.ts';
import { stableNames } from '../findings/stable-name.ts';
import type { Rule } from '../rules/rule.ts';

/** What is left of the findings after the policy, in their order, and how many of them are waived. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly suppressed: number;
  /** What the reader has to know of waivers that no longer hold. */
  readonly notes: readonly string[];
}

/** `--strict`: nothing counts as merely likely, and what is unresolved is a warning of its own. */
export function strictly(
  findings: readonly Finding[],
  unresolved: readonly Unresolved[],
  environment: string,
): Finding[] {
  const known = findings.filter((finding) => finding.rule === UNRESOLVED);
  const unknown = unresolved.filter((item) => !known.some((finding) => isAbout(finding, item)));
  return [...findings, ...unresolvedFindings(unknown, environment)]
    .map((finding) => ({
      ...finding,
      confidence: 'certain' as const,
      ...(finding.rule === UNRESOLVED && { level: 'warning' as const }),
    }))
    .sort(compareFindings);
}

const UNRESOLVED = 'source/unresolved';

function isAbout(finding: Finding, { service, places: [place] }: Unresolved): boolean {
  const [own] = finding.places;
  return (
    finding.service === service && own.path === place?.path && own.line === place.line && own.column === place.column
  );
}

function unresolvedFindings(unresolved: readonly Unresolved[], environment: string): Finding[] {
  const placed = unresolved.flatMap(({ service, what, places: [place, ...more], message = what, hint }) =>
    place === undefined ? [] : [{ service, message, hint, place, more }],
  );
  const names = stableNames(placed.map(({ place, message }) => ({ ...place, message })));
  const all = placed.map(({ service, message, hint, place, more }, index): Finding => {
    const about = { rule: UNRESOLVED, service, environment };
    return {
      id: fingerprint({ ...about, subject: names[index] ?? place.path }),
      ...about,
      subject: place.path,
      level: 'warning',
      confidence: 'certain',
      message,
      remedy: hint ?? 'say in parity.yaml what it stands for',
      places: [place, ...more],
    };
  });
  return [...new Map(all.map((finding) => [finding.id, finding])).values()];
}

/** The level that parity.yaml gives to a rule, by its id or its whole dimension. */
export function levelOfPolicy(rule: string, levels: Policy['levels'] = {}): string | undefined {
  const wanted = new Map(Object.entries(levels));
  return wanted.get(rule) ?? wanted.get(rule.slice(0, rule.indexOf('/')));
}

/** Levels of parity.yaml, by rule or by whole dimension, instead of the rules' own; `off` takes a rule out. */
export function withLevels(findings: readonly Finding[], levels: Policy['levels'] = {}): Finding[] {
  const wanted = new Map(Object.entries(levels));
  return findings
    .flatMap((finding) => {
      const dimension = finding.rule.slice(0, finding.rule.indexOf('/'));
      const level = wanted.get(finding.rule) ?? wanted.get(dimension) ?? finding.level;
      return level === 'off' ? [] : [{ ...finding, level }];
    })
    .sort(compareFindings);
}

/**
 * Takes out what is waived.
 * @param today `2027-01-31`: a waiver holds up to and including its last day
 */
export function withoutWaived(findings: readonly Finding[], waivers: readonly Waiver[] = [], today: string): Judged {
  const valid = waivers.filter((waiver) => today <= waiver.expires);
  const left = findings.filter((finding) => !valid.some((waiver) => isWaived(finding, waiver)));
  const expired = waivers.filter(
    (waiver) => !valid.includes(waiver) && left.some((finding) => isWaived(finding, waiver)),
  );
  return {
    findings: left,
    suppressed: findings.length - left.length,
    notes: expired.map(
      (waiver) => `${waiverName(waiver)} ended on ${waiver.expires}: ask ${waiver.owner} to mend it or to renew it`,
    ),
  };
}

/** What the reader has to know of waivers of this environment that hold, and that nothing needs any more. */
export function unusedWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[] = [],
  now: { readonly today: string; readonly environment: string; readonly rules: readonly Rule[] },
): string[] {
  const ids = now.rules.map((rule) => rule.id);
  return waivers
    .filter(
      (waiver) =>
        ids.includes(waiver.rule) &&
        now.today <= waiver.expires &&
        (waiver.environment ?? now.environment) === now.environment &&
        !findings.some((finding) => isWaived(finding, waiver)),
    )
    .map((waiver) => `${waiverName(waiver)} has nothing to waive: take it out of parity.yaml`);
}

function waiverName({ rule, subject }: Waiver): string {
  return `the waiver of ${rule}${subject === undefined ? '' : ` ${subject}`}`;
}

function isWaived(finding: Finding, { rule, subject, service, environment }: Waiver): boolean {
  return (
    finding.rule === rule &&
    (subject ?? finding.subject) === finding.subject &&
    (service ?? finding.service) === finding.service &&
    (environment ?? finding.environment) === finding.environment
  );
}
