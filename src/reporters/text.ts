import type { Report } from '../findings/report.ts';
import { plainText } from './plain-text.ts';
import type { ReporterOptions } from './reporter.ts';
import { summaryLine } from './summary-line.ts';
import { terminalText } from './terminal-text.ts';

/** For people on a terminal, with colour and code frames; for everything else short, stable and without either. */
export function text(report: Report, options: ReporterOptions): string {
  if (options.quiet) return `${summaryLine(report)}\n`;
  return options.width === undefined ? plainText(report, options) : terminalText(report, options);
}
