import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { workingTree } from '../../src/repository/working-tree.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bakery-'));
  execFileSync('git', ['init', '-q', root]);
});

afterEach(() => {
  chmodSync(root, 0o755);
  rmSync(root, { recursive: true, force: true });
});

function write(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), 'oven: 1\n');
  }
}

function track(...paths: string[]): void {
  write(...paths);
  execFileSync('git', ['-C', root, 'add', '-f', ...paths]);
}

describe('the files of a repository', () => {
  test('are what git tracks, what it would add, and the dotenv files that it ignores', async () => {
    track('compose.yaml', '.gitignore');
    writeFileSync(join(root, '.gitignore'), '.env\ndist/\n');
    write('k8s/oven.yaml', '.env', 'dist/oven.js');

    expect(await workingTree(root).list()).toEqual(['.env', '.gitignore', 'compose.yaml', 'k8s/oven.yaml']);
  });

  test('a tracked file that was deleted without telling git is not there', async () => {
    track('compose.yaml', 'k8s/oven.yaml', 'k8s/till.yaml', 'charts/old/Chart.yaml');
    rmSync(join(root, 'k8s/oven.yaml'));
    rmSync(join(root, 'charts'), { recursive: true });

    expect(await workingTree(root).list()).toEqual(['compose.yaml', 'k8s/till.yaml']);
  });

  test('a tracked file that was moved is at its new place alone', async () => {
    track('compose.yaml');
    renameSync(join(root, 'compose.yaml'), join(root, 'docker-compose.yml'));

    expect(await workingTree(root).list()).toEqual(['docker-compose.yml']);
  });

  test('a path whose folder became a file is not there', async () => {
    track('k8s/oven.yaml', 'compose.yaml');
    rmSync(join(root, 'k8s'), { recursive: true });
    writeFileSync(join(root, 'k8s'), '');

    expect(await workingTree(root).list()).toEqual(['compose.yaml', 'k8s']);
  });

  test.skipIf(process.getuid?.() === 0)('what lies in a folder that may not be listed is still named', async () => {
    track('k8s/oven.yaml');
    chmodSync(join(root, 'k8s'), 0o000);

    expect(await workingTree(root).list()).toEqual(['k8s/oven.yaml']);
    chmodSync(join(root, 'k8s'), 0o755);
  });
});
