import { expect, test } from 'vitest';
import { javascript } from '../../src/code/javascript/javascript.ts';
import { scanCode } from '../../src/code/scan.ts';
import { contextWith } from '../helpers/source-context.ts';

const scan = (texts: Readonly<Record<string, string>>) =>
  scanCode(Object.keys(texts), [javascript], contextWith(texts));

test('a file without a literal of its language is not parsed', async () => {
  const found = await scan({ 'bread.js': 'export const bread = 1;', 'oven.js': 'start(process.env.OVEN);' });

  expect(found).toMatchObject({ parsed: 1, known: 2 });
});

test('a file that calls a reading function of another file is parsed for it', async () => {
  const found = await scan({
    'env.js': 'export function required(name) { return process.env[name]; }',
    'oven.js': "import { required } from './env.js';\nstart(required('OVEN'));",
  });

  expect(found.facts.reads.map(({ name, at }) => `${name} ${at.path}:${at.line}`)).toEqual(['OVEN oven.js:2']);
});

test('minified code is left out', async () => {
  const found = await scan({ 'bundle.min.js': `process.env.OVEN;${'a();'.repeat(3000)}` });

  expect(found).toMatchObject({ known: 0, parsed: 0 });
});

test('a broken file gives what can be read of it', async () => {
  const found = await scan({ 'oven.js': 'const = ;;; } {\nstart(process.env.OVEN);\n' });

  expect(found.facts.reads.map((read) => read.name)).toEqual(['OVEN']);
});

test('N246 a secret default is hidden', async () => {
  const found = await scan({ 'till.js': "const till = process.env.TILL_PASSWORD || 'not-a-real-password';" });

  expect(JSON.stringify(found)).not.toContain('not-a-real-password');
});

test('shared names reach only the files that hold their words, however many there are', async () => {
  const many = 700;
  const shelves = Array.from({ length: many }, (_, at) => [
    [`shelf${at}.js`, `export const loaf${at} = process.env.LOAF_${at};\nexport const tray${at} = 'tray-${at}';`],
    [`use${at}.js`, `import { loaf${at} } from './shelf${at}.js';\nfetch(loaf${at});`],
  ]).flat();
  const start = performance.now();

  const found = await scan(Object.fromEntries(shelves));

  expect(found.facts.calls).toHaveLength(many);
  expect(found.facts.calls.map(({ target }) => target)).toContainEqual({ kind: 'variable', name: 'LOAF_699' });
  expect(performance.now() - start).toBeLessThan(6_000);
});

test('N248 a file that two services share is read once and counts for both', async () => {
  const texts = { 'shared.js': 'start(process.env.OVEN);' };
  const context = { ...contextWith(texts), memo: new Map() };

  const [web, worker] = [
    await scanCode(['shared.js'], [javascript], context),
    await scanCode(['shared.js'], [javascript], context),
  ];

  expect(worker.facts.reads).toEqual(web.facts.reads);
  expect(context.memo.size).toBe(1);
});
