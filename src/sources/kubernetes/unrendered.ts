// Templates that nobody rendered (N018). Braces alone prove nothing: ConfigMaps hold templates of other programs.
import { entriesOf, get, itemsOf, type YamlNode } from '../../text/yaml.ts';
import type { ManifestObject } from './manifest-object.ts';

const HELM =
  /\{\{-?\s*(?:[(]?\s*)*(?:\.(?:Values|Release|Chart|Capabilities|Template|Files)\b|\$\.(?:Values|Release|Chart)\b|include\s+["']|template\s+["']|define\s+["']|toYaml\s)/;
const ACTION = /\{\{/;
/** Fields whose text belongs to other programs; an image is left to the pipeline that has built it. */
const FOREIGN = new Set(['data', 'stringData', 'binaryData', 'annotations', 'args', 'command', 'value', 'image']);
const OWN_GROUPS =
  /^(|apps|batch|autoscaling|policy|extensions|networking\.k8s\.io|rbac\.authorization\.k8s\.io|gateway\.networking\.k8s\.io)$/;

/** Whether a text that is no YAML holds template actions. */
export function isUnrenderedText(text: string): boolean {
  return ACTION.test(text);
}

/** Whether an object that is YAML all the same was written to be rendered first. */
export function isUnrenderedObject({ root, group }: ManifestObject): boolean {
  const named = get(root, 'metadata', 'name');
  if (named?.kind === 'scalar' && ACTION.test(named.text)) return true;
  return OWN_GROUPS.test(group) && holdsAction(root, HELM, ACTION);
}

function holdsAction(node: YamlNode, foreign: RegExp, own: RegExp): boolean {
  if (node.kind === 'scalar') return own.test(node.text);
  if (node.kind === 'list') return itemsOf(node).some((item) => holdsAction(item, foreign, own));
  return entriesOf(node).some((entry) => holdsAction(entry.value, foreign, FOREIGN.has(entry.key) ? foreign : own));
}
