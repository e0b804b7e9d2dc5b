import { type AssembledText, fixed, textOfValue, UNKNOWN, variable } from '../assembled-text.ts';
import { namedAddress } from './addresses.ts';
import { agreed, boundTo, nearest } from './bound.ts';
import { callsOf } from './call-sites.ts';
import type { FieldValue } from './file.ts';
import type { Following } from './reader.ts';
import { type Definition, definitionOf } from './scope.ts';
import { child, type RsNode } from './syntax.ts';
import { typeOf } from './types.ts';

/** The text of a name: a local, a parameter, a constant of this file or of another. */
export function lookUp(node: RsNode, following: Following): AssembledText {
  if (node.type === 'scoped_identifier') {
    const address = namedAddress(node.text);
    return address === undefined ? constantText(/\w+$/.exec(node.text)?.[0] ?? '', following) : fixed(address);
  }
  return found(node.text, node, following);
}

/** The text of a name as seen from a node, for names inside of text: `format!("{host}")`. */
export function lookUpName(name: string, from: RsNode, following: Following): AssembledText {
  return /^\w+$/.test(name) ? found(name, from, following) : UNKNOWN;
}

function found(name: string, from: RsNode, following: Following): AssembledText {
  const definition = definitionOf(name, from);
  return definition ? definedText(definition, following) : constantText(name, following);
}

function definedText(definition: Definition, following: Following): AssembledText {
  switch (definition.kind) {
    case 'value':
      return partText(definition, following);
    case 'parameter':
      return parameterText(definition, following);
    case 'closure': {
      const call = following.file.callAt.get(definition.closure.parent?.parent ?? definition.closure);
      const hands =
        call !== undefined && /^(map|and_then|map_or|map_or_else|filter|is_some_and|is_ok_and)$/.test(call.name);
      return hands && call.receiver ? following.follow(call.receiver, following) : UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}

function partText({ value, part }: Extract<Definition, { kind: 'value' }>, following: Following): AssembledText {
  if (part === undefined) return following.follow(value, following);
  if (typeof part === 'string') return fieldText(part, typeOf(value, following.file), following);
  const item = value.type === 'tuple_expression' ? value.children[part] : undefined;
  return item ? following.follow(item, following) : UNKNOWN;
}

function parameterText(
  { function: owner, position }: Extract<Definition, { kind: 'parameter' }>,
  following: Following,
): AssembledText {
  const frame = following.frames.get(owner);
  const given = frame?.args[position];
  if (frame) return given ? following.follow(given, following) : UNKNOWN;
  if (callsOf(owner, following.file).length > 0) {
    following.open.add(owner);
    return UNKNOWN;
  }
  const name = child(owner, 'name')?.text ?? '';
  const params = following.file.functionAt.get(owner)?.params.length ?? 0;
  const value = boundTo(`${name}.${position}/${params}`, following.context.bindings, following.file.path);
  return value ? textOfValue(value) : UNKNOWN;
}

function constantText(name: string, following: Following): AssembledText {
  const [own, ...others] = following.file.constants.get(name) ?? [];
  if (own && others.length === 0) {
    const value = child(own, 'value');
    return value ? following.follow(value, following) : UNKNOWN;
  }
  const value = boundTo(name, following.context.bindings, following.file.path);
  return value ? textOfValue(value) : UNKNOWN;
}

/** The text of `config.port`: what is put under the field, in this file or another. */
export function lookUpField(node: RsNode, following: Following): AssembledText {
  const holder = child(node, 'value');
  const field = child(node, 'field')?.text ?? '';
  if (holder === undefined || /^\d/.test(field)) return UNKNOWN;
  const type = typeOf(holder, following.file);
  return fieldText(field, type === '' ? hintOf(holder) : type, following);
}

/** `settings.database.url` lies in a struct that is called after the database. */
function hintOf(holder: RsNode): string {
  return holder.type === 'field_expression' ? (child(holder, 'field')?.text ?? '') : '';
}

function fieldText(field: string, type: string, following: Following): AssembledText {
  const { file, settings, context } = following;
  const ownSettings = settings.filter((each) => each.field === field);
  const byTag = pick(ownSettings, type, ({ struct }) => struct);
  if (byTag) return variable(byTag.name, byTag.fallback === undefined ? {} : { fallback: byTag.fallback.text });
  const byValue = pick(file.fieldValues.get(field) ?? [], type, ({ struct }: FieldValue) => struct);
  if (byValue) {
    const text = following.follow(byValue.value, following);
    if (!isOpen(text)) return text;
  }
  const bindings = context.bindings.filter(
    ({ name }) => name.startsWith(`${field}.`) && !/\.(\d+\/\d+|\(\))$/.test(name),
  );
  const near = nearest(bindings, file.path);
  const typed = near.filter(({ name }) => fits(name.slice(field.length + 1), type));
  const value = agreed(typed.length > 0 ? typed : near);
  return value ? textOfValue(value) : UNKNOWN;
}

function isOpen(text: AssembledText): boolean {
  return text.parts.every((part) => part === null);
}

/** The one of a type; of those of unknown type the only one. */
function pick<T>(items: readonly T[], type: string, structOf: (item: T) => string): T | undefined {
  const typed = items.filter((item) => fits(structOf(item), type));
  if (typed.length > 0) return typed.length === 1 ? typed[0] : undefined;
  return items.length === 1 ? items[0] : undefined;
}

/** `Database`, `DatabaseConfig` and `DatabaseSettings` fit `database`. */
function fits(struct: string, type: string): boolean {
  if (struct === type) return true;
  if (type === '' || /^[A-Z]/.test(type)) return false;
  const plain = (name: string) =>
    name
      .replace(/_/g, '')
      .replace(/(config|settings|options|opts|args|conf|cfg|configuration)$/i, '')
      .toLowerCase();
  return plain(struct) !== '' && plain(struct) === plain(type);
}
