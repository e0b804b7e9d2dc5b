// What the parser loads at run time, each as a module is named: its runtime, and what the languages list.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file to lay beside the bundle. */
export function parserFiles(root) {
  const folder = join(root, 'src/code');
  const lists = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith('grammars.json'));
  const grammars = lists.sort().flatMap((path) => Object.values(JSON.parse(readFileSync(join(folder, path), 'utf8'))));
  return ['web-tree-sitter/web-tree-sitter.wasm', ...new Set(grammars)];
}
