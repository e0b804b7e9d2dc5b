import picocolors from 'picocolors';
import type { Finding, Level, Place } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import { codeFrame } from './code-frame.ts';
import { detailLines, noteLines } from './details.ts';
import { escapeControls } from './escape.ts';
import { byService, placeText } from './grouping.ts';
import type { ReporterOptions } from './reporter.ts';
import { summaryLine } from './summary-line.ts';
import { wrap } from './wrap.ts';

type Colors = ReturnType<typeof picocolors.createColors>;

/** Longer lines than this are no pleasure to read on any screen. */
const WIDEST = 110;

/** For a person: grouped by service, both places with their code, what to do, and one last line that says it all. */
export function terminalText(report: Report, options: ReporterOptions): string {
  const colors = picocolors.createColors(options.color);
  const width = Math.min(Math.max(options.width ?? WIDEST, 40), WIDEST);
  const lines: string[] = [];
  for (const [service, findings] of byService(report.findings)) {
    lines.push('', heading(service, width, colors), '');
    for (const finding of findings) lines.push(...findingLines(finding, { ...options, width, colors }), '');
  }
  const notes = noteLines(report).flatMap((note) => wrap(note, width, '  '));
  lines.push(...(notes.length > 0 ? ['', ...notes.map(colors.dim)] : []), '');
  if (options.verbose) lines.push(...detailLines(report));
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
  const name = service === '' ? 'no service' : escapeControls(service);
  return `${colors.bold(name)} ${colors.dim('─'.repeat(Math.max(0, width - name.length - 1)))}`;
}

function findingLines(finding: Finding, drawing: Drawing): string[] {
  const { colors, width } = drawing;
  const likely = finding.confidence === 'likely' ? colors.dim(' (likely)') : '';
  const gutter = Math.max(...finding.places.map((place) => String(place.line).length));
  return [
    `  ${badge(finding.level, colors)} ${colors.bold(escapeControls(finding.subject))}${likely} ${colors.dim(finding.rule)}`,
    ...wrap(escapeControls(finding.message), width, '    '),
    '',
    ...finding.places.flatMap((place) => placeLines(finding, place, gutter, drawing)),
    ...remedyLines(finding.remedy, width, colors),
    colors.dim(`    parity explain ${finding.id}`),
  ];
}

function badge(level: Level, colors: Colors): string {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.blue }[level];
  const sign = { error: '✗', warning: '▲', info: '·' }[level];
  return paint(`${sign} ${level}`);
}

function placeLines(finding: Finding, place: Place, gutter: number, drawing: Drawing): string[] {
  const { colors } = drawing;
  const object = place.object === undefined ? '' : `, ${escapeControls(place.object)}`;
  const title = `    ${colors.cyan(placeText(place))} ${colors.dim(`${escapeControls(place.role)}${object}`)}`;
  const frame = codeFrame(finding, place, drawing.frames);
  if (frame === undefined) return [title, ''];
  const room = drawing.width - gutter - 7;
  const text = frame.text.length > room ? `${frame.text.slice(0, room - 1)}…` : frame.text;
  const bar = colors.dim('│');
  const lines = [title, `    ${colors.dim(String(place.line).padStart(gutter))} ${bar} ${text}`];
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
