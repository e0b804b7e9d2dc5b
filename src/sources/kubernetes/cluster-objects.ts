import type { Vault } from '../../secrets/vault.ts';
import type { ClusterObject } from '../../shape/facts.ts';
import { entryOf, get, type YamlNode } from '../../text/yaml.ts';
import { scalarValue } from '../../text/yaml-go.ts';
import { isOutsideDeploy } from './hooks.ts';
import type { ManifestObject } from './manifest-object.ts';
import { objectReferences } from './object-references.ts';
import { podTemplatesOf } from './pod-templates.ts';

/** Kinds that have facts of their own. */
const MODELLED = new Set(['/ConfigMap', '/Secret', '/Service', '/PersistentVolumeClaim']);
/** Kinds whose fields may hold values of secrets. */
const SECRETIVE = /secret|vault|credential|password|token|sealed|certificate/i;

/** An object for the rules that ask for one by kind; undefined for kinds that have facts of their own. */
export function clusterObjectOf(object: ManifestObject): ClusterObject | undefined {
  const { apiVersion, group, kind, name, namespace, root, site } = object;
  const isWorkload = podTemplatesOf(object).length > 0;
  if (MODELLED.has(`${group}/${kind}`) || (isWorkload && !isOutsideDeploy(object))) return undefined;
  const spec = get(root, 'spec');
  // Environment values stand in pod templates and belong to the workload's facts alone.
  const isOpen = spec !== undefined && !isWorkload && !SECRETIVE.test(kind);
  const refersTo = objectReferences(object);
  return {
    apiVersion,
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    at: site.at(entryOf(get(root, 'metadata'), 'name')?.at ?? root),
    ...(refersTo.length > 0 && { refersTo }),
    ...(isOpen && { spec: plainSpec(spec, '', site.secrets) }),
  };
}

/** Fields as plain data; text that may be a secret is replaced, because kinds nobody knows may hold passwords. */
function plainSpec(node: YamlNode, key: string, secrets: Vault): unknown {
  if (node.kind === 'list') return node.items.map((item) => plainSpec(item, key, secrets));
  if (node.kind === 'scalar') {
    const value = scalarValue(node);
    return typeof value === 'string' && secrets.value(key, value).kind === 'secret' ? '[secret]' : value;
  }
  const map: Record<string, unknown> = Object.create(null);
  for (const entry of node.entries) map[entry.key] = plainSpec(entry.value, entry.key, secrets);
  return map;
}
