import { describe, expect, it } from 'vitest';
import { BAKERY } from './bakery.ts';
import { aboveInfo, checkFiles } from './check-files.ts';
import { DIFFERENT } from './different.ts';
import { EQUAL } from './equal.ts';

describe('two spellings of one thing', () => {
  it('finds nothing in the bakery as it is', async () => {
    const report = await checkFiles(BAKERY);

    expect(aboveInfo(report)).toEqual([]);
    expect(report.compared).toBe(true);
  });

  it.each(EQUAL)('$number $what', async ({ files }) => {
    const report = await checkFiles(files());

    expect(aboveInfo(report)).toEqual([]);
    expect(report.complete).toBe(true);
  });
});

describe('one spelling that means another thing', () => {
  it.each(DIFFERENT)('$number $what', async ({ files, findings }) => {
    expect(aboveInfo(await checkFiles(files()))).toEqual(findings);
  });
});
