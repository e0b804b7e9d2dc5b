// Templates that nobody rendered (N018). Braces alone prove nothing: ConfigMaps hold templates of other programs.
import { entriesOf, get, itemsOf, type YamlNode, type YamlScalar } from '../../text/yaml.ts';
import type { ManifestObject } from './manifest-object.ts';

const OF_HELM =
  /\{\{-?\s*(?:[(]?\s*)*(?:(?:\.|\$\.)(?:Values|Release|Chart|Capabilities|Template|Files)\b|include\s+["']|toYaml\s)/;
const OF_ANY_GO = new RegExp(`${OF_HELM.source}|\\{\\{-?\\s*(?:template|define)\\s+["']`);
const ACTION = /\{\{/;
/** Fields whose text belongs to other programs, of which many have templates themselves. */
const TEXTS = new Set(['data', 'stringData', 'binaryData', 'annotations']);
/** The same, and an image is left to the pipeline that has built it. */
const PLAIN_TEXTS = new Set(['args', 'command', 'value', 'image']);
const OWN_GROUPS =
  /^(|apps|batch|autoscaling|policy|extensions|networking\.k8s\.io|rbac\.authorization\.k8s\.io|gateway\.networking\.k8s\.io)$/;

/** Whether a text that is no YAML holds template actions. */
export function isUnrenderedText(text: string): boolean {
  return ACTION.test(text);
}

const OPENS = /\{\{-?\s*(?:if|range|with|define|block)\b/g;
const ENDS = /\{\{-?\s*end\b/g;

/** Whether what a text opens is closed in it: else the documents behind it stand under a condition too. */
export function isClosed(text: string): boolean {
  return (text.match(OPENS)?.length ?? 0) === (text.match(ENDS)?.length ?? 0);
}

/** Where an object that is YAML all the same shows that it was written to be rendered first. */
export function unrenderedPart({ root, group }: ManifestObject): YamlScalar | undefined {
  const named = get(root, 'metadata', 'name');
  if (named?.kind === 'scalar' && ACTION.test(named.text)) return named;
  return OWN_GROUPS.test(group) ? actionIn(root, ACTION) : undefined;
}

function actionIn(node: YamlNode, pattern: RegExp): YamlScalar | undefined {
  if (node.kind === 'scalar') return isAction(node, pattern) ? node : undefined;
  const below: readonly (readonly [YamlNode, RegExp])[] =
    node.kind === 'list'
      ? itemsOf(node).map((item) => [item, pattern])
      : entriesOf(node).map(({ key, value }) => [value, patternFor(key, pattern)]);
  for (const [child, own] of below) {
    const found = actionIn(child, own);
    if (found !== undefined) return found;
  }
  return undefined;
}

function patternFor(key: string, outer: RegExp): RegExp {
  if (outer !== ACTION) return outer;
  return TEXTS.has(key) ? OF_HELM : PLAIN_TEXTS.has(key) ? OF_ANY_GO : ACTION;
}

/** A text of several lines is a file or a script of its own, whoever fills it in. */
function isAction({ text }: YamlScalar, pattern: RegExp): boolean {
  return pattern.test(text) && (pattern === ACTION || !text.trimEnd().includes('\n'));
}
