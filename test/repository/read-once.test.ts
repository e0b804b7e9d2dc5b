import { expect, test } from 'vitest';
import type { RepositoryFiles } from '../../src/repository/files.ts';
import { readOnce } from '../../src/repository/read-once.ts';

test('a file that several steps read is read once, also when they ask at the same time', async () => {
  const asked: string[] = [];
  const disk: RepositoryFiles = {
    list: async () => ['oven.js'],
    read: async (path) => {
      asked.push(path);
      return { kind: 'text', text: path };
    },
  };

  const files = readOnce(disk);
  const both = await Promise.all([files.read('oven.js'), files.read('oven.js')]);
  await files.read('till.js');

  expect(asked).toEqual(['oven.js', 'till.js']);
  expect(both[0]).toEqual({ kind: 'text', text: 'oven.js' });
  expect(await files.list()).toEqual(['oven.js']);
});
