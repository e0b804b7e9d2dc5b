import type { YamlNode } from '../../text/yaml.ts';
import type { ManifestObject } from './manifest-object.ts';

/** Reports every key that stands twice in a map of the object: kubectl takes the last one (N015). */
export function reportDuplicateKeys({ root, site }: ManifestObject): void {
  const seen = new Set<YamlNode>();
  const walk = (node: YamlNode) => {
    if (node.kind === 'scalar' || seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'list') {
      for (const item of node.items) walk(item);
      return;
    }
    for (const key of node.duplicates) {
      site.report('suspicious', key, {
        message: `key ${key.text} stands twice in one map; the last one counts`,
        hint: `remove one of the two ${key.text} keys`,
        also: key.first,
      });
    }
    for (const entry of node.entries) walk(entry.value);
  };
  walk(root);
}
