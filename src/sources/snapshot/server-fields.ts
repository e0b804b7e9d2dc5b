// What the server and its controllers add to objects: none of it is read, and each is counted by its case.
import { entriesOf, get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import type { ManifestObject } from '../kubernetes/manifest-object.ts';
import { podTemplatesOf } from '../kubernetes/pod-templates.ts';
import type { StandingObjects } from './standing-objects.ts';

type Adds = (object: ManifestObject) => boolean;

const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const CASES: Readonly<Record<string, Adds>> = {
  N090: ({ root }) => ['uid', 'resourceVersion', 'managedFields'].some((field) => has(root, 'metadata', field)),
  N091: ({ root }) => has(root, 'status'),
  N092: ({ kind, group, root }) => kind === 'Service' && group === '' && has(root, 'spec', 'clusterIPs'),
  N093: ({ kind, root }) => kind === 'PersistentVolumeClaim' && has(root, 'spec', 'volumeName'),
  N094: ({ root }) =>
    has(root, 'metadata', 'annotations', 'deployment.kubernetes.io/revision') ||
    has(root, 'spec', 'template', 'metadata', 'annotations', 'kubectl.kubernetes.io/restartedAt'),
  N096: (object) => podTemplatesOf(object).some(({ spec }) => itemsOf(get(spec, 'volumes')).some(isApiAccess)),
  N098: ({ kind, root }) => /Webhook|^APIService$|^CustomResourceDefinition$/.test(kind) && holdsKey(root, 'caBundle'),
  N099: ({ kind, root }) => kind === 'ClusterRole' && has(root, 'aggregationRule'),
  N100: ({ kind, root }) => kind === 'Namespace' && has(root, 'spec', 'finalizers'),
  N101: ({ kind, root }) => /^(Ingress|Gateway)$/.test(kind) && has(root, 'status', 'loadBalancer'),
  N236: ({ kind, root }) => kind === 'Secret' && has(root, 'metadata', 'annotations', APPLIED),
  N274: ({ root }) => holdsKey(root, 'name', /^STAKATER_/),
};

/** How many objects have something of each case, with what was left out altogether. */
export function serverFields({ objects, leftOut }: StandingObjects): Readonly<Record<string, number>> {
  const counted = Object.entries(CASES).map(([number, adds]) => [number, objects.filter(adds).length] as const);
  const counts = new Map(counted.filter(([, count]) => count > 0));
  for (const number of leftOut) counts.set(number, (counts.get(number) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function has(root: YamlNode, ...path: readonly string[]): boolean {
  return get(root, ...path) !== undefined;
}

/** The projected volume by which every pod reaches the API server. */
function isApiAccess(volume: YamlNode): boolean {
  return (textOf(get(volume, 'name')) ?? '').startsWith('kube-api-access-');
}

function holdsKey(node: YamlNode, key: string, text = /./): boolean {
  if (node.kind === 'list') return node.items.some((item) => holdsKey(item, key, text));
  return entriesOf(node).some(
    (entry) => (entry.key === key && text.test(textOf(entry.value) ?? '')) || holdsKey(entry.value, key, text),
  );
}
