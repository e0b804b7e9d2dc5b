import type { Finding, Place } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import type * as Document from './generated/report-document.ts';
import type { ReportDocument } from './generated/report-document.ts';

/** The frozen document of schemas/report.schema.json: fixed keys in a fixed order, whatever the inner type becomes. */
export function json(report: Report): string {
  return `${JSON.stringify(documentOf(report), null, 2)}\n`;
}

function documentOf(report: Report): ReportDocument {
  const { error, warning, info, suppressed, unresolved } = report.summary;
  return {
    schema: report.schema,
    tool: { name: report.tool.name, version: report.tool.version },
    environments: report.environments,
    complete: report.complete,
    compared: report.compared,
    summary: { error, warning, info, suppressed, unresolved },
    notes: report.notes,
    findings: report.findings.map(findingOf),
    unresolved: report.unresolved.map((item) => ({
      service: item.service,
      what: item.what,
      places: item.places.map(placeOf),
      ...optional('message', item.message),
      ...optional('hint', item.hint),
    })),
    services: report.services.map((service) => ({
      name: service.name,
      ...optional('local', service.local),
      ...optional('target', service.target),
      reason: service.reason,
      ...optional('reads', service.reads && { total: service.reads.total, resolved: service.reads.resolved }),
    })),
    sources: report.sources.map((source) => ({
      id: source.id,
      path: source.path,
      facts: source.facts,
      ...optional('environment', source.environment),
    })),
    hidden: Object.fromEntries(Object.entries(report.hidden).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function findingOf(finding: Finding): Document.Finding {
  const [first, ...rest] = finding.places;
  return {
    id: finding.id,
    rule: finding.rule,
    level: finding.level,
    confidence: finding.confidence,
    service: finding.service,
    environment: finding.environment,
    subject: finding.subject,
    message: finding.message,
    remedy: finding.remedy,
    places: [placeOf(first), ...rest.map(placeOf)],
  };
}

function placeOf(place: Place): Document.Place {
  return {
    role: place.role,
    path: place.path,
    line: place.line,
    column: place.column,
    ...optional('object', place.object),
  };
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [name in Key]?: Value } {
  // A computed key is typed as any string; it is exactly `Key`.
  return value === undefined ? {} : ({ [key]: value } as { [name in Key]?: Value });
}
