import type { YamlNode, YamlScalar } from '../../text/yaml.ts';
import type { ManifestObject } from './manifest-object.ts';

/** Reports every key that stands twice in a map of the object: kubectl takes the last one (N015). */
export function reportDuplicateKeys({ root, site }: ManifestObject, text: string): void {
  let lines: readonly string[] | undefined;
  const seen = new Set<YamlNode>();
  const walk = (node: YamlNode) => {
    if (node.kind === 'scalar' || seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'list') {
      for (const item of node.items) walk(item);
      return;
    }
    for (const key of node.duplicates) {
      lines ??= text.split('\n');
      const first = firstLine(lines, key);
      site.report('suspicious', key, {
        message: `key ${key.text} stands twice in one map${first === undefined ? '' : `, first on line ${first}`}; the last one counts`,
        hint: `remove one of the two ${key.text} keys`,
      });
    }
    for (const entry of node.entries) walk(entry.value);
  };
  walk(root);
}

/** Looks up from the later key for the same key in the same column, as far as the block map reaches. */
function firstLine(lines: readonly string[], key: YamlScalar): number | undefined {
  let found: number | undefined;
  for (let index = key.line - 2; index >= 0; index -= 1) {
    const line = lines[index] ?? '';
    const indent = line.search(/[^\s-]/);
    if (/^\s*(#|$)/.test(line)) continue;
    if (indent !== -1 && indent < key.column - 1) break;
    const rest = line.slice(key.column - 1).replace(/^["']/, '');
    if (indent === key.column - 1 && rest.startsWith(key.text) && /^["']?\s*:/.test(rest.slice(key.text.length)))
      found = index + 1;
    // The dash opens this map: what stands above belongs to another one.
    if (indent === key.column - 1 && /^\s*-/.test(line)) break;
  }
  return found;
}
