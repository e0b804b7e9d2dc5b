import type { ObjectReference } from '../../shape/workload.ts';
import { entryOf, get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import type { ManifestObject } from './manifest-object.ts';
import type { PodTemplate } from './pod-templates.ts';
import { substitutionsIn } from './substitution.ts';

/** Names of other objects that an object needs: the Secrets of an Ingress, the workload that an autoscaler scales. */
export function objectReferences(object: ManifestObject): ObjectReference[] {
  const spec = get(object.root, 'spec');
  switch (`${object.group}/${object.kind}`) {
    case 'networking.k8s.io/Ingress':
    case 'extensions/Ingress':
      return itemsOf(get(spec, 'tls')).flatMap((item) =>
        reference(object, item, { field: 'secretName', kind: 'Secret' }),
      );
    case 'autoscaling/HorizontalPodAutoscaler':
    case 'keda.sh/ScaledObject':
      return workload(object, get(spec, 'scaleTargetRef'));
    case 'autoscaling.k8s.io/VerticalPodAutoscaler':
      return workload(object, get(spec, 'targetRef'));
    default:
      return [];
  }
}

/** Objects that a pod needs by name: its account, the credentials for its images, the Service that names the pods of a set. */
export function podReferences(object: ManifestObject, { spec, workloadKind }: PodTemplate): ObjectReference[] {
  // `serviceAccount` is the old spelling of the same field (N096).
  const account = get(spec, 'serviceAccountName') ? 'serviceAccountName' : 'serviceAccount';
  const governing = workloadKind === 'StatefulSet' ? get(object.root, 'spec') : undefined;
  return [
    ...reference(object, spec, { field: account, kind: 'ServiceAccount' }),
    ...itemsOf(get(spec, 'imagePullSecrets')).flatMap((item) =>
      reference(object, item, { field: 'name', kind: 'Secret' }),
    ),
    ...reference(object, governing, { field: 'serviceName', kind: 'Service' }),
  ];
}

function workload(object: ManifestObject, node: YamlNode | undefined): ObjectReference[] {
  return reference(object, node, { field: 'name', kind: textOf(get(node, 'kind')) ?? 'Deployment' });
}

function reference(
  { site }: ManifestObject,
  node: YamlNode | undefined,
  { field, kind }: { readonly field: string; readonly kind: string },
): ObjectReference[] {
  const entry = entryOf(node, field);
  const name = textOf(entry?.value);
  if (entry === undefined || name === undefined || name === '' || substitutionsIn(name).length > 0) return [];
  return [{ kind, name, at: site.at(entry.at) }];
}
