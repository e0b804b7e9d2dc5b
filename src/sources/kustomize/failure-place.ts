import type { Position } from '../../text/position.ts';
import { parseYaml, type YamlMap, type YamlNode } from '../../text/yaml.ts';
import { failedFile } from './failed-file.ts';
import { conflictPlace } from './id-conflict.ts';
import type { Kustomization } from './kustomization.ts';
import { allKustomizations } from './transformers.ts';

/**
 * Where a failure of the build belongs: in the file that the tool names or complains of, else at the entry whose text it
 * quotes, else at the kustomization itself.
 *
 * @param named files that the message names besides
 */
export function failurePlace(kustomization: Kustomization, message: string, named: readonly string[] = []): Place {
  const all = allKustomizations(kustomization);
  const inFile = doubleKey(all, message) ?? conflictPlace(all, message) ?? failedFile(all, message, named);
  if (inFile !== undefined) return inFile;
  const found = all.flatMap(({ root, path }) =>
    scalarsOf(root).flatMap((node) =>
      isQuoted(message, node.text) ? [{ path, line: node.line, column: node.column, length: node.text.length }] : [],
    ),
  );
  const longest = found.sort((a, b) => b.length - a.length)[0];
  return longest === undefined
    ? { path: kustomization.path, line: 1, column: 1 }
    : { path: longest.path, line: longest.line, column: longest.column };
}

/** `line 9: mapping key "CURRENCY" already defined at line 8`: which file, the tool does not say. */
function doubleKey(all: readonly Kustomization[], message: string): Place | undefined {
  const key = /mapping key "([^"]+)" already defined/.exec(message)?.[1];
  for (const [path, text] of key === undefined ? [] : all.flatMap(({ files }) => [...files])) {
    const found = parseYaml(text)
      .documents.flatMap(({ root }) => (root === undefined ? [] : doubleKeysOf(root)))
      .find((double) => double.text === key);
    if (found !== undefined) return { path, line: found.line, column: found.column };
  }
  return undefined;
}

function doubleKeysOf(node: YamlNode): YamlMap['duplicates'] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'list') return node.items.flatMap(doubleKeysOf);
  return [...node.duplicates, ...node.entries.flatMap(({ value }) => doubleKeysOf(value))];
}

type Place = Position & { readonly path: string };

/** Shorter texts occur in any message. */
const SHORTEST = 4;

function isQuoted(message: string, text: string): boolean {
  return text.length >= SHORTEST && !text.includes('\n') && /[./-]/.test(text) && message.includes(text);
}

function scalarsOf(node: YamlNode): readonly Extract<YamlNode, { kind: 'scalar' }>[] {
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'list') return node.items.flatMap(scalarsOf);
  return node.entries.filter((entry) => entry.key !== 'apiVersion').flatMap((entry) => scalarsOf(entry.value));
}
