import { describe, expect, it } from 'vitest';
import { compareFindings, fingerprint } from '../../src/findings/finding.ts';
import { verdictOf } from '../../src/findings/report.ts';
import { BAKERY_REPORT, NO_REPORT } from './bakery-report.ts';

describe('findings', () => {
  it('keep their id when lines move', () => {
    const about = { rule: 'env/missing', service: 'oven', environment: 'production', subject: 'OVEN_MODE' };

    expect(fingerprint(about)).toBe(fingerprint({ ...about }));
    expect(fingerprint(about)).not.toBe(fingerprint({ ...about, subject: 'OVEN_MODES' }));
    expect(fingerprint(about)).toMatch(/^[0-9a-f]{12}$/);
  });

  it('have one order, whatever order they come in', () => {
    const sorted = [...BAKERY_REPORT.findings].sort(compareFindings);

    expect([...BAKERY_REPORT.findings].reverse().sort(compareFindings)).toEqual(sorted);
    expect(sorted.map((finding) => finding.level)).toEqual(['error', 'error', 'info']);
  });
});

describe('the verdict', () => {
  it.each([
    ['error', 'findings'],
    ['warning', 'findings'],
    ['info', 'findings'],
    ['never', 'ok'],
  ] as const)('with errors and --fail-on %s is %s', (failOn, verdict) => {
    expect(verdictOf(BAKERY_REPORT, failOn)).toBe(verdict);
  });

  it('counts findings at the level and above, not below', () => {
    const report = { ...NO_REPORT, summary: { ...NO_REPORT.summary, warning: 1 } };

    expect([verdictOf(report, 'error'), verdictOf(report, 'warning'), verdictOf(report, 'info')]).toEqual([
      'ok',
      'findings',
      'findings',
    ]);
  });

  it('of an incomplete check is that it could not check', () => {
    expect(verdictOf({ ...BAKERY_REPORT, complete: false }, 'error')).toBe('cannot-check');
    expect(verdictOf({ ...BAKERY_REPORT, complete: false }, 'never')).toBe('cannot-check');
  });
});
