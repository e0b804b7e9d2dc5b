import type { Finding } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import { escapeControls } from './escape.ts';
import { byService, placeText } from './grouping.ts';
import type { ReporterOptions } from './reporter.ts';
import { summaryLine } from './summary-line.ts';

/**
 * JUnit XML: a suite a service, a case a finding. Errors fail, what could not be read is an error of the run, the rest
 * passes and is printed; a service without findings is one case that passes.
 */
export function junit(report: Report, { pathPrefix }: ReporterOptions): string {
  const found = new Map(byService(report.findings));
  const names = [...new Set([...report.services.map(({ name }) => name), ...found.keys()])].sort();
  const suites = names.map((name) => suiteOf(name, found.get(name) ?? [], pathPrefix));
  const totals = countsOf(report.findings, report.findings.length + names.filter((name) => !found.has(name)).length);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${attribute(report.tool.name)}" ${totals}>`,
    ...suites.flat(),
    `  <!-- ${comment(summaryLine(report))} -->`,
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function suiteOf(service: string, findings: readonly Finding[], prefix: string): string[] {
  const name = attribute(service === '' ? '(no service)' : service);
  const clean = `    <testcase classname="${name}" name="nothing to report"/>`;
  return [
    `  <testsuite name="${name}" ${countsOf(findings, Math.max(1, findings.length))}>`,
    ...(findings.length === 0 ? [clean] : findings.flatMap((finding) => caseOf(finding, name, prefix))),
    '  </testsuite>',
  ];
}

function countsOf(findings: readonly Finding[], tests: number): string {
  const errors = findings.filter(isOfTheRun).length;
  const failures = findings.filter((finding) => finding.level === 'error' && !isOfTheRun(finding)).length;
  return `tests="${tests}" failures="${failures}" errors="${errors}"`;
}

function isOfTheRun({ rule, level }: Finding): boolean {
  return level === 'error' && rule.startsWith('source/');
}

function caseOf(finding: Finding, service: string, prefix: string): string[] {
  const [first] = finding.places;
  const title = attribute(`${finding.rule} ${finding.subject}`);
  const details = [
    `${finding.level}${finding.confidence === 'likely' ? ' (likely)' : ''}: ${finding.message}`,
    ...finding.places.map((place) => `${place.role}: ${placeText({ ...place, path: prefix + place.path })}`),
    `next: ${finding.remedy}`,
    `id: ${finding.id}`,
  ].join('\n');
  const tag = isOfTheRun(finding) ? 'error' : finding.level === 'error' ? 'failure' : undefined;
  const body =
    tag === undefined
      ? `<system-out>${element(details)}</system-out>`
      : `<${tag} type="${attribute(finding.rule)}" message="${attribute(finding.message)}">${element(details)}</${tag}>`;
  return [
    `    <testcase classname="${service}" name="${title}" file="${attribute(prefix + first.path)}" line="${first.line}">`,
    `      ${body}`,
    '    </testcase>',
  ];
}

/** Text as XML 1.0 can hold it: control characters become visible. */
function element(text: string): string {
  const legal = text
    .split('\n')
    .map(escapeControls)
    .join('\n')
    .replace(/[\p{Cs}\ufffe\uffff]/gu, '\ufffd');
  return legal.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function attribute(text: string): string {
  return element(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}

function comment(text: string): string {
  return element(text).replaceAll('--', '- -');
}
