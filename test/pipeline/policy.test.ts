import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/findings/report.ts';
import { DRIFTED_BAKERY, folderWith } from '../helpers/folder.ts';
import { checkFolder } from '../helpers/rule-cases.ts';

const COMPUTED = 'const bread = process.argv[2];\nmodule.exports = process.env[bread];\n';

describe('levels of parity.yaml', () => {
  test.each([
    ['of one rule', 'env/missing: warning', ['warning env/missing']],
    ['of a whole dimension', 'env: info', ['info env/missing']],
    ['of a rule before those of its dimension', 'env: info, env/missing: warning', ['warning env/missing']],
    ['may take a rule out', 'env/missing: off', []],
  ])('%s', async (_, levels, expected) => {
    const report = await check(`policy: { levels: { ${levels} } }`);

    expect(linesOf(report)).toEqual(expected);
  });

  test.each([
    ['a rule', 'env/mising: info', 'did you mean env/missing?'],
    ['a rule of a dimension', 'evn/missing: off', 'did you mean env/missing?'],
    ['a dimension', 'evn: off', 'did you mean env?'],
    ['nothing', '"": off', 'give the id of a rule, such as env/missing, or a dimension, such as env'],
  ])('of %s that is not there are refused with the place and the nearest one', async (_, levels, hint) => {
    await expect(check(`policy: { levels: { ${levels} } }`)).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('parity.yaml:2:21'),
      hint,
    });
  });

  test('of the rules of the gate are no business of a check', async () => {
    expect(linesOf(await check('policy: { levels: { scope/outside: warning } }'))).toEqual(['error env/missing']);
  });
});

describe('a waiver', () => {
  const WAIVER = 'rule: env/missing, reason: rye is the default, owner: "@bakers"';

  test.each([
    ['takes out what it names', `${WAIVER}, subject: OVEN_MODE, service: oven, environment: production`],
    ['fits every subject, service and environment that it does not name', WAIVER],
  ])('%s, and counts it', async (_, waiver) => {
    const report = await check(`policy: { waivers: [{ ${waiver}, expires: 2027-01-31 }] }`);

    expect(linesOf(report)).toEqual([]);
    expect(report.summary).toMatchObject({ error: 0, suppressed: 1 });
  });

  test.each([
    ['another subject', `${WAIVER}, subject: OVEN_HEAT`],
    ['another environment', `${WAIVER}, environment: staging`],
    ['another rule', WAIVER.replace('missing', 'extra')],
  ])('of %s takes nothing out', async (_, waiver) => {
    const report = await check(`policy: { waivers: [{ ${waiver}, expires: 2027-01-31 }] }`);

    expect(linesOf(report)).toEqual(['error env/missing']);
    expect(report.summary.suppressed).toBe(0);
  });

  test.each([
    ['2027-01-01', []],
    ['2026-12-31', ['error env/missing']],
  ])('that expires on %s, on the first of January', async (expires, expected) => {
    const report = await check(`policy: { waivers: [{ ${WAIVER}, expires: ${expires} }] }`);

    expect(linesOf(report)).toEqual(expected);
    expect(report.notes.some((note) => note.includes(expires) && note.includes('@bakers'))).toBe(expected.length > 0);
  });
});

test('a waiver of a rule that is not there is refused with the place and the nearest one', async () => {
  const waiver = 'rule: evn/missing, reason: rye, owner: "@bakers", expires: 2027-01-31';

  await expect(check(`policy: { waivers: [{ ${waiver} }] }`)).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringContaining('parity.yaml:2:23'),
    hint: 'did you mean env/missing?',
  });
});

describe('a waiver that nothing needs', () => {
  const WAIVER = 'reason: rye is the default, owner: "@bakers", expires: 2027-01-31';

  test.each([
    ['is said', `rule: env/missing, subject: OVEN_HEAT, ${WAIVER}`, true],
    [
      'is said of no other environment',
      `rule: env/missing, environment: staging, subject: OVEN_HEAT, ${WAIVER}`,
      false,
    ],
    ['is said of no rule of the gate', `rule: scope/outside, ${WAIVER}`, false],
    ['is said of none that is used', `rule: env/missing, ${WAIVER}`, false],
  ])('%s', async (_, waiver, isSaid) => {
    const report = await check(`policy: { waivers: [{ ${waiver} }] }`);

    expect(report.notes.some((note) => note.includes('has nothing to waive'))).toBe(isSaid);
  });
});

describe('--strict', () => {
  test('turns what is unresolved into warnings, and what is likely into certainty', async () => {
    const files = { ...DRIFTED_BAKERY, 'oven/server.js': `${DRIFTED_BAKERY['oven/server.js']}${COMPUTED}` };

    const loose = await checkFolder(folderWith(files));
    const strict = await checkFolder(folderWith(files), { strict: true });

    expect(loose.findings.map((finding) => finding.rule)).not.toContain('source/unresolved');
    expect(linesOf(strict)).toContain('warning source/unresolved');
    expect(strict.findings.map((finding) => finding.confidence)).not.toContain('likely');
    expect(strict.summary.unresolved).toBe(loose.summary.unresolved);
  });
});

function check(policy: string): Promise<Report> {
  return checkFolder(folderWith({ ...DRIFTED_BAKERY, 'parity.yaml': `version: 1\n${policy}\n` }));
}

function linesOf({ findings }: Report): string[] {
  return findings.map(({ level, rule }) => `${level} ${rule}`);
}
