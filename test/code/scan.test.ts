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
