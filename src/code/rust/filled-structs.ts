import { literalOf } from '../assembled-text.ts';
import type { ExportedBinding } from '../language.ts';
import { ancestorsOf, contains } from '../syntax.ts';
import { absenceOf } from './absence.ts';
import type { CallSite } from './call.ts';
import { evaluate } from './evaluate.ts';
import type { RustField, RustFile, RustStruct } from './file.ts';
import { isModule } from './mounts.ts';
import { fullPath } from './paths.ts';
import type { RustReader } from './reader.ts';
import { type FieldSetting, givenBy, screaming } from './settings.ts';
import { child, functionAround, implAround, plainType, type RsNode } from './syntax.ts';
import { typeOfText } from './value-types.ts';

/** How a library puts the environment into a struct by the names of its fields. */
export interface Filling {
  readonly struct: string;
  /** The module that a `use` takes it from, where one does. */
  readonly module: string;
  readonly via: string;
  /** As it stands before the name of each variable. */
  readonly prefix: string;
  /** Between the names of nested fields; without one, only fields of the struct itself are filled. */
  readonly separator?: string;
  /** Files or values of the code fill it as well, or the code goes on without. */
  readonly isOptional: boolean;
}

const CALLS = /^(envy::(from_env|from_iter)|envy::prefixed)$/;
const FILLS = /^(try_deserialize|try_into|extract|extract_lossy|from_env|from_iter)$/;

/** The structs that this file has filled, wherever they are defined. */
export function fillings(reader: RustReader): Filling[] {
  const { file } = reader;
  const environment = environmentOf(reader);
  return file.calls.flatMap((call): Filling[] => {
    if (!FILLS.test(call.name)) return [];
    const type = structOf(call, file);
    if (type === '') return [];
    const named = placeOf(type, file);
    const envy = envyPrefix(call, reader);
    const isBorne = absenceOf(call.node, reader).outcome === 'borne';
    if (envy !== undefined) return [{ ...named, via: 'envy', prefix: envy, isOptional: isBorne }];
    if (!/^(try_deserialize|try_into|extract|extract_lossy)$/.test(call.name) || environment === undefined) return [];
    return [{ ...environment, ...named, isOptional: isBorne || hasOtherSources(file) }];
  });
}

function envyPrefix(call: CallSite, reader: RustReader): string | undefined {
  if (CALLS.test(call.callee)) return '';
  const prefixed = call.receiver && reader.file.callAt.get(call.receiver);
  if (prefixed?.callee !== 'envy::prefixed') return undefined;
  return prefixed.args[0] && literalOf(evaluate(prefixed.args[0], reader));
}

/** The prefix and separator of `Environment::with_prefix("SHOP").separator("__")` and `Env::prefixed("SHOP_").split("__")`. */
function environmentOf(reader: RustReader): Omit<Filling, 'struct' | 'module' | 'isOptional'> | undefined {
  const { file } = reader;
  const made = file.calls.find(({ callee }) =>
    /(^|::)(Environment::(with_prefix|default|new)|Env::(prefixed|raw))$/.test(callee),
  );
  if (made === undefined) return undefined;
  const given = made.args[0] ? literalOf(evaluate(made.args[0], reader)) : '';
  if (given === undefined) return undefined;
  const prefix = given.toUpperCase();
  const option = (name: string) => {
    const call = (file.callsByName.get(name) ?? []).find(({ node }) => contains(node, made.node));
    return call?.args[0] && literalOf(evaluate(call.args[0], reader));
  };
  if (/Env::\w+$/.test(made.callee)) {
    const separator = option('split');
    return { via: 'figment', prefix, ...(separator !== undefined && { separator }) };
  }
  const separator = option('separator');
  // Behind the prefix stands its own separator, else that of the names, else one underscore.
  const joint = prefix === '' ? '' : (option('prefix_separator') ?? separator ?? '_');
  return { via: 'config', prefix: `${prefix}${joint}`, ...(separator !== undefined && { separator }) };
}

function hasOtherSources({ calls }: RustFile): boolean {
  return calls.some(({ callee }) =>
    /(^|::)(File::(with_name|from|from_str|new)|(Toml|Yaml|Json)::(file|string|file_exact)|Serialized::\w+)$|^\.(set_default|set_override)$/.test(
      callee,
    ),
  );
}

/** `from_env::<Config>()`, `let config: Config = …`, a field's or function's type. */
function structOf({ typeArguments, node }: CallSite, file: RustFile): string {
  if (typeArguments === 'Self') return implAround(node)?.type ?? '';
  if (typeArguments !== '' && typeArguments !== '_') return plainType(typeArguments);
  for (const each of ancestorsOf(node)) {
    const type = each.type === 'let_declaration' ? child(each, 'type') : undefined;
    if (type) return plainType(type.text);
    if (each.type === 'static_item' || each.type === 'const_item') return plainType(child(each, 'type')?.text ?? '');
    if (each.type === 'function_item') break;
  }
  return ofFunction(node, file);
}

/** A type's own name and the module it comes from, by the `use` that brings it in. */
function placeOf(type: string, { imports }: RustFile): Pick<Filling, 'struct' | 'module'> {
  const parts = fullPath(type, imports).split('::');
  const module = parts.at(-2) ?? '';
  return { struct: parts.at(-1) ?? type, module: /^(crate|self|super|)$/.test(module) ? '' : module };
}

function ofFunction(node: RsNode, file: RustFile): string {
  const owner = functionAround(node);
  const own = owner && file.functionAt.get(owner);
  const result = plainType(own?.result ?? '');
  if (own !== undefined && result === 'Self') return own.owner ?? '';
  return result;
}

/** What other files need to know: the structs that are defined elsewhere, and those in the fields of this file's. */
export function fillingBindings(reader: RustReader): ExportedBinding[] {
  const own = allFillings(reader);
  const foreign = fillings(reader).filter(({ struct }) => !reader.file.structs.some(({ name }) => name === struct));
  return [...foreign, ...own.flatMap((filling) => nestedElsewhere(filling, reader))].map((filling) => ({
    name: `${filling.struct}.filled`,
    path: reader.file.path,
    value: { kind: 'literal', text: JSON.stringify(filling) },
    // Its file may hold nothing else that matters.
    environment: true,
    usedBeside: `struct ${filling.struct}`,
  }));
}

/** The fillings of this file, and those that others tell of its structs. */
function allFillings(reader: RustReader): readonly Filling[] {
  const told = reader.context.bindings.flatMap(({ name, value }) =>
    name.endsWith('.filled') && value.kind === 'literal' ? [JSON.parse(value.text) as Filling] : [],
  );
  const meant = told.filter(({ module }) => isModule(module, reader.file.path, reader.file.text));
  const own = fillings(reader).filter(({ struct, module }) => module === '' || !reader.file.imports.names.has(struct));
  return [...new Map([...own, ...meant].map((each) => [JSON.stringify(each), each])).values()];
}

/** Types that hold one value; any other may be a struct of another file. */
const PLAIN =
  /^(String|str|char|bool|[iu](8|16|32|64|128|size)|f32|f64|NonZero\w*|Url|Uri|PathBuf|Path|OsString|Duration|SocketAddr|IpAddr|Ipv4Addr|Uuid|Secret\w*|Vec|HashSet|BTreeSet|Level|LevelFilter)$/;

/** `database: DatabaseSettings`, which another file defines. */
function nestedElsewhere({ struct, ...filling }: Filling, { file }: RustReader): Filling[] {
  const { separator } = filling;
  const own = file.structs.find(({ name }) => name === struct);
  if (own === undefined || separator === undefined) return [];
  return own.fields.flatMap((field) => {
    const type = plainType(field.type);
    if (PLAIN.test(type) || file.structs.some(({ name }) => name === type)) return [];
    const serde = serdeOf(field.attributes);
    const renamed = serde.find(({ key }) => key === 'rename')?.string ?? field.name;
    const isOptional =
      filling.isOptional || /^Option\s*</.test(field.type) || serde.some(({ key }) => key === 'default');
    return [
      { ...filling, ...placeOf(type, file), prefix: `${filling.prefix}${screaming(renamed)}${separator}`, isOptional },
    ];
  });
}

/** Fields that are filled by their names, of structs in this file. */
export function filledSettings(reader: RustReader): FieldSetting[] {
  return allFillings(reader).flatMap((filling) => {
    const struct = reader.file.structs.find(({ name }) => name === filling.struct);
    return struct ? fieldsOf(struct, filling, { reader, depth: 0 }) : [];
  });
}

interface Descent {
  readonly reader: RustReader;
  readonly depth: number;
}

const MOST_DEPTH = 5;

function fieldsOf(struct: RustStruct, filling: Filling, { reader, depth }: Descent): FieldSetting[] {
  const isStanding = serdeOf(struct.attributes).some(({ key }) => key === 'default');
  return struct.fields.flatMap((field): FieldSetting[] => {
    const serde = serdeOf(field.attributes);
    if (serde.some(({ key }) => /^skip(_deserializing)?$/.test(key))) return [];
    const renamed = serde.find(({ key }) => key === 'rename' || key === 'alias')?.string;
    const nested = reader.file.structs.find(({ name }) => name === plainType(field.type));
    const standIn = serde.find(({ key }) => key === 'default');
    const isOptional = filling.isOptional || /^Option\s*</.test(field.type);
    if (nested) {
      if (depth > MOST_DEPTH) return [];
      const inner = { ...filling, isOptional: isOptional || standIn !== undefined || isStanding };
      if (serde.some(({ key }) => key === 'flatten')) return fieldsOf(nested, inner, { reader, depth: depth + 1 });
      if (filling.separator === undefined) return [];
      const prefix = `${filling.prefix}${screaming(renamed ?? field.name)}${filling.separator}`;
      return fieldsOf(nested, { ...inner, prefix }, { reader, depth: depth + 1 });
    }
    // It may be a struct of another file, whose fields have names of their own.
    if (serde.some(({ key }) => key === 'flatten')) return [];
    if (filling.separator !== undefined && !PLAIN.test(plainType(field.type))) return [];
    return [settingOf(field, filling, { renamed, isOptional, struct: struct.name, standIn, isStanding, reader })];
  });
}

interface FieldWords {
  readonly renamed: string | undefined;
  readonly isOptional: boolean;
  readonly struct: string;
  readonly standIn: ReturnType<typeof serdeOf>[number] | undefined;
  readonly isStanding: boolean;
  readonly reader: RustReader;
}

function settingOf(field: RustField, filling: Filling, words: FieldWords): FieldSetting {
  const { renamed, isOptional, struct, standIn, isStanding, reader } = words;
  const fallback = standIn?.string === undefined ? undefined : givenBy(standIn.string, reader);
  const start = standIn?.start ?? field.node.start;
  return {
    struct,
    field: field.name,
    name: `${filling.prefix}${screaming(renamed ?? field.name)}`,
    start: field.node.start,
    need: standIn || isStanding ? 'standing' : isOptional ? 'optional' : 'required',
    ...(fallback !== undefined && { fallback: { text: fallback, start } }),
    type: typeOfText(field.type),
    via: filling.via,
    caseInsensitive: true,
  };
}

function serdeOf(attributes: RustField['attributes']): RustField['attributes'][number]['arguments'] {
  return attributes.filter(({ name }) => name === 'serde').flatMap((each) => each.arguments);
}
