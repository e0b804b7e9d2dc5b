import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ruby } from '../../../src/code/ruby/ruby.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const FOLDER = 'fixtures/code/ruby';
const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
const textsOf = (ending: RegExp) =>
  paths.filter((path) => ending.test(path)).map((path) => readFileSync(join(FOLDER, path), 'utf8'));
const code = textsOf(/\.(rb|ru)$/);
const settings = textsOf(/\.yml$/);

test('files cut and stitched anywhere are read without an exception, each fact inside its file', async () => {
  const cut = fc.tuple(fc.constantFrom(...code), fc.nat(3000), fc.constantFrom(...code), fc.nat(3000));
  const cutSettings = fc.tuple(fc.constantFrom(...settings), fc.nat(600));

  await fc.assert(
    fc.asyncProperty(cut, cutSettings, async ([first, to, second, from], [yaml, length]) => {
      const texts: Record<string, string> = {
        'shop.rb': `${first.slice(0, to)}${second.slice(from)}`,
        'config/database.yml': yaml.slice(0, length),
        'config/sidekiq.yml': yaml.slice(length),
      };
      const { files, secrets } = contextWith(texts);

      const { facts } = await scanCode(Object.keys(texts), [ruby], { files, secrets });

      for (const { at } of Object.values(facts).flat()) {
        const line = (texts[at.path] ?? '').split('\n')[at.line - 1] ?? '';
        expect(at.column).toBeLessThanOrEqual(line.length + 1);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
