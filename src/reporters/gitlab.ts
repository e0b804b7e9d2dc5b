import type { Level } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import type { ReporterOptions } from './reporter.ts';

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const SEVERITIES: Readonly<Record<Level, string>> = { error: 'critical', warning: 'major', info: 'info' };

/** The code quality report of GitLab. */
export function gitlab(report: Report, { pathPrefix }: ReporterOptions): string {
  const issues = report.findings.map((finding) => {
    const [first] = finding.places;
    return {
      description: `${finding.message}. Next: ${finding.remedy}.`,
      check_name: finding.rule,
      fingerprint: finding.id,
      severity: SEVERITIES[finding.level],
      location: {
        path: pathPrefix + first.path,
        positions: { begin: { line: first.line, column: first.column } },
        lines: { begin: first.line },
      },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}
