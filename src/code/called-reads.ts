import type { EnvironmentRead } from '../shape/code-facts.ts';
import type { Language } from './language.ts';

/**
 * Without the reads inside functions that no file of the service names: a shared package is there whole, and a service
 * runs of it what it calls. Of a package without a program nobody knows the callers.
 *
 * @param files everything that the service runs
 */
export function calledReads(
  reads: readonly EnvironmentRead[],
  files: readonly { readonly text: string; readonly language: Language }[],
): readonly EnvironmentRead[] {
  const names = new Set(reads.flatMap(({ within }) => within ?? []));
  if (names.size === 0 || !files.some(({ text, language }) => language.loading?.isProgram(text))) return reads;
  const uncalled = new Set([...names].filter((name) => !files.some(({ text }) => isNamedIn(text, name))));
  return reads.filter(({ within }) => within === undefined || !uncalled.has(within));
}

/** Whether a text names a function anywhere but where it is declared and in a remark on a line of its own. */
function isNamedIn(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  const declaration = new RegExp(
    `^\\s*((func|function|def)\\s+${name}\\b|(pub(\\([^)]*\\))?\\s+)?(const\\s+|async\\s+|unsafe\\s+)*fn\\s+${name}\\b|(public|internal)\\s+static\\s[^=;(]*\\b${name}\\s*(<[^(]*>)?\\()`,
  );
  const word = new RegExp(`\\b${name}\\b`);
  return text.split('\n').some((line) => word.test(line.replace(declaration, '')) && !/^\s*(\/\/|#)/.test(line));
}
