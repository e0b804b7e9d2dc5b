import type { Position } from '../../text/position.ts';
import type { YamlNode } from '../../text/yaml.ts';
import type { Kustomization } from './kustomization.ts';
import { allKustomizations } from './transformers.ts';

/** Where a failure of the build belongs: at the entry whose text the tool quotes, else at the kustomization itself. */
export function failurePlace(kustomization: Kustomization, message: string): Position & { readonly path: string } {
  const found = allKustomizations(kustomization).flatMap(({ root, path }) =>
    scalarsOf(root).flatMap((node) =>
      isQuoted(message, node.text) ? [{ path, line: node.line, column: node.column, length: node.text.length }] : [],
    ),
  );
  const longest = found.sort((a, b) => b.length - a.length)[0];
  return longest === undefined
    ? { path: kustomization.path, line: 1, column: 1 }
    : { path: longest.path, line: longest.line, column: longest.column };
}

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
