import { get, itemsOf, parseYaml, textOf, type YamlNode } from '../../text/yaml.ts';
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
        for (const [keyed, place] of placesOf(path, operationFields(operation, object), move)) {
          if (!places.has(keyed)) places.set(keyed, place);
        }
      }
      return places;
    },
  };
}

function operationFields(operation: YamlNode, object: RenderedObject): Field[] {
  const pointer = textOf(get(operation, 'path'));
  const value = get(operation, 'value');
  if (pointer === undefined || value === undefined) return [];
  const keyed = keyedPath(pointer, value, object);
  if (keyed === undefined) return [];
  const text = value.kind === 'scalar' ? { text: value.text } : {};
  return [
    { keyed, pointer, line: operation.line, column: operation.column, ...text },
    ...fieldsOf(value, keyed, pointer),
  ];
}

/** Turns the indexes of a pointer into keys, by the rendered object; `/-` stands for the item that was added. */
function keyedPath(pointer: string, value: YamlNode, { fields }: RenderedObject): string | undefined {
  const known = (wanted: string) => fields.find((field) => field.pointer === wanted)?.keyed;
  const cut = pointer.lastIndexOf('/');
  const parent = known(pointer.slice(0, cut));
  const last = pointer.slice(cut + 1);
  if (parent === undefined) return known(pointer);
  const list = parent.slice(parent.lastIndexOf('/') + 1);
  const key = /^(-|\d+)$/.test(last) ? itemKey(list, value) : undefined;
  return key === undefined ? known(pointer) : `${parent}/[${key}]`;
}
