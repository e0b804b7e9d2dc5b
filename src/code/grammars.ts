import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Parser } from 'web-tree-sitter';

/** Where a grammar comes from, as a module is named: each language lists its own in `grammars.json` in its folder. */
export type GrammarName = string;

const loaded = new Map<GrammarName, Promise<Parser>>();
let runtime: Promise<typeof import('web-tree-sitter')> | undefined;

/** A parser for one grammar; grammar and runtime are WebAssembly and loaded once, when first asked for. */
export function parserFor(name: GrammarName): Promise<Parser> {
  const known = loaded.get(name);
  if (known) return known;
  const parser = load(name);
  loaded.set(name, parser);
  return parser;
}

async function load(name: GrammarName): Promise<Parser> {
  runtime ??= startRuntime();
  const { Language: Grammar, Parser } = await runtime;
  const parser = new Parser();
  parser.setLanguage(await Grammar.load(partPath(name)));
  return parser;
}

async function startRuntime(): Promise<typeof import('web-tree-sitter')> {
  const library = await import('web-tree-sitter');
  await library.Parser.init({
    locateFile: () => partPath('web-tree-sitter/web-tree-sitter.wasm'),
  });
  return library;
}

/** In the package the files lie beside the bundle in `grammars/`; in a checkout they come from node_modules. */
function partPath(inModules: string): string {
  const file = inModules.slice(inModules.lastIndexOf('/') + 1);
  for (const candidate of ['./grammars/', '../grammars/']) {
    const packaged = fileURLToPath(new URL(`${candidate}${file}`, import.meta.url));
    if (existsSync(packaged)) return packaged;
  }
  return createRequire(import.meta.url).resolve(inModules);
}
