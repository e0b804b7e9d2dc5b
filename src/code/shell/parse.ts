import type { Vault } from '../../secrets/vault.ts';
import { parserFor } from '../grammars.ts';
import { plainTree } from '../syntax.ts';
import grammars from './grammars.json' with { type: 'json' };
import { readScript } from './read-script.ts';
import type { ScriptFacts } from './script.ts';

/** Whether a text is a shell script: its first line says so, or the file is called like one. */
export function isScript(path: string, text: string): boolean {
  const shebang = /^#![^\n]*/.exec(text)?.[0];
  return shebang === undefined ? /\.(sh|bash)$/.test(path) : /\b(ba|da|a|k|z)?sh\b/.test(shebang);
}

/** Parses a script and says what it holds. */
export async function parseScript(path: string, text: string, secrets: Vault): Promise<ScriptFacts> {
  const parser = await parserFor(grammars.shell);
  const tree = parser.parse(text);
  if (tree === null) throw new Error(`the parser gave no tree for ${path}`);
  try {
    return readScript({ path, text, tree: plainTree(tree.rootNode, text) }, secrets);
  } finally {
    tree.delete();
  }
}
