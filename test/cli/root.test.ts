import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRoot } from '../../src/cli/root.ts';
import { workingTree } from '../../src/repository/working-tree.ts';
import { folderWith } from '../helpers/folder.ts';

function repositoryWith(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  spawnSync('git', ['init', '-q'], { cwd: folder });
  return folder;
}

describe('the root of a run', () => {
  const shop = repositoryWith({ 'shop/src/till.ts': '', 'mall/parity.yaml': 'version: 1\n', 'mall/src/web.ts': '' });

  it.each([
    ['the folder that is named, inside a larger repository', 'shop/src', '.', 'shop/src'],
    ['the folder that is named, from the current one', 'src', 'shop', 'shop/src'],
    ['the folder that is named, not the one with parity.yaml above', 'mall/src', '.', 'mall/src'],
    ['the nearest folder upward with parity.yaml', undefined, 'mall/src', 'mall'],
    ['the top of the repository', undefined, 'shop/src', '.'],
  ])('is %s', (_what, named, current, expected) => {
    const root = findRoot(named, join(shop, current === '.' && named !== undefined ? '' : current));

    expect(root).toBe(join(shop, expected));
  });

  it('is the current folder where there is no repository', () => {
    const folder = folderWith({ 'src/till.ts': '' });

    expect(findRoot(undefined, join(folder, 'src'))).toBe(join(folder, 'src'));
  });

  it('must be a folder', () => {
    expect(() => findRoot('nowhere', shop)).toThrow('--cwd nowhere is not a folder');
  });
});

describe('the files of a folder inside a repository', () => {
  it('are those below it, with paths from there', async () => {
    const folder = repositoryWith({
      'compose.yaml': '',
      '.gitignore': '.env\nbuilt/\n',
      'shop/compose.yaml': '',
      'shop/.env': '',
      'shop/built/a.js': '',
    });

    expect(await workingTree(join(folder, 'shop')).list()).toEqual(['.env', 'compose.yaml']);
  });

  it('are listed from the disk where git ignores the folder', async () => {
    const folder = repositoryWith({ '.gitignore': 'shop/\n', 'shop/compose.yaml': '' });

    expect(await workingTree(join(folder, 'shop')).list()).toEqual(['compose.yaml']);
  });
});
