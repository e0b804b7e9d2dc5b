import { expect, test } from 'vitest';
import { baselineOf, parseBaseline, withoutKnown } from '../../src/findings/baseline.ts';
import { BAKERY_REPORT } from '../reporters/bakery-report.ts';

const WHOLE = { path: 'known.json', isWhole: true };
const [first, ...rest] = BAKERY_REPORT.findings;
if (first === undefined) throw new Error('the report has findings');

test('what the baseline knows is counted as suppressed and not told', () => {
  const left = withoutKnown(BAKERY_REPORT, baselineOf(BAKERY_REPORT), WHOLE);

  expect(left.findings).toEqual([]);
  expect(left.summary).toMatchObject({ error: 0, warning: 0, info: 0, suppressed: BAKERY_REPORT.findings.length });
});

test('what is new is told', () => {
  const before = baselineOf({ ...BAKERY_REPORT, findings: rest });

  expect(withoutKnown(BAKERY_REPORT, before, WHOLE).findings).toEqual([first]);
});

test('what has become worse is told, what has become milder is not', () => {
  const worse = { ...BAKERY_REPORT, findings: [{ ...first, level: 'error' as const }] };
  const milder = { ...BAKERY_REPORT, findings: [{ ...first, level: 'info' as const }] };

  expect(withoutKnown(worse, baselineOf(milder), WHOLE).findings).toHaveLength(1);
  expect(withoutKnown(milder, baselineOf(worse), WHOLE).findings).toHaveLength(0);
});

test('entries that match nothing any more are said, unless only a part was asked for or read', () => {
  const baseline = baselineOf(BAKERY_REPORT);
  const clean = { ...BAKERY_REPORT, findings: rest };

  expect(withoutKnown(clean, baseline, WHOLE).notes.at(-1)).toBe(
    '1 entry of the baseline known.json matches nothing any more: write it anew with parity baseline --output known.json',
  );
  expect(withoutKnown(clean, baseline, { ...WHOLE, isWhole: false }).notes).toEqual(clean.notes);
  expect(withoutKnown({ ...clean, complete: false }, baseline, WHOLE).notes).toEqual(clean.notes);
});

test('what could not be read is in no baseline', () => {
  const broken = { ...BAKERY_REPORT, findings: [{ ...first, rule: 'source/unreadable' }] };

  expect(baselineOf(broken).findings).toEqual([]);
});

test.each([
  '',
  'null',
  '[]',
  '{"schema": "parity.report/v1", "findings": []}',
  '{"schema": "parity.baseline/v1"}',
  '{"schema": "parity.baseline/v1", "findings": [{}]}',
])('%j is no baseline', (text) => {
  expect(parseBaseline(text)).toBeUndefined();
});
