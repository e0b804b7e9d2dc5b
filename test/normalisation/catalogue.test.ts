import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/findings/report.ts';
import { checkFolder } from '../helpers/rule-cases.ts';
import { BAKERY } from './bakery.ts';
import { DIFFERENT } from './different.ts';
import { EQUAL } from './equal.ts';

/** Findings that a person would be stopped by. */
function aboveInfo(report: Report): string[] {
  return report.findings
    .filter((finding) => finding.level !== 'info')
    .map(({ level, rule, service, subject }) => `${level} ${rule} ${service} ${subject}`);
}

async function check(files: Readonly<Record<string, string>>): Promise<Report> {
  const root = mkdtempSync(join(tmpdir(), 'parity-bakery-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await checkFolder(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('two spellings of one thing', () => {
  it('finds nothing in the bakery as it is', async () => {
    const report = await check(BAKERY);

    expect(aboveInfo(report)).toEqual([]);
    expect(report.compared).toBe(true);
  });

  it.each(EQUAL)('$number $what', async ({ files }) => {
    const report = await check(files());

    expect(aboveInfo(report)).toEqual([]);
    expect(report.complete).toBe(true);
  });
});

describe('one spelling that means another thing', () => {
  it.each(DIFFERENT)('$number $what', async ({ files, findings }) => {
    expect(aboveInfo(await check(files()))).toEqual(findings);
  });
});
