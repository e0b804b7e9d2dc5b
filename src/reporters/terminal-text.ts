import picocolors from 'picocolors';
import type { Finding, Level, Place } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import { codeFrame } from './code-frame.ts';
import { detailLines, noteLines } from './details.ts';
import { escapeControls } from './escape.ts';
import { byService, placeText } from './grouping.ts';
import type { ReporterOptions } from './reporter.ts';
import { summaryLine } from './summary-line.ts';
import { truncated, truncatedStart, wrap } from './wrap.ts';

type Colors = ReturnType<typeof picocolors.createColors>;

/** Longer lines than this are no pleasure to read on any screen. */
const WIDEST = 110;

/** The command that explains a finding takes as much. */
const NARROWEST = 32;

/** For a person: grouped by service, both places with their code, what to do, and one last line that says it all. */
export function terminalText(report: Report, options: ReporterOptions): string {
  const colors = picocolors.createColors(options.color);
  const width = Math.min(Math.max(options.width ?? WIDEST, NARROWEST), WIDEST);
  const lines: string[] = [];
  for (const [service, findings] of byService(report.findings)) {
    lines.push('', heading(service, width, colors), '');
    for (const finding of findings) lines.push(...findingLines(finding, { ...options, width, colors }), '');
  }
  const notes = noteLines(report).flatMap((note) => wrap(note, width, '  '));
  lines.push(...(notes.length > 0 ? ['', ...notes.map(colors.dim)] : []), '');
  if (options.verbose)
    lines.push(...detailLines(report).map((line) => truncated(line, Math.max(width, options.width ?? 0))));
  lines.push(verdict(report, width, colors), '');
  return lines
    .join('\n')
    .replace(/^\n+/, '')
    .replace(/\n{3,}/g, '\n\n');
}

interface Drawing extends ReporterOptions {
  readonly width: number;
  readonly colors: Colors;
}

function heading(service: string, width: number, colors: Colors): string {
  const name = truncated(service === '' ? 'no service' : escapeControls(service), width);
  return `${colors.bold(name)} ${colors.dim('─'.repeat(Math.max(0, width - name.length - 1)))}`;
}

function findingLines(finding: Finding, drawing: Drawing): string[] {
  const { colors, width } = drawing;
  const gutter = Math.max(...finding.places.map((place) => String(place.line).length));
  return [
    ...titleLines(finding, drawing),
    ...wrap(escapeControls(finding.message), width, '    '),
    '',
    ...finding.places.flatMap((place) => placeLines(finding, place, gutter, drawing)),
    ...remedyLines(finding.remedy, width, colors),
    colors.dim(`    parity explain ${finding.id}`),
  ];
}

/** On a narrow terminal the rule gets a line of its own. */
function titleLines(finding: Finding, { colors, width }: Drawing): string[] {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.blue }[finding.level];
  const badge = `${SIGNS[finding.level]} ${finding.level}`;
  const room = width - badge.length - 3;
  const subject = truncated(escapeControls(finding.subject), room);
  const likely = finding.confidence === 'likely' ? '(likely) ' : '';
  const fits = `${subject} ${likely}${finding.rule}`.length <= room;
  const title = `  ${paint(badge)} ${colors.bold(subject)}`;
  const about = colors.dim(`${likely}${finding.rule}`);
  return fits ? [`${title} ${about}`] : [title, `    ${about}`];
}

const SIGNS: Readonly<Record<Level, string>> = { error: '✗', warning: '▲', info: '·' };

function placeLines(finding: Finding, place: Place, gutter: number, drawing: Drawing): string[] {
  const { colors, width } = drawing;
  const object = place.object === undefined ? '' : `, ${escapeControls(place.object)}`;
  const at = truncatedStart(placeText(place), width - 4);
  const about = `${escapeControls(place.role)}${object}`;
  const fits = at.length + about.length + 5 <= width;
  const title = fits
    ? [`    ${colors.cyan(at)} ${colors.dim(about)}`]
    : [`    ${colors.cyan(at)}`, `      ${colors.dim(truncated(about, width - 6))}`];
  const frame = codeFrame(finding, place, drawing.frames);
  if (frame === undefined) return [...title, ''];
  const text = truncated(frame.text, width - gutter - 7);
  const bar = colors.dim('│');
  const lines = [...title, `    ${colors.dim(String(place.line).padStart(gutter))} ${bar} ${text}`];
  const length = Math.min(frame.length, text.length - frame.at);
  if (length > 0)
    lines.push(`    ${' '.repeat(gutter)} ${bar} ${' '.repeat(frame.at)}${colors.red('^'.repeat(length))}`);
  return [...lines, ''];
}

function remedyLines(remedy: string, width: number, colors: Colors): string[] {
  const [first = '', ...rest] = wrap(escapeControls(remedy), width, '         ');
  return [`    ${colors.green('fix:')} ${first.trimStart()}`, ...rest];
}

function verdict(report: Report, width: number, colors: Colors): string {
  const { error, warning } = report.summary;
  const paint = error > 0 || !report.complete ? colors.red : warning > 0 ? colors.yellow : colors.green;
  const sign = error > 0 || !report.complete ? '✗' : warning > 0 ? '▲' : '✓';
  const [first = '', ...rest] = wrap(summaryLine(report), width, '  ');
  return [paint(`${sign} ${first.trimStart()}`), ...rest].join('\n');
}
