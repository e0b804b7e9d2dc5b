import type { Claim } from '../../shape/facts.ts';
import { entryOf, get, itemsOf, textOf } from '../../text/yaml.ts';
import type { ManifestObject } from './manifest-object.ts';

/** PersistentVolumeClaims, and the claim templates of StatefulSets (N045). */
export function claimsOf({ kind, group, name, namespace, root, site }: ManifestObject): Claim[] {
  const scope = { ...(namespace !== undefined && { namespace }), external: false };
  if (kind === 'PersistentVolumeClaim' && group === '') {
    const at = site.at(entryOf(get(root, 'metadata'), 'name')?.at ?? root);
    return [{ name, ...scope, kind: 'PersistentVolumeClaim', at }];
  }
  return itemsOf(get(root, 'spec', 'volumeClaimTemplates')).flatMap((template): Claim[] => {
    const entry = entryOf(get(template, 'metadata'), 'name');
    const claim = textOf(entry?.value);
    if (entry === undefined || claim === undefined) return [];
    return [{ name: claim, ...scope, kind: 'volumeClaimTemplate', at: site.at(entry.at) }];
  });
}
