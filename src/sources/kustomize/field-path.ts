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

/** Every field of an object or of a part of one, outer before inner. */
export function fieldsOf(node: YamlNode, keyed = '', pointer = ''): Field[] {
  if (node.kind === 'map') {
    return node.entries.flatMap((entry): Field[] => {
      const field = { keyed: `${keyed}/${escapeKey(entry.key)}`, pointer: `${pointer}/${escapeKey(entry.key)}` };
      const text = entry.value.kind === 'scalar' ? { text: entry.value.text } : {};
      const inner = fieldsOf(entry.value, field.keyed, field.pointer);
      // The value's own place is known by the same field, so that an origin at either is found.
      return [
        { ...field, ...text, line: entry.at.line, column: entry.at.column },
        ...(entry.value.kind === 'map'
          ? []
          : [{ ...field, ...text, line: entry.value.line, column: entry.value.column }]),
        ...inner,
      ];
    });
  }
  if (node.kind === 'scalar') return [];
  const list = keyed.slice(keyed.lastIndexOf('/') + 1);
  return node.items.flatMap((item, index): Field[] => {
    const field = { keyed: `${keyed}/[${itemKey(list, item) ?? index}]`, pointer: `${pointer}/${index}` };
    const text = item.kind === 'scalar' ? { text: item.text } : {};
    return [{ ...field, ...text, line: item.line, column: item.column }, ...fieldsOf(item, field.keyed, field.pointer)];
  });
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
