import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ruleCatalogue } from '../../src/pipeline/rule-catalogue.ts';
import { pageName, ruleIndex, rulePage } from '../../src/reporters/rule-page.ts';
import { expectFile } from '../helpers/expected-file.ts';
import { ROOT } from '../helpers/program.ts';

const FOLDER = join(ROOT, 'docs/rules');
const RULES = await ruleCatalogue(undefined);

mkdirSync(FOLDER, { recursive: true });

function page(name: string): URL {
  return pathToFileURL(join(FOLDER, name));
}

test.each(RULES.map((rule) => [rule.id, rule] as const))(
  'the page of %s says what the rule says of itself',
  (id, rule) => {
    expectFile(page(pageName(id)), rulePage(rule));
  },
);

test('the index lists every rule', () => {
  expectFile(page('README.md'), ruleIndex(RULES));
});

test('no page is left of a rule that is gone', () => {
  expect(readdirSync(FOLDER).sort()).toEqual([...RULES.map(({ id }) => pageName(id)), 'README.md'].sort());
});
