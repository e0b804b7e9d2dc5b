import { entryOf, get, itemsOf, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';
import { type Field, fieldsOf, itemKey } from './field-path.ts';
import { type FieldPlace, type Layer, placesOf, type RenderedObject } from './layer.ts';
import { type PatchTarget, type PlacedText, selects } from './object-layer.ts';

/** The layer of a JSON Patch (RFC 6902): later operations win. */
export function jsonPatchLayer({ path, text, move }: PlacedText, target: PatchTarget): Layer {
  const operations = parseYaml(text)
    .documents.flatMap(({ root }) => itemsOf(root))
    .reverse();
  return {
    role: 'patch',
    placesFor(object) {
      if (!selects(target, object.kind, object.names)) return undefined;
      const places = new Map<string, FieldPlace>();
      for (const operation of operations) {
        for (const [keyed, place] of placesOf(path, operationFields(operation, object.pointers ?? new Map()), move)) {
          if (!places.has(keyed)) places.set(keyed, place);
        }
      }
      return places;
    },
  };
}

function operationFields(operation: YamlNode, pointers: RenderedObject['pointers']): Field[] {
  const pointer = textOf(get(operation, 'path'));
  const value = get(operation, 'value');
  if (pointer === undefined || value === undefined) return [];
  const text = value.kind === 'scalar' ? { text: value.text } : {};
  const { line, column } = entryOf(operation, 'value')?.at ?? operation;
  return keyedPaths(pointer, value, pointers).flatMap((keyed) => [
    { keyed, pointer, line, column, ...text },
    ...fieldsOf(value, keyed, pointer),
  ]);
}

/** Turns the indexes of a pointer into keys; `/-` stands for the item that was added. */
function keyedPaths(pointer: string, value: YamlNode, pointers: RenderedObject['pointers']): readonly string[] {
  const { parent, last } = split(pointer);
  if (!/^(-|\d+)$/.test(last)) return resolve(pointer, pointers);
  const added = resolve(parent, pointers).flatMap((list) => {
    const key = itemKey(list.slice(list.lastIndexOf('/') + 1), value);
    return key === undefined ? [] : [`${list}/[${key}]`];
  });
  return added.length > 0 ? added : resolve(pointer, pointers);
}

/** Every keyed path that a pointer may mean: as it stands, or below what its parent may mean. */
function resolve(pointer: string, pointers: RenderedObject['pointers']): readonly string[] {
  const known = pointers.get(pointer) ?? [];
  const { parent, last } = split(pointer);
  if (parent === '' || /^(-|\d+)$/.test(last)) return known;
  return [...new Set([...known, ...resolve(parent, pointers).map((above) => `${above}/${last}`)])];
}

function split(pointer: string): { readonly parent: string; readonly last: string } {
  const cut = pointer.lastIndexOf('/');
  return { parent: pointer.slice(0, Math.max(0, cut)), last: pointer.slice(cut + 1) };
}
