import { expect, it } from 'vitest';
import { dotenv } from '../../src/sources/dotenv/dotenv.ts';
import { procfile } from '../../src/sources/procfile/procfile.ts';
import { contextOf } from '../helpers/source-context.ts';

it.each([
  [dotenv, 'latin-1.env', { line: 2, column: 8 }],
  [dotenv, 'binary.env', { line: 1, column: 1 }],
  [procfile, 'latin-1.Procfile', { line: 1, column: 13 }],
])('places a file that is not UTF-8 text and reads the others: %#', async (source, path, at) => {
  const facts = await source.read({ paths: [path, 'whole.env'] }, contextOf(`fixtures/sources/${source.id}`));

  expect(facts.problems[0]).toMatchObject({ kind: 'unreadable', source: source.id, path, ...at });
});
