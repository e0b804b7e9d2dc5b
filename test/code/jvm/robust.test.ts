import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jvm } from '../../../src/code/jvm/jvm.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const FOLDER = 'fixtures/code/jvm';
const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });

test('a text that YAML folds from two lines has the place where it begins', async () => {
  const text = 'till.queue: mill-orders\n  of ${MILL_NAME}\n';
  const { files, secrets } = contextWith({ 'application.yml': text });

  const { facts } = await scanCode(['application.yml'], [jvm], { files, secrets });

  const mill = facts.reads.filter(({ name }) => name === 'MILL_NAME');
  expect(mill).toMatchObject([{ at: { line: 1, column: 13 } }]);
});

test.each(['Shop.java', 'Shop.kt', 'application.yml', 'application.properties', 'pom.xml'])(
  '%s cut and stitched anywhere is read without an exception, each fact inside it',
  async (name) => {
    const ending = name.slice(name.lastIndexOf('.'));
    const texts = paths.filter((path) => path.endsWith(ending)).map((path) => readFileSync(join(FOLDER, path), 'utf8'));
    const cut = fc.tuple(fc.constantFrom(...texts), fc.nat(3000), fc.constantFrom(...texts), fc.nat(3000));

    await fc.assert(
      fc.asyncProperty(cut, async ([first, to, second, from]) => {
        const text = `${first.slice(0, to)}${second.slice(from)}`;
        const { files, secrets } = contextWith({ [name]: text });

        const { facts } = await scanCode([name], [jvm], { files, secrets });

        const lines = text.split('\n');
        for (const { at } of Object.values(facts).flat())
          expect(at.column).toBeLessThanOrEqual((lines[at.line - 1] ?? '').length + 1);
      }),
      { numRuns: 60 },
    );
  },
  60_000,
);
