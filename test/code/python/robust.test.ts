import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { python } from '../../../src/code/python/python.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const FOLDER = 'fixtures/code/python';
const texts = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.py'))
  .map((path) => readFileSync(join(FOLDER, path), 'utf8'));

test('a file cut and stitched anywhere is read without an exception, each fact inside it', async () => {
  const cut = fc.tuple(fc.constantFrom(...texts), fc.nat(3000), fc.constantFrom(...texts), fc.nat(3000));

  await fc.assert(
    fc.asyncProperty(cut, async ([first, to, second, from]) => {
      const text = `${first.slice(0, to)}${second.slice(from)}`;
      const { files, secrets } = contextWith({ 'shop.py': text });

      const { facts } = await scanCode(['shop.py'], [python], { files, secrets });

      const lines = text.split('\n');
      for (const { at } of Object.values(facts).flat())
        expect(at.column).toBeLessThanOrEqual((lines[at.line - 1] ?? '').length + 1);
    }),
    { numRuns: 150 },
  );
}, 60_000);
