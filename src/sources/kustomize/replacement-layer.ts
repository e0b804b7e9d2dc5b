import { entryOf, get, itemsOf, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';
import { below, type Kustomization } from './kustomization.ts';
import type { FieldPlace, Layer, RenderedObject } from './layer.ts';

/** One layer for each target of `replacements`: what it copies there is stated by its source. */
export function replacementLayers({ root, path, folder, files }: Kustomization): Layer[] {
  return itemsOf(get(root, 'replacements')).flatMap((item) => {
    const named = below(folder, textOf(get(item, 'path')) ?? '');
    const text = named === undefined ? undefined : files.get(named);
    if (named === undefined || text === undefined) return layersOfOne(item, path);
    const roots = parseYaml(text).documents.flatMap((document) => document.root ?? []);
    return roots
      .flatMap((each) => (each.kind === 'list' ? each.items : [each]))
      .flatMap((each) => layersOfOne(each, named));
  });
}

function layersOfOne(item: YamlNode, path: string): Layer[] {
  const { line, column } = entryOf(item, 'source')?.at ?? item;
  const place: FieldPlace = { path, line, column };
  return itemsOf(get(item, 'targets')).map((target) => ({
    role: 'patch',
    placesFor(object) {
      const kind = textOf(get(target, 'select', 'kind')) ?? object.kind;
      const name = textOf(get(target, 'select', 'name'));
      if (kind !== object.kind || (name !== undefined && !object.names.has(name))) return undefined;
      const paths = itemsOf(get(target, 'fieldPaths')).flatMap((node) => textOf(node) ?? []);
      return new Map(
        paths.flatMap((field) => keyedPaths(field, object.pointers ?? new Map()).map((keyed) => [keyed, place])),
      );
    },
  }));
}

/** `spec.containers.[name=web].env.[name=HOST].value` and `spec.containers.0.image`, as fields are known here. */
function keyedPaths(field: string, pointers: RenderedObject['pointers']): readonly string[] {
  const parts = (field.match(/\[[^\]]*\]|(?:\\.|[^.\\[])+/g) ?? []).map((part) =>
    part
      .replace(/^\[[^=\]]+=(.*)\]$/, '[$1]')
      .replace(/\\(.)/g, '$1')
      .replaceAll('~', '~0')
      .replaceAll('/', '~1'),
  );
  const whole = `/${parts.join('/')}`;
  return pointers.get(whole) ?? [whole];
}
