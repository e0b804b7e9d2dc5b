import type { ObjectReference } from '../../shape/facts.ts';
import { entryOf, get, itemsOf, textOf, type YamlNode } from '../../text/yaml.ts';
import type { ManifestObject } from './manifest-object.ts';
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
