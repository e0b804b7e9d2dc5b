import { get, itemsOf, parseYaml, textOf, type YamlNode, type YamlScalar } from '../../text/yaml.ts';
import { generatorLayers } from './generator-layer.ts';
import { jsonPatchLayer } from './json-patch-layer.ts';
import { below, type Kustomization } from './kustomization.ts';
import type { Layer } from './layer.ts';
import { objectLayers, type PatchTarget, type PlacedText } from './object-layer.ts';
import { replacementLayers } from './replacement-layer.ts';

/**
 * Everything that states fields, from what is applied last to what is applied first: the replacements
 * and patches of the outer kustomization, its generators, its components, its resources, and so on inwards.
 */
export function layersOf(kustomization: Kustomization): Layer[] {
  const { components, resources, files } = kustomization;
  return [
    ...replacementLayers(kustomization).reverse(),
    ...patchLayers(kustomization).reverse(),
    ...generatorLayers(kustomization).reverse(),
    ...components.toReversed().flatMap(layersOf),
    ...resources.flatMap((resource) =>
      resource.kind === 'folder'
        ? layersOf(resource.kustomization)
        : objectLayers({ path: resource.path, text: files.get(resource.path) ?? '', move: (at) => at }, 'resource'),
    ),
  ];
}

function patchLayers(kustomization: Kustomization): Layer[] {
  const { root } = kustomization;
  return [
    ...itemsOf(get(root, 'patchesStrategicMerge')).flatMap((item) => patchLayer(kustomization, { whole: item })),
    ...[...itemsOf(get(root, 'patches')), ...itemsOf(get(root, 'patchesJson6902'))].flatMap((item) => {
      const target = get(item, 'target');
      const said = target && { kind: textOf(get(target, 'kind')) ?? '', name: textOf(get(target, 'name')) ?? '' };
      return patchLayer(kustomization, {
        inline: get(item, 'patch'),
        file: get(item, 'path'),
        ...(said && { target: said }),
      });
    }),
  ];
}

interface PatchItem {
  /** An item of patchesStrategicMerge: a path, or the patch itself. */
  readonly whole?: YamlNode;
  readonly inline?: YamlNode | undefined;
  readonly file?: YamlNode | undefined;
  readonly target?: PatchTarget;
}

function patchLayer(kustomization: Kustomization, { whole, inline, file, target }: PatchItem): Layer[] {
  const isInline = whole?.kind === 'scalar' && whole.text.includes('\n');
  const written = inline ?? (isInline ? whole : undefined);
  const placed =
    written?.kind === 'scalar' ? inlineText(kustomization, written) : fileText(kustomization, file ?? whole);
  if (placed === undefined) return [];
  const isJsonPatch = parseYaml(placed.text).documents.some(({ root }) => root?.kind === 'list');
  return isJsonPatch ? [jsonPatchLayer(placed, target ?? {})] : objectLayers(placed, 'patch', target);
}

function fileText({ folder, files }: Kustomization, node: YamlNode | undefined): PlacedText | undefined {
  const path = below(folder, textOf(node) ?? '');
  const text = path === undefined ? undefined : files.get(path);
  return path === undefined || text === undefined ? undefined : { path, text, move: (at) => at };
}

/** A patch in a block scalar: its lines are lines of the kustomization, indented. */
function inlineText({ path, files }: Kustomization, node: YamlScalar): PlacedText {
  const lines = (files.get(path) ?? '').split('\n');
  return {
    path,
    text: node.text,
    move: ({ line, column }) => {
      // Folded or quoted text has no lines of its own in the file.
      const isBlock = !node.plain && (lines[node.line - 1] ?? '').slice(node.column - 1).search(/^["']/) === -1;
      if (!isBlock) return { line: node.line, column: node.column };
      const raw = lines[node.line + line - 2] ?? '';
      const inner = node.text.split('\n')[line - 1] ?? '';
      return { line: node.line + line - 1, column: column + Math.max(0, raw.search(/\S|$/) - inner.search(/\S|$/)) };
    },
  };
}
