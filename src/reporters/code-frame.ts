import type { Finding, Place } from '../findings/finding.ts';
import { isSensitiveName } from '../secrets/sensitive.ts';
import { escapeControls } from './escape.ts';
import { maskLine } from './mask-line.ts';
import type { ReporterOptions } from './reporter.ts';

export interface CodeFrame {
  /** The line without its indentation, masked and escaped. */
  readonly text: string;
  /** Where in `text` the place begins, from 0. */
  readonly at: number;
  /** How many characters the word there has. */
  readonly length: number;
}

const LONGEST = 160;
/** A place that only shows where the subject belongs: its line says something else. */
const POINTS_AWAY = /^(expected|workload|reference)$/;

/** The line of a place; undefined when its text is not known. Nothing on it that may be secret is shown. */
export function codeFrame(finding: Finding, place: Place, frames: ReporterOptions['frames']): CodeFrame | undefined {
  // Where a file could not be understood nobody knows what its line is: it may be the middle of a key.
  if (finding.rule === 'source/unreadable') return undefined;
  const line = frames.get(place.path)?.get(place.line);
  if (line === undefined || line.trim() === '') return undefined;
  const masked = maskLine(line, {
    path: place.path,
    object: place.object,
    subject: finding.subject,
    secret: place.secret === true || (isSensitiveName(finding.subject) && !POINTS_AWAY.test(place.role)),
  });
  const indent = masked.length - masked.trimStart().length;
  const start = Math.max(0, place.column - 1 - indent);
  const text = escapeControls(masked.trim());
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  if (start >= shown.length) return { text: shown, at: 0, length: 0 };
  const word = /^["']?[\w.$[\]/-]+/.exec(shown.slice(start))?.[0] ?? '';
  return { text: shown, at: start, length: Math.max(1, word.length) };
}
