import { get, type YamlNode } from '../../text/yaml.ts';
import { scalarValue } from '../../text/yaml-go.ts';
import type { ManifestObject } from './manifest-object.ts';

/** What stays when objects are applied one after the other: a later object of the same identity replaces the earlier. */
export function lastApplied(objects: readonly ManifestObject[]): ManifestObject[] {
  const kept = new Map<string, ManifestObject>();
  for (const object of objects) {
    const identity = identityOf(object);
    const first = kept.get(identity);
    // Who says the same twice, one file for two targets, has nothing to lose.
    if (first !== undefined && !isSameContent(first.root, object.root)) {
      const { path, line } = first.site.at(first.root);
      object.site.report('suspicious', object.root, {
        message: `the object stands twice, first in ${path} on line ${line}; the one that is applied last counts`,
        hint: 'remove one of the two, or name only the files of one target',
      });
    }
    kept.set(identity, object);
  }
  return [...kept.values()];
}

/** The group of a kind that moved to another one is left out of account (N020). */
function identityOf({ group, kind, namespace, name }: ManifestObject): string {
  const home = /^(|apps|batch|extensions|networking\.k8s\.io)$/.test(group) ? '' : group;
  return JSON.stringify([home, kind, namespace, name]);
}

/** Whether two nodes say the same: the order of keys, comments and quotes are left out of account. */
function isSameContent(left: YamlNode, right: YamlNode, seen = new Map<YamlNode, Set<YamlNode>>()): boolean {
  if (left.kind === 'scalar' && right.kind === 'scalar') return scalarValue(left) === scalarValue(right);
  const compared = seen.get(left) ?? new Set();
  // Aliases share their node, or lie inside of it.
  if (compared.has(right)) return true;
  seen.set(left, compared.add(right));
  const isSame = (a: YamlNode, b: YamlNode | undefined) => b !== undefined && isSameContent(a, b, seen);
  if (left.kind === 'list' && right.kind === 'list')
    return left.items.length === right.items.length && left.items.every((item, at) => isSame(item, right.items[at]));
  if (left.kind !== 'map' || right.kind !== 'map') return false;
  return (
    left.entries.length === right.entries.length &&
    left.entries.every(({ key, value }) => isSame(value, get(right, key)))
  );
}
