import type { ManifestObject } from './manifest-object.ts';

/** What stays when objects are applied one after the other: a later object of the same identity replaces the earlier. */
export function lastApplied(objects: readonly ManifestObject[]): ManifestObject[] {
  const kept = new Map<string, ManifestObject>();
  for (const object of objects) {
    const identity = identityOf(object);
    const first = kept.get(identity);
    if (first !== undefined) {
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
