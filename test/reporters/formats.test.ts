import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it, test } from 'vitest';
import type { Report } from '../../src/findings/report.ts';
import { github } from '../../src/reporters/github.ts';
import { gitlab } from '../../src/reporters/gitlab.ts';
import { REPORTERS } from '../../src/reporters/index.ts';
import { junit } from '../../src/reporters/junit.ts';
import { markdown } from '../../src/reporters/markdown.ts';
import type { ReporterOptions } from '../../src/reporters/reporter.ts';
import { sarif } from '../../src/reporters/sarif.ts';
import { expectFile } from '../helpers/expected-file.ts';
import { BAKERY_REPORT, NO_REPORT, PLAIN } from './bakery-report.ts';

const OPTIONS: ReporterOptions = {
  ...PLAIN,
  pathPrefix: 'apps/bakery/',
  rules: [
    {
      id: 'env/missing',
      level: 'error',
      detects: 'A variable that the target does not set.',
      why: 'The process ends at start.',
      before: 'code: required("OVEN")',
      after: 'target: OVEN: warm',
      ignore: 'The platform injects it.',
    },
  ],
};

/** Text that would leave its place in a format: tags, commands, cells, control characters, half a surrogate pair. */
const HOSTILE = '<b a="1">&\'"]]> | `code` **x** ::error:: %0A\n\u0007 --> @team \ud83e';

function hostile(): Report {
  const findings = BAKERY_REPORT.findings.map((finding) => ({
    ...finding,
    service: HOSTILE,
    subject: HOSTILE,
    message: HOSTILE,
    remedy: HOSTILE,
    places: [{ ...finding.places[0], path: `k8s/${HOSTILE}.yaml`, object: HOSTILE }] as const,
  }));
  return { ...BAKERY_REPORT, findings, notes: [HOSTILE] };
}

const INCOMPLETE: Report = {
  ...BAKERY_REPORT,
  complete: false,
  findings: BAKERY_REPORT.findings.map((finding, at) =>
    at === 0 ? { ...finding, rule: 'source/unreadable' } : finding,
  ),
};

const REPORTS: [string, Report][] = [
  ['with findings', BAKERY_REPORT],
  ['without', NO_REPORT],
  ['with hostile text', hostile()],
  ['of a run that could not read everything', INCOMPLETE],
];

describe.each(['sarif', 'junit', 'github', 'gitlab', 'markdown'] as const)('%s', (format) => {
  it('looks like this', () => {
    expectFile(new URL(`expected/bakery.${format}`, import.meta.url), REPORTERS[format](BAKERY_REPORT, OPTIONS));
  });

  it('ends with a line feed, and is the same when it is made again', () => {
    for (const [, report] of REPORTS) {
      const text = REPORTERS[format](report, OPTIONS);

      expect(text.endsWith('\n')).toBe(true);
      expect(REPORTERS[format](report, OPTIONS)).toBe(text);
    }
  });
});

describe('SARIF', () => {
  const folder = `@microsoft/sarif-multitool-${process.platform}`;
  const path = createRequire(import.meta.url).resolve(`${folder}/sarif-2.1.0.json`);
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));

  it.each(REPORTS)('%s is valid by the schema of the standard', (_, report) => {
    validate(JSON.parse(sarif(report, OPTIONS)));

    expect(validate.errors ?? []).toEqual([]);
  });

  it('carries the text of each rule that found something, and its level', () => {
    const [run] = JSON.parse(sarif(BAKERY_REPORT, OPTIONS)).runs;

    expect(run.tool.driver.rules[0]).toMatchObject({
      id: 'env/missing',
      shortDescription: { text: 'A variable that the target does not set.' },
      defaultConfiguration: { level: 'error' },
    });
    expect(
      run.results.map(({ ruleId, ruleIndex }: { ruleId: string; ruleIndex: number }) => [ruleId, ruleIndex]),
    ).toEqual(
      BAKERY_REPORT.findings.map(({ rule }) => [
        rule,
        run.tool.driver.rules.findIndex(({ id }: { id: string }) => id === rule),
      ]),
    );
  });

  it('keeps the fingerprint of a finding whose lines move', () => {
    const moved = {
      ...BAKERY_REPORT,
      findings: BAKERY_REPORT.findings.map((finding) => {
        const [first, ...rest] = finding.places;
        return { ...finding, places: [{ ...first, line: first.line + 40 }, ...rest] as const };
      }),
    };
    const prints = (report: Report) =>
      JSON.parse(sarif(report, OPTIONS)).runs[0].results.map(
        (result: { partialFingerprints: unknown }) => result.partialFingerprints,
      );

    expect(prints(moved)).toEqual(prints(BAKERY_REPORT));
  });
});

describe('JUnit', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name, _path, _isLeaf, isAttribute) => !isAttribute && name.startsWith('test'),
  });

  it.each(REPORTS)('%s is well-formed', (_, report) => {
    expect(XMLValidator.validate(junit(report, OPTIONS))).toBe(true);
  });

  it('counts what it holds', () => {
    const [suites] = parser.parse(junit(INCOMPLETE, OPTIONS)).testsuites;
    const cases = suites.testsuite.flatMap(({ testcase }: { testcase: Record<string, unknown>[] }) => testcase);

    expect(suites).toMatchObject({
      tests: String(cases.length),
      failures: String(cases.filter((each: object) => 'failure' in each).length),
      errors: '1',
    });
  });

  it('has a case that passes for a service without findings', () => {
    const quiet = { ...BAKERY_REPORT, findings: [] };

    expect(junit(quiet, OPTIONS)).toContain('<testcase classname="oven" name="nothing to report"/>');
    expect(junit(quiet, OPTIONS)).toContain('failures="0" errors="0"');
  });
});

test('annotations of GitHub are one line each, whatever the text is', () => {
  const lines = github(hostile(), OPTIONS).trimEnd().split('\n');

  expect(lines).toHaveLength(BAKERY_REPORT.findings.length + 2);
  for (const line of lines.slice(0, -1))
    expect(line).toMatch(/^::(error|warning|notice) (file=[^,]*,line=\d+,col=\d+,)?title=[^,:]*::/);
});

test('the report for GitLab has what its format demands, and no fingerprint twice', () => {
  const issues = JSON.parse(gitlab(BAKERY_REPORT, OPTIONS));

  for (const issue of issues) {
    expect(issue.severity).toMatch(/^(info|minor|major|critical|blocker)$/);
    expect(issue.location.path).toMatch(/^apps\/bakery\//);
    expect(issue.location.lines.begin).toBeGreaterThan(0);
  }
  expect(new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(issues.length);
});

test('a table in Markdown keeps its columns, whatever the text is', () => {
  const rows = markdown(hostile(), OPTIONS)
    .split('\n')
    .filter((line) => line.startsWith('|'));

  for (const row of rows) expect(row.replace(/\\\|/g, '').split('|')).toHaveLength(7);
});
