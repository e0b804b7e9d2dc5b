import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/code/index.ts';
import { codeCases } from '../helpers/code-cases.ts';
import { ROOT } from '../helpers/program.ts';

const { resolve } = createRequire(import.meta.url);

function listedGrammars(id: string): string[] {
  return Object.values(JSON.parse(readFileSync(join(ROOT, `src/code/${id}/grammars.json`), 'utf8')));
}

it('are sorted, and no two claim one ending', () => {
  const ids = LANGUAGES.map(({ id }) => id);
  const endings = LANGUAGES.flatMap(({ extensions }) => extensions);

  expect(ids).toEqual([...ids].sort());
  expect(endings).toEqual([...new Set(endings)]);
});

// N240-N248, N254-N256: each folder of its fixtures is one idiom.
describe.each(LANGUAGES.map((language) => [language.id, language] as const))('%s', (id, language) => {
  it('lists every grammar that it asks for, and each is installed', () => {
    const listed = listedGrammars(id);
    const asked = language.extensions.map((extension) => language.grammarFor(`oven${extension}`));

    expect([...new Set(asked)].sort()).toEqual([...listed].sort());
    expect(listed.filter((grammar) => !existsSync(resolve(grammar)))).toEqual([]);
  });

  codeCases(`fixtures/code/${id}`, [language]);
});
