import type { Report } from '../findings/report.ts';

/** What was found, what was compared and what could not be: the last line, and under --quiet the only one. */
export function summaryLine(report: Report): string {
  const { error, warning, info, suppressed, unresolved } = report.summary;
  const found = [count(error, 'error'), count(warning, 'warning'), ...(info > 0 ? [`${info} info`] : [])];
  if (suppressed > 0) found.push(`${suppressed} suppressed`);
  const clean = error + warning + info === 0;
  const head = clean ? ['no findings', ...(suppressed > 0 ? [`${suppressed} suppressed`] : [])] : found;
  const tail = [extentOf(report), ...readsOf(report), `${unresolved} unresolved`];
  return `${head.join(', ')}; ${tail.join(', ')}${report.complete ? '' : '; incomplete: an input could not be read'}`;
}

function extentOf(report: Report): string {
  const services = count(report.services.length, 'service');
  const [local = 'local', target = 'target'] = report.environments;
  if (!report.compared) return `nothing was compared (only ${local} is there, ${services})`;
  const both = report.services.filter((service) => service.local !== undefined && service.target !== undefined);
  return `${both.length} of ${services} compared between ${local} and ${target}`;
}

function readsOf(report: Report): string[] {
  const counted = report.services.flatMap((service) => service.reads ?? []);
  const total = counted.reduce((sum, reads) => sum + reads.total, 0);
  const resolved = counted.reduce((sum, reads) => sum + reads.resolved, 0);
  return total === 0 ? [] : [`${resolved} of ${count(total, 'read')} resolved`];
}

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
