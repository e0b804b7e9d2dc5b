import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../src/rules/index.ts';
import { changedPaths, inFolder, readApplication, SHOP } from './application.ts';
import type { Files } from './edit.ts';
import { harmlessRewrites } from './harmless/index.ts';
import { operators } from './operators/index.ts';

const shop = readApplication(SHOP);

describe('the drifted copy', () => {
  test('is what the script makes of the shop', () => {
    const made = mkdtempSync(join(tmpdir(), 'bakery-drifted-'));
    execFileSync(process.execPath, ['scripts/drift.mjs', made]);

    const files = readApplication(made);

    rmSync(made, { recursive: true });
    expect(readApplication('fixtures/shop-drifted')).toEqual(files);
  });
});

describe('every mistake and every rewrite', () => {
  test('has a name of its own', () => {
    const ids = [...operators, ...harmlessRewrites].map((entry) => entry.id);

    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  for (const { id, rule } of operators) {
    test(`${id} begins with its rule`, () => {
      expect(id.startsWith(`${rule} `)).toBe(true);
    });
  }
});

describe('every rule', () => {
  for (const { id } of RULES) {
    test(`${id} has a mistake that it must find`, () => {
      expect(operators.some((operator) => operator.rule === id)).toBe(true);
    });
  }
});

describe('an edited shop', () => {
  const edits = [...operators.map((operator) => ({ ...operator })), ...harmlessRewrites.map((entry) => ({ ...entry }))];

  for (const entry of edits) {
    test(`is another one and still well-formed: ${entry.id}`, async () => {
      const edited = entry.edit(shop);

      const changed = changedPaths(shop, edited);

      expect(changed).not.toEqual([]);
      if ('breaks' in entry) return;
      expect(await faults(edited, changed)).toEqual([]);
    });
  }
});

/** What the own tools of each changed file say against it. Whether manifests render, the check itself says. */
async function faults(files: Files, changed: readonly string[]): Promise<string[]> {
  return inFolder(files, (root) => {
    const paths = changed.filter((path) => files.has(path));
    const composed = paths.filter((path) => /compose[\w.-]*\.ya?ml$/.test(path));
    return [
      ...composed.flatMap((path) =>
        load(files.get(path)?.replace(/^\uFEFF/, '') ?? '') === undefined ? [`${path}: empty`] : [],
      ),
      ...withEnding(paths, '.js').flatMap((path) => complaint(process.execPath, ['--check', join(root, path)])),
      ...withEnding(paths, '.py').flatMap((path) => complaint('python3', ['-c', PYTHON_PARSE, join(root, path)])),
      ...withEnding(paths, '.go').flatMap((path) => complaint('gofmt', ['-e', join(root, path)])),
    ];
  });
}

const PYTHON_PARSE = 'import ast, sys; ast.parse(open(sys.argv[1], "rb").read())';

function withEnding(paths: readonly string[], ending: string): string[] {
  return paths.filter((path) => path.endsWith(ending));
}

/** Nothing when the tool is content; a machine without the tool says nothing either. */
function complaint(tool: string, words: readonly string[]): string[] {
  const { status, stderr, error } = spawnSync(tool, words, { encoding: 'utf8' });
  return error !== undefined || status === 0 ? [] : [`${tool}: ${stderr}`];
}
