import type { Report } from '../../src/findings/report.ts';
import { folderWith } from '../helpers/folder.ts';
import { checkFolder } from '../helpers/rule-cases.ts';

/** Findings that a person would be stopped by. */
export function aboveInfo(report: Report): string[] {
  return report.findings
    .filter((finding) => finding.level !== 'info')
    .map(({ level, rule, service, subject }) => `${level} ${rule} ${service} ${subject}`);
}

/** Checks files, by their paths, as a repository of their own. */
export async function checkFiles(files: Readonly<Record<string, string>>): Promise<Report> {
  return checkFolder(folderWith(files));
}
