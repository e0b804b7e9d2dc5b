import type { RuleExplanation } from '../findings/explanation.ts';
import type { Finding, Level, Place } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import { uriPath } from './file-uri.ts';
import type { ReporterOptions } from './reporter.ts';

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const LEVEL_NAMES: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0 as code scanning reads it: places, related places and fingerprints that survive moved lines. */
export function sarif(report: Report, options: ReporterOptions): string {
  const ids = [...new Set(report.findings.map((finding) => finding.rule))].sort();
  const rules = ids.map((id) =>
    ruleOf(
      id,
      options.rules.find((rule) => rule.id === id),
    ),
  );
  const run = {
    tool: { driver: { name: report.tool.name, semanticVersion: report.tool.version, rules } },
    automationDetails: { id: `parity/${report.environments.join('-')}/` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the repository.' } } },
    invocations: [{ executionSuccessful: report.complete, toolExecutionNotifications: notificationsOf(report) }],
    results: report.findings.map((finding) => resultOf(finding, ids.indexOf(finding.rule), options)),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function ruleOf(id: string, rule: RuleExplanation | undefined) {
  if (rule === undefined) return { id, name: id };
  const example = `Before:\n\n\`\`\`\n${rule.before}\n\`\`\`\n\nAfter:\n\n\`\`\`\n${rule.after}\n\`\`\``;
  return {
    id,
    name: id,
    shortDescription: { text: rule.detects },
    fullDescription: { text: rule.why },
    help: {
      text: `${rule.why} When to ignore: ${rule.ignore}`,
      markdown: `${rule.why}\n\n${example}\n\n**When to ignore:** ${rule.ignore}`,
    },
    defaultConfiguration: { level: LEVEL_NAMES[rule.level] },
    properties: { tags: ['deployment', id.slice(0, id.indexOf('/'))] },
  };
}

function resultOf(finding: Finding, ruleIndex: number, options: ReporterOptions) {
  const [first, ...rest] = finding.places;
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVEL_NAMES[finding.level],
    message: { text: `${finding.message}. Next: ${finding.remedy}.` },
    locations: [locationOf(first, options)],
    ...(rest.length > 0 && {
      relatedLocations: rest.map((place, at) => ({
        id: at + 1,
        ...locationOf(place, options),
        message: { text: place.object === undefined ? place.role : `${place.role}: ${place.object}` },
      })),
    }),
    partialFingerprints: { 'parityFindingId/v1': finding.id },
    properties: {
      service: finding.service,
      environment: finding.environment,
      subject: finding.subject,
      confidence: finding.confidence,
      remedy: finding.remedy,
    },
  };
}

function locationOf(place: Place, { pathPrefix }: ReporterOptions) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriPath(pathPrefix + place.path), uriBaseId: 'SRCROOT' },
      region: { startLine: place.line, startColumn: place.column },
    },
    ...(place.object !== undefined && { logicalLocations: [{ fullyQualifiedName: place.object, kind: 'resource' }] }),
  };
}

/** What was not resolved, and what the reader has to know: no results, and never silence. */
function notificationsOf(report: Report) {
  const unresolved = report.unresolved.map(({ service, what, message, hint }) => ({
    level: 'note',
    message: { text: [`${service}: ${message ?? what}`, ...(hint === undefined ? [] : [`next: ${hint}`])].join('; ') },
  }));
  return [...report.notes.map((text) => ({ level: 'note', message: { text } })), ...unresolved];
}
