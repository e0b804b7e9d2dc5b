import type { Finding, Level } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import type { ReporterOptions } from './reporter.ts';
import { summaryLine } from './summary-line.ts';

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
const COMMANDS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Annotations of GitHub Actions, one a finding, and the summary as the last line of the log. */
export function github(report: Report, options: ReporterOptions): string {
  const notes = report.notes.map((note) => `::notice title=parity::${data(note)}`);
  const lines = [...report.findings.map((finding) => annotation(finding, options)), ...notes, summaryLine(report)];
  return `${lines.join('\n')}\n`;
}

function annotation(finding: Finding, { pathPrefix }: ReporterOptions): string {
  const [first, ...rest] = finding.places;
  const title = `${finding.rule} ${finding.subject}${finding.confidence === 'likely' ? ' (likely)' : ''}`;
  const where = [
    `file=${property(pathPrefix + first.path)}`,
    `line=${first.line}`,
    `col=${first.column}`,
    `title=${property(title)}`,
  ];
  const elsewhere = rest.map((place) => `${place.role}: ${pathPrefix}${place.path}:${place.line}:${place.column}`);
  const text = [finding.message, ...elsewhere, `next: ${finding.remedy}`].join('\n');
  return `::${COMMANDS[finding.level]} ${where.join(',')}::${data(text)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
