import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { php } from '../../../src/code/php/php.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const FOLDER = 'fixtures/code/php';
const code = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.php'))
  .map((path) => readFileSync(join(FOLDER, path), 'utf8'));

test('files cut and stitched anywhere are read without an exception, each fact inside its file', async () => {
  const cut = fc.tuple(fc.constantFrom(...code), fc.nat(3000), fc.constantFrom(...code), fc.nat(3000));

  await fc.assert(
    fc.asyncProperty(cut, async ([first, to, second, from]) => {
      const texts: Record<string, string> = { 'config/shop.php': `${first.slice(0, to)}${second.slice(from)}` };
      const { files, secrets } = contextWith(texts);

      const { facts } = await scanCode(Object.keys(texts), [php], { files, secrets });

      for (const { at } of Object.values(facts).flat()) {
        const line = (texts[at.path] ?? '').split('\n')[at.line - 1] ?? '';
        expect(at.column).toBeLessThanOrEqual(line.length + 1);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
