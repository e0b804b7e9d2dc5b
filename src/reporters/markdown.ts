import type { Finding, Level, Place } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import { escapeControls } from './escape.ts';
import { byService } from './grouping.ts';
import type { ReporterOptions } from './reporter.ts';
import { summaryLine } from './summary-line.ts';

const MARKS: Readonly<Record<Level, string>> = { error: '❌ error', warning: '⚠️ warning', info: 'ℹ️ info' };

/** For a comment on a pull request or the summary of a CI step: a table a service, the notes, the summary. */
export function markdown(report: Report, options: ReporterOptions): string {
  const [local = 'local', target = 'target'] = report.environments;
  const title = report.compared ? `${local} and ${target}` : local;
  const tables = byService(report.findings).flatMap(([service, findings]) => [
    `### ${service === '' ? 'No service' : code(service)}`,
    '',
    '| level | rule | what | where | next |',
    '|---|---|---|---|---|',
    ...findings.map((finding) => row(finding, options)),
    '',
  ]);
  const lines = [
    `## parity: ${cell(title)}`,
    '',
    `**${cell(summaryLine(report))}**`,
    '',
    ...tables,
    ...report.notes.map((note) => `- ${cell(note)}`),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function row(finding: Finding, { pathPrefix }: ReporterOptions): string {
  const likely = finding.confidence === 'likely' ? ' (likely)' : '';
  const cells = [
    `${MARKS[finding.level]}${likely}`,
    `${code(finding.rule)} ${code(finding.subject)}`,
    cell(finding.message),
    finding.places.map((place) => whereOf(place, pathPrefix)).join('<br>'),
    cell(finding.remedy),
  ];
  return `| ${cells.join(' | ')} |`;
}

function whereOf(place: Place, prefix: string): string {
  return `${cell(place.role)} ${code(`${prefix}${place.path}:${place.line}`)}`;
}

/** Text from outside that must neither end the cell nor become markup. */
function cell(text: string): string {
  return escapeControls(text).replace(/[\\`*_{}[\]<>#|@~]/g, '\\$&');
}

function code(text: string): string {
  const clean = escapeControls(text).replaceAll('|', '\\|');
  const fence = clean.includes('`') ? '``' : '`';
  return fence === '`' ? `\`${clean}\`` : `\`\` ${clean} \`\``;
}
