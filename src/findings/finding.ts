import { createHash } from 'node:crypto';
import type { Mend } from './mend.ts';

export type Level = 'error' | 'warning' | 'info';
export const LEVELS: readonly Level[] = ['error', 'warning', 'info'];

/** A place that a finding is about. */
export interface Place {
  /** What stands there, from the finding's view: `read`, `expected`, `local`, `target`, `declared`, … */
  readonly role: string;
  /** Path below the repository's root, with `/`. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** The object inside the file, where there is one: `Deployment/shop-web`. */
  readonly object?: string;
  /** The line holds a value that is or may be secret: a code frame shows the key alone. */
  readonly secret?: boolean;
}

/** A rule's verdict on one difference. */
export interface Finding {
  /** Stable across edits that only move lines: see `fingerprint`. */
  readonly id: string;
  readonly rule: string;
  readonly level: Level;
  readonly confidence: 'certain' | 'likely';
  readonly service: string;
  readonly environment: string;
  /** The variable, key, port, path, queue, image or object it is about. */
  readonly subject: string;
  readonly message: string;
  /** The next action, in one sentence. */
  readonly remedy: string;
  /** The first is where a person looks first. A finding without a place is a bug. */
  readonly places: readonly [Place, ...Place[]];
  /** Changes that may mend it, the likeliest first; each is a list of changes that belong together. */
  readonly mends?: readonly (readonly Mend[])[];
}

/** The stable id of a finding: what it is about, never where it stands. */
export function fingerprint(about: Pick<Finding, 'rule' | 'service' | 'environment' | 'subject'>): string {
  const parts = [about.rule, about.service, about.environment, about.subject];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** The total order of findings: level, rule, service, path, line, column, subject, environment, id. */
export function compareFindings(left: Finding, right: Finding): number {
  return (
    LEVELS.indexOf(left.level) - LEVELS.indexOf(right.level) ||
    compareText(left.rule, right.rule) ||
    compareText(left.service, right.service) ||
    compareText(left.places[0].path, right.places[0].path) ||
    left.places[0].line - right.places[0].line ||
    left.places[0].column - right.places[0].column ||
    compareText(left.subject, right.subject) ||
    compareText(left.environment, right.environment) ||
    compareText(left.id, right.id)
  );
}

/** By code units, so that the order is the same in every locale. */
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
