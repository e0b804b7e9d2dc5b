import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { php } from '../../../src/code/php/php.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const FOLDER = 'fixtures/code/php';
const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
const textsOf = (ending: string) =>
  paths.filter((path) => path.endsWith(ending)).map((path) => readFileSync(join(FOLDER, path), 'utf8'));
const code = textsOf('.php');
const settings = textsOf('.yaml');

test('files cut and stitched anywhere are read without an exception, each fact inside its file', async () => {
  const cut = fc.tuple(fc.constantFrom(...code), fc.nat(3000), fc.constantFrom(...code), fc.nat(3000));

  const cutSettings = fc.tuple(fc.constantFrom(...settings), fc.nat(1500));

  await fc.assert(
    fc.asyncProperty(cut, cutSettings, async ([first, to, second, from], [yaml, length]) => {
      const texts: Record<string, string> = {
        'config/shop.php': `${first.slice(0, to)}${second.slice(from)}`,
        'config/packages/shop.yaml': yaml.slice(0, length),
        'config/routes.yaml': yaml.slice(0, length),
      };
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
