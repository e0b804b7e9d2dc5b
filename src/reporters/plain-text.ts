import type { Finding } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import { codeFrame } from './code-frame.ts';
import { detailLines, noteLines } from './details.ts';
import { escapeControls } from './escape.ts';
import { byService, placeText } from './grouping.ts';
import type { ReporterOptions } from './reporter.ts';
import { summaryLine } from './summary-line.ts';

/** For agents, logs and pipes: the same on every machine, one fact a line, a next action for every finding. */
export function plainText(report: Report, options: ReporterOptions): string {
  const lines: string[] = [];
  for (const [service, findings] of byService(report.findings)) {
    lines.push(service === '' ? '(no service)' : escapeControls(service));
    for (const finding of findings) lines.push(...findingLines(finding, options));
    lines.push('');
  }
  lines.push(...noteLines(report));
  if (options.verbose) lines.push(...(report.notes.length > 0 ? [''] : []), ...detailLines(report));
  lines.push(summaryLine(report));
  return `${lines.join('\n')}\n`;
}

function findingLines(finding: Finding, options: ReporterOptions): string[] {
  const likely = finding.confidence === 'likely' ? ' (likely)' : '';
  return [
    `  ${finding.level} ${finding.rule} ${escapeControls(finding.subject)}${likely}: ${escapeControls(finding.message)}`,
    ...finding.places.map((place) => {
      const object = place.object === undefined ? '' : ` (${escapeControls(place.object)})`;
      const frame = codeFrame(finding, place, options.frames);
      return `    ${escapeControls(place.role)} ${placeText(place)}${object}${frame === undefined ? '' : ` | ${frame.text}`}`;
    }),
    `    next: ${escapeControls(finding.remedy)}`,
    `    id: ${finding.id}`,
  ];
}
