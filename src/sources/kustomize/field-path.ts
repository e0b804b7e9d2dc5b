import type { Position } from '../../text/position.ts';
import type { YamlNode } from '../../text/yaml.ts';
import { get, textOf } from '../../text/yaml.ts';

/** A field of an object, by keys that survive a merge: `/spec/containers/[web]/env/[PORT]/value`. */
export interface Field extends Position {
  readonly keyed: string;
  /** The same by index, as JSON Patch writes it. */
  readonly pointer: string;
  /** Text of the field when it is a scalar. */
  readonly text?: string;
}

/** List → the field that tells its items apart; `name` for the others that have one. */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  ports: ['containerPort', 'port'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  hostAliases: ['ip'],
  env: ['name'],
  data: ['secretKey', 'key'],
  items: ['key'],
  paths: ['path'],
  rules: ['host'],
  // Replaced as a whole by a patch, so that the order of the patch is the order of the result.
  envFrom: [],
  volumeClaimTemplates: [],
};

/** Every field of an object. A definition of a kind is a thousand times larger than what anyone asks of it. */
export function objectFields(root: YamlNode): Field[] {
  const isDefinition = root.kind === 'map' && textOf(get(root, 'kind')) === 'CustomResourceDefinition';
  return fieldsOf(isDefinition ? { ...root, entries: root.entries.filter((entry) => entry.key !== 'spec') } : root);
}

/** Every field of a part of an object, outer before inner. */
export function fieldsOf(node: YamlNode, keyed = '', pointer = ''): Field[] {
  const fields: Field[] = [];
  collect(node, { keyed, pointer }, fields);
  return fields;
}

function collect(node: YamlNode, { keyed, pointer }: Pick<Field, 'keyed' | 'pointer'>, fields: Field[]): void {
  if (node.kind === 'scalar') return;
  if (node.kind === 'map') {
    for (const { key, at, value } of node.entries) {
      const escaped = escapeKey(key);
      const field = { keyed: `${keyed}/${escaped}`, pointer: `${pointer}/${escaped}`, ...scalarText(value) };
      fields.push({ ...field, line: at.line, column: at.column });
      // The value's own place is known by the same field, so that an origin at either is found.
      if (value.kind !== 'map') fields.push({ ...field, line: value.line, column: value.column });
      collect(value, field, fields);
    }
    return;
  }
  const list = keyed.slice(keyed.lastIndexOf('/') + 1);
  for (const [index, item] of node.items.entries()) {
    const path = { keyed: `${keyed}/[${itemKey(list, item) ?? index}]`, pointer: `${pointer}/${index}` };
    fields.push({ ...path, ...scalarText(item), line: item.line, column: item.column });
    collect(item, path, fields);
  }
}

function scalarText(node: YamlNode): { readonly text?: string } {
  return node.kind === 'scalar' ? { text: node.text } : {};
}

/** What tells an item of a list apart from the others; undefined when only its index does. */
export function itemKey(list: string, item: YamlNode): string | undefined {
  const keys = Object.hasOwn(MERGE_KEYS, list) ? (MERGE_KEYS[list] ?? []) : ['name'];
  for (const key of keys) {
    const text = textOf(get(item, key));
    if (text !== undefined) return escapeKey(text);
  }
  return undefined;
}

/** As JSON Pointer does it. */
function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
