import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseScript } from '../../../src/code/shell/parse.ts';
import { templateReads } from '../../../src/code/shell/templates.ts';
import { contextWith } from '../../helpers/source-context.ts';

const FOLDER = 'fixtures/code/shell';
const scripts = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.sh'))
  .map((path) => readFileSync(join(FOLDER, path), 'utf8'));

test('scripts cut and stitched anywhere are read without an exception, each fact inside its file', async () => {
  const cut = fc.tuple(fc.constantFrom(...scripts), fc.nat(1500), fc.constantFrom(...scripts), fc.nat(1500));

  await fc.assert(
    fc.asyncProperty(cut, async ([first, to, second, from]) => {
      const text = `${first.slice(0, to)}${second.slice(from)}`;

      const { reads, calls, exported } = await parseScript('start.sh', text, contextWith({}).secrets);

      for (const { at } of [...reads, ...calls, ...exported]) {
        const line = text.split('\n')[at.line - 1] ?? '';
        expect(at.column).toBeLessThanOrEqual(line.length + 1);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('N253 templates: what each filler takes for a variable', () => {
  const { secrets } = contextWith({});
  const text =
    'a=$A b=${B_1} host=$host {{ .Env.C }} {{ default .Env.D "rye" }} {{ getenv "E" "oat" }} {{ if .Env.F }}x{{ end }}';
  const shown = (by: 'envsubst' | 'gomplate', names?: readonly string[]) =>
    templateReads({ path: 't', text }, { path: 't', by, ...(names && { names }) }, secrets).map(
      ({ name, need, enforced, default: standIn }) =>
        `${name} ${enforced ? 'enforced' : need}${standIn && standIn.value !== 'computed' && standIn.value.kind === 'plain' ? ` ${standIn.value.text}` : ''}`,
    );

  expect(shown('envsubst')).toEqual(['A required', 'B_1 required']);
  expect(shown('envsubst', ['B_1'])).toEqual(['B_1 required']);
  expect(shown('gomplate')).toEqual(['C enforced', 'D optional rye', 'E optional oat', 'F optional']);
});
