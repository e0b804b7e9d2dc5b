import type { Finding, Place } from '../findings/finding.ts';
import { withoutCredentials } from '../secrets/credentials.ts';
import { isSensitiveName } from '../secrets/sensitive.ts';
import { isSensitiveText } from '../secrets/sensitive-text.ts';
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
/** A text in quotes; one that is not closed, as in code that does not parse, goes to the end of the line. */
const LITERAL = /(["'`])((?:(?!\1).)*)(\1|$)/g;
/** A literal in capitals that names a variable is shown; a value may look like the name of a secret. */
const ENV_NAME = /^[A-Z][A-Z\d]*(_[A-Z\d]+)+$/;
const NUMBER_BESIDE = /(\|\||\?\?|[,=])(\s*)\d[\w.]*/g;

/** The line of a place; undefined when its text is not known. Nothing on it that may be secret is shown. */
export function codeFrame(finding: Finding, place: Place, frames: ReporterOptions['frames']): CodeFrame | undefined {
  // Where a file could not be understood nobody knows what its line is: it may be the middle of a key.
  if (finding.rule === 'source/unreadable') return undefined;
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
  const [, start = '', key = '', value = ''] = KEY_VALUE.exec(line) ?? [];
  if (secret && value !== '') {
    // `- name: STRIPE_KEY`: the line names a variable, and holds nothing else.
    const names = unquoted(value) === subject || (/^(name|key)$/.test(key) && ENV_NAME.test(unquoted(value)));
    return names ? line : `${start}${HIDDEN}`;
  }
  if (secret && !line.includes(subject)) return HIDDEN;
  if (value !== '' && (isSensitiveName(key) || isSensitiveText(unquoted(value)))) return `${start}${HIDDEN}`;
  const masked = withoutCredentials(line);
  return secret || namesSecret(line) ? withoutLiterals(masked, subject) : masked;
}

/** Whether a word of a line is the name of a secret: what stands beside it may be its default. */
function namesSecret(line: string): boolean {
  return (line.match(/[A-Za-z_][\w-]*/g) ?? []).some(isSensitiveName);
}

/** A read in code: its default may be what the secret is locally. */
function withoutLiterals(line: string, subject: string): string {
  return line
    .replace(LITERAL, (whole, quote: string, inner: string, end: string) =>
      inner === subject || inner === '' || ENV_NAME.test(inner) ? whole : `${quote}${HIDDEN}${end}`,
    )
    .replace(NUMBER_BESIDE, `$1$2${HIDDEN}`);
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
