import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFolder, EXPECTED, expectedOf, ruleCases, verdictLines } from '../helpers/rule-cases.ts';

const CASES = ruleCases();

for (const rule of new Set(CASES.map((each) => each.rule))) {
  describe(rule, () => {
    for (const { kind, name, folder } of CASES.filter((each) => each.rule === rule)) {
      test(name, async () => {
        const { findings } = await checkFolder(folder);

        const lines = verdictLines(rule, findings);
        if (kind !== 'bad') return expect(lines).toEqual([]);
        const actual = `${lines.join('\n')}\n`;
        if (process.env.UPDATE_FIXTURES === '1') writeFileSync(join(folder, EXPECTED), actual);
        expect(findings.map((finding) => finding.rule)).toContain(rule);
        expect(actual).toBe(expectedOf(folder));
      });
    }
  });
}
