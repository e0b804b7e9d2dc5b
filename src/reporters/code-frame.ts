import type { Finding, Place } from '../findings/finding.ts';
import { isSensitiveName, isSensitiveText } from '../secrets/sensitive.ts';
import { escapeControls } from './escape.ts';
import type { ReporterOptions } from './reporter.ts';

export interface CodeFrame {
  /** The line without its indentation, masked and escaped. */
  readonly text: string;
  /** Where in `text` the place begins, from 0. */
  readonly at: number;
  /** How many characters the word there has. */
  readonly length: number;
}

const HIDDEN = '[secret]';
const LONGEST = 160;
const KEY_VALUE = /^(\s*(?:-\s+)?(?:export\s+|ENV\s+|ARG\s+)?["']?([\w./-]+)["']?\s*[:=]\s*)(\S.*)$/;
const PAIRS = /(["']?)([A-Za-z_][\w.-]*)\1(\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,}\]]+)/g;
const LITERAL = /(["'`])((?:(?!\1).)*)\1/g;

/** The line of a place; undefined when its text is not known. Nothing on it that may be secret is shown. */
export function codeFrame(finding: Finding, place: Place, frames: ReporterOptions['frames']): CodeFrame | undefined {
  const line = frames.get(place.path)?.get(place.line);
  if (line === undefined || line.trim() === '') return undefined;
  const masked = mask(line, place.secret === true || isSensitiveName(finding.subject), finding.subject);
  const indent = masked.length - masked.trimStart().length;
  const start = Math.max(0, place.column - 1 - indent);
  const text = escapeControls(masked.trim());
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  if (start >= shown.length) return { text: shown, at: 0, length: 0 };
  const word = /^["']?[\w.$[\]/-]+/.exec(shown.slice(start))?.[0] ?? '';
  return { text: shown, at: start, length: Math.max(1, word.length) };
}

function mask(line: string, secret: boolean, subject: string): string {
  const pair = KEY_VALUE.exec(line);
  if (secret) {
    // `- name: STRIPE_KEY`: the line names the variable, and holds nothing else.
    if (pair !== null) return unquoted(pair[3] ?? '') === subject ? line : `${pair[1]}${HIDDEN}`;
    if (!line.includes(subject)) return HIDDEN;
    // A read in code: its default may be what the secret is locally.
    return line.replace(LITERAL, (whole, quote: string, inner: string) =>
      inner === subject ? whole : `${quote}${HIDDEN}${quote}`,
    );
  }
  if (pair !== null && (isSensitiveName(pair[2] ?? '') || isSensitiveText(unquoted(pair[3] ?? ''))))
    return `${pair[1]}${HIDDEN}`;
  return line
    .replace(PAIRS, (whole, quote: string, name: string, between: string, value: string) =>
      isSensitiveName(name) || isSensitiveText(unquoted(value)) ? `${quote}${name}${quote}${between}${HIDDEN}` : whole,
    )
    .replace(LITERAL, (whole, quote: string, inner: string) =>
      isSensitiveText(inner) ? `${quote}${HIDDEN}${quote}` : whole,
    );
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
