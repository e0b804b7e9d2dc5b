import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../src/rules/index.ts';
import { ROOT } from '../helpers/program.ts';
import { ruleCases } from '../helpers/rule-cases.ts';

const SRC = join(ROOT, 'src/rules');
/** A rule's file is one that defines a rule; the others beside it are what several rules share. */
const RULE_FILES = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((path) => /^export const \w+: Rule = \{$/m.test(readFileSync(path, 'utf8')))
  .map((path) => path.slice(SRC.length + 1, -'.ts'.length).replaceAll('\\', '/'))
  .sort();
const CASES = ruleCases();

describe('the list of rules', () => {
  test('is sorted by id and names each once', () => {
    const ids = RULES.map((rule) => rule.id);

    expect(ids).toEqual([...new Set(ids)].sort());
  });

  test('has one entry for each file, called like its path', () => {
    expect(RULES.map((rule) => rule.id).sort()).toEqual(RULE_FILES);
  });

  test('has cases for rules alone', () => {
    const unknown = CASES.map((each) => each.rule).filter((rule) => !RULES.some(({ id }) => id === rule));

    expect(unknown).toEqual([]);
  });
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('is one default level and one sentence or listing under each heading', () => {
    expect(['error', 'warning', 'info']).toContain(rule.level);
    for (const text of Object.values(rule.docs)) expect(text.trim()).not.toBe('');
  });

  test('has a case that is right, one that is wrong and a near miss', () => {
    const kinds = new Set(CASES.filter((each) => each.rule === id).map((each) => each.kind));

    expect([...kinds].sort()).toEqual(['bad', 'near', 'ok']);
  });
});
