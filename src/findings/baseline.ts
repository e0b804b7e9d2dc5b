import { type Finding, LEVELS, type Level } from './finding.ts';
import { type Report, summarise, type Tool } from './report.ts';

/** Findings that were there when a team began to look: they are not told again. */
export interface Baseline {
  readonly schema: 'parity.baseline/v1';
  readonly tool: Tool;
  readonly environments: readonly string[];
  readonly findings: readonly BaselineEntry[];
}

/** The id decides; the rest is for people who read the file. */
export type BaselineEntry = Pick<Finding, 'id' | 'rule' | 'level' | 'service' | 'environment' | 'subject'>;

/** What could not be read is in no baseline: nobody knows what it hides. */
export function baselineOf({ tool, environments, findings }: Report): Baseline {
  return {
    schema: 'parity.baseline/v1',
    tool,
    environments,
    findings: findings.filter(mayBeKnown).map(({ id, rule, level, service, environment, subject }) => ({
      id,
      rule,
      level,
      service,
      environment,
      subject,
    })),
  };
}

function mayBeKnown({ rule }: Finding): boolean {
  return rule !== 'source/unreadable' && rule !== 'source/unrendered';
}

/** @returns undefined for what is no baseline */
export function parseBaseline(text: string): Baseline | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isBaseline(value) ? value : undefined;
}

function isBaseline(value: unknown): value is Baseline {
  if (!isRecord(value) || value.schema !== 'parity.baseline/v1' || !Array.isArray(value.findings)) return false;
  return value.findings.every(
    (entry) => isRecord(entry) && typeof entry.id === 'string' && LEVELS.some((level) => level === entry.level),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Takes out what the baseline knows, unless it has become worse since.
 * @param path of the baseline, for the note about entries that nothing matches any more
 * @param isWhole every finding was asked for: then an entry without one is out of date
 */
export function withoutKnown(
  report: Report,
  baseline: Baseline,
  { path, isWhole }: { readonly path: string; readonly isWhole: boolean },
): Report {
  const known = new Map(baseline.findings.map(({ id, level }) => [id, level]));
  const isKnown = ({ id, level }: Finding) => known.has(id) && !isWorse(level, known.get(id) ?? level);
  const findings = report.findings.filter((finding) => !isKnown(finding));
  const suppressed = report.summary.suppressed + report.findings.length - findings.length;
  const ids = new Set(report.findings.map(({ id }) => id));
  const gone = isWhole && report.complete ? baseline.findings.filter(({ id }) => !ids.has(id)).length : 0;
  return {
    ...report,
    findings,
    summary: summarise(findings, report.unresolved, suppressed),
    notes: [...report.notes, ...(gone > 0 ? [outOfDate(gone, path)] : [])],
  };
}

function isWorse(level: Level, before: Level): boolean {
  return LEVELS.indexOf(level) < LEVELS.indexOf(before);
}

function outOfDate(gone: number, path: string): string {
  const entries =
    gone === 1 ? `1 entry of the baseline ${path} matches` : `${gone} entries of the baseline ${path} match`;
  return `${entries} nothing any more: write it anew with parity baseline --output ${path}`;
}
