// Short and long forms of service attributes → the one form that merging and reading work on (N078, N080, N156).
import type { ComposeEntry, ComposeList, ComposeMap, ComposeNode, ComposeScalar, TextPart } from './node.ts';
import { isNull } from './node.ts';
import type { Reading } from './reading.ts';

type Form =
  /** Map, or list of `KEY=value`. */
  | 'pairs'
  /** Map, or list of names. */
  | 'names'
  /** List, or one text. */
  | 'texts'
  | 'list'
  | 'map'
  | 'scalar'
  /** Text or list, kept as it is. */
  | 'words'
  /** Map, or the text of its `context`. */
  | 'build';

const SERVICE_FORMS: ReadonlyMap<string, Form> = new Map([
  ['build', 'build'],
  ['command', 'words'],
  ['configs', 'list'],
  ['container_name', 'scalar'],
  ['depends_on', 'names'],
  ['deploy', 'map'],
  ['entrypoint', 'words'],
  ['env_file', 'texts'],
  ['environment', 'pairs'],
  ['expose', 'list'],
  ['external_links', 'list'],
  ['extra_hosts', 'pairs'],
  ['healthcheck', 'map'],
  ['hostname', 'scalar'],
  ['image', 'scalar'],
  ['labels', 'pairs'],
  ['links', 'list'],
  ['networks', 'names'],
  ['ports', 'list'],
  ['profiles', 'list'],
  ['secrets', 'list'],
  ['stop_grace_period', 'scalar'],
  ['tmpfs', 'texts'],
  ['volumes', 'list'],
  ['volumes_from', 'list'],
]);
const BUILD_FORMS: ReadonlyMap<string, Form> = new Map([
  ['context', 'scalar'],
  ['dockerfile', 'scalar'],
  ['target', 'scalar'],
  ['args', 'pairs'],
]);
const EXPECTED: Readonly<Record<Form, string>> = {
  pairs: 'a map, or a list of KEY=value',
  names: 'a map, or a list of names',
  texts: 'a list, or one text',
  list: 'a list',
  map: 'a map',
  scalar: 'one text',
  words: 'a list, or one text',
  build: 'a map, or the path of the build context',
};

/** Brings the attributes of one service into their one form; what has the wrong type is reported and left out. */
export function unifyService(service: ComposeMap, name: string, reading: Reading): ComposeMap {
  const unify = (map: ComposeMap, forms: ReadonlyMap<string, Form>, path: string): ComposeMap => ({
    ...map,
    entries: map.entries.flatMap((entry): ComposeEntry[] => {
      const form = forms.get(entry.key);
      if (form === undefined || isNull(entry.value)) return [entry];
      const value = inForm(entry.value, form);
      if (value === undefined) {
        reading.report('unreadable', entry.value, {
          message: `read ${entry.value.scope.path}: ${path}.${entry.key} is not ${EXPECTED[form]} (line ${entry.value.line})`,
          hint: `write ${path}.${entry.key} as ${EXPECTED[form]}`,
          service: name,
        });
        return [];
      }
      if (form !== 'build' || value.kind !== 'map') return [{ ...entry, value }];
      return [{ ...entry, value: unify(value, BUILD_FORMS, `${path}.build`) }];
    }),
  });
  return unify(service, SERVICE_FORMS, `services.${name}`);
}

function inForm(node: ComposeNode, form: Form): ComposeNode | undefined {
  switch (form) {
    case 'pairs':
      return node.kind === 'list' ? pairsOf(node) : node.kind === 'map' ? node : undefined;
    case 'names':
      return node.kind === 'list' ? namesOf(node) : node.kind === 'map' ? node : undefined;
    case 'texts':
      return node.kind === 'list' ? node : { ...node, kind: 'list', items: [withoutTag(node)] };
    case 'words':
      return node.kind === 'map' ? undefined : node;
    case 'build':
      return node.kind === 'scalar' ? contextOnly(node) : node.kind === 'map' ? node : undefined;
    case 'list':
    case 'map':
    case 'scalar':
      return node.kind === form ? node : undefined;
    default:
      return form satisfies never;
  }
}

function withoutTag(node: ComposeNode): ComposeNode {
  const { tag: _, ...rest } = node;
  return rest;
}

function contextOnly(node: ComposeScalar): ComposeMap {
  return { ...node, kind: 'map', entries: [{ ...placeOf(node), key: 'context', value: withoutTag(node) }] };
}

function namesOf(list: ComposeList): ComposeMap | undefined {
  const entries = list.items.map((item) =>
    item.kind === 'scalar' ? { ...placeOf(item), key: item.text, value: nullAt(item) } : undefined,
  );
  return entries.every((entry) => entry !== undefined) ? { ...list, kind: 'map', entries } : undefined;
}

function pairsOf(list: ComposeList): ComposeMap | undefined {
  const entries = list.items.map((item) => (item.kind === 'scalar' ? pairOf(item) : undefined));
  return entries.every((entry) => entry !== undefined) ? { ...list, kind: 'map', entries } : undefined;
}

/** `KEY=value`, `host:address` (extra_hosts), or a name alone. */
function pairOf(item: ComposeScalar): ComposeEntry {
  const index = item.parts.findIndex((part) => part.text.includes('='));
  const part = item.parts[index];
  if (part === undefined) return { ...placeOf(item), key: item.text, value: nullAt(item) };
  const equals = part.text.indexOf('=');
  const key = [...item.parts.slice(0, index).map((before) => before.text), part.text.slice(0, equals)].join('');
  const rest = part.text.slice(equals + 1);
  const parts: TextPart[] = [
    ...(part.value.kind === 'plain'
      ? [{ ...part, text: rest, value: { kind: 'plain', text: rest } as const }]
      : [part]),
    ...item.parts.slice(index + 1),
  ];
  const text = parts.map((each) => each.text).join('');
  return { ...placeOf(item), key, value: { ...placeOf(item), kind: 'scalar', text, plain: false, parts } };
}

function nullAt(node: ComposeNode): ComposeScalar {
  return { ...placeOf(node), kind: 'scalar', text: '', plain: true, parts: [] };
}

function placeOf(node: ComposeNode) {
  return { scope: node.scope, line: node.line, column: node.column };
}
