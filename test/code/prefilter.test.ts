import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { go } from '../../src/code/go/go.ts';
import { javascript } from '../../src/code/javascript/javascript.ts';
import type { Language } from '../../src/code/language.ts';
import { holdsNeedle } from '../../src/code/needle.ts';
import { python } from '../../src/code/python/python.ts';
import { scanCode } from '../../src/code/scan.ts';
import { contextOf } from '../helpers/source-context.ts';

const EVERY_FILE = [''];

for (const language of [go, javascript, python]) {
  const folder = join('fixtures/code', language.id);
  const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  test.each(cases.map(({ name }) => name))(
    `${language.id}: no file that is left unparsed holds a fact (%s)`,
    async (name) => {
      const root = join(folder, name, 'input');

      const all = await factsIn(root, { ...language, needles: EVERY_FILE });

      expect(await factsIn(root, language)).toEqual(all);
    },
  );
}

async function factsIn(root: string, language: Language) {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
  return (await scanCode(paths, [language], contextOf(root))).facts;
}

test('a needle that means something only beside others needs one of them', () => {
  const needles = ['oven.env', { literal: 'bakery/routes', beside: ['GET(', 'POST('] }];

  const held = ['oven.env', 'bakery/routes', 'GET(', 'import bakery/routes; r.POST(x)'].map((text) =>
    holdsNeedle(text, needles),
  );

  expect(held).toEqual([true, false, false, true]);
});

test('a language without needles takes no file', () => {
  expect(holdsNeedle('bread', [])).toBe(false);
});
