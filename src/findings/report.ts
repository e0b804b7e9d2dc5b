import { type Finding, LEVELS, type Level, type Place } from './finding.ts';

export interface Tool {
  readonly name: string;
  readonly version: string;
}

/** What one run of the check found out. Reporters render it; `reporters/json.ts` turns it into the frozen document. */
export interface Report {
  readonly schema: 'parity.report/v1';
  readonly tool: Tool;
  /** The local side first, then the target; one name when only one side is there. */
  readonly environments: readonly string[];
  readonly summary: Summary;
  /** In the order of `compareFindings`. */
  readonly findings: readonly Finding[];
  readonly unresolved: readonly Unresolved[];
  readonly sources: readonly SourceSummary[];
  /** Differences that a numbered case of the normaliser explains away: number of the case to how often. */
  readonly hidden: Readonly<Record<string, number>>;
  /** False when an input could not be read or rendered: exit 3, and the findings are still printed. */
  readonly complete: boolean;
  /** False when only one side was there: its own rules ran, and nothing was compared. */
  readonly compared: boolean;
  readonly services: readonly ServicePairing[];
  /** What the reader must know to trust the verdict: which target was chosen and why, that nothing was compared. */
  readonly notes: readonly string[];
}

export interface Summary {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly suppressed: number;
  readonly unresolved: number;
}

/** A read whose name is computed, a chart that was not rendered, an opaque secret: never silence, never an error by itself. */
export interface Unresolved {
  readonly service: string;
  /** `dynamic read`, `code that does not parse`, … */
  readonly what: string;
  readonly places: readonly Place[];
  /** What was found there, where `what` alone does not say it. */
  readonly message?: string;
  /** One action that would resolve it. */
  readonly hint?: string;
}

export interface SourceSummary {
  /** Id of the source: `compose`, `kubernetes`, `javascript`. */
  readonly id: string;
  readonly path: string;
  readonly facts: number;
  /** The environment it describes; left out for code. */
  readonly environment?: string;
}

/** One service of the application, what it is called on each side, and why these belong together. */
export interface ServicePairing {
  readonly name: string;
  readonly local?: string;
  readonly target?: string;
  /** `build context services/web and image shop-web`. */
  readonly reason: string;
  /** Environment reads of its code: how many there are, how many have a name that is known. */
  readonly reads?: { readonly total: number; readonly resolved: number };
}

/** Counts of a report. */
export function summarise(
  findings: readonly Finding[],
  unresolved: readonly Unresolved[],
  suppressed: number,
): Summary {
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  return {
    error: count('error'),
    warning: count('warning'),
    info: count('info'),
    suppressed,
    unresolved: unresolved.length,
  };
}

export type FailOn = Level | 'never';

/** Whether a report fails the run. An incomplete check is not a check: it wins over findings. */
export function verdictOf(report: Report, failOn: FailOn): 'ok' | 'findings' | 'cannot-check' {
  if (!report.complete) return 'cannot-check';
  if (failOn === 'never') return 'ok';
  const failing = LEVELS.slice(0, LEVELS.indexOf(failOn) + 1);
  return failing.some((level) => report.summary[level] > 0) ? 'findings' : 'ok';
}
