import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { ExportedBinding } from '../language.ts';
import { calleeName, type GoCall } from './call.ts';
import { stringIn } from './literal.ts';
import { fieldsOf, type GoField, type GoFile, type GoStruct } from './model.ts';
import { importsPackage, prefixInTag, readTag } from './tag-dialects.ts';
import type { TaggedSetting } from './tagged-variable.ts';
import { bare, child, type GoNode } from './tree.ts';
import { plainName, typeNameOf } from './type-name.ts';

const MOST_LEVELS = 6;
/** Structs that one struct opens, over all levels; real settings open a few dozen. */
const MOST_PARTS = 500;
const PREFIX_OF = '$prefix';

/** Fields that a library fills from the environment: every struct with such tags, under the prefixes it is read with. */
export function taggedSettings(file: GoFile): TaggedSetting[] {
  const processed = prefixesOfCalls(file);
  const nested = nestedTypes(file);
  return [...file.structs.values()].flatMap(({ name, fields }) => {
    const outer = file.context.bindings.filter((binding) => binding.name === `${name}.${PREFIX_OF}`);
    const given = outer.flatMap(({ value }) => (value.kind === 'literal' ? [value.text] : []));
    const prefixes = processed.get(name) ?? (given.length > 0 ? given : nested.has(name) ? [] : ['']);
    const untagged = processed.has(name) && importsPackage(file, /kelseyhightower\/envconfig/);
    return prefixes.flatMap((prefix) =>
      settingsOf({ struct: name, fields, prefix, untagged, around: [], budget: { left: MOST_PARTS } }, file),
    );
  });
}

/** Prefixes for structs that other files define. */
export function prefixBindings(file: GoFile): ExportedBinding[] {
  const out: ExportedBinding[] = [];
  const add = (type: string | undefined, prefix: string) => {
    if (type === undefined || prefix === '' || file.structs.has(type)) return;
    out.push({ name: `${type}.${PREFIX_OF}`, path: file.path, value: { kind: 'literal', text: prefix } });
  };
  for (const [type, prefixes] of prefixesOfCalls(file)) for (const prefix of prefixes) add(type, prefix);
  for (const { fields } of file.structs.values())
    for (const field of fields) add(plainName(field.type?.text), prefixInTag(field) ?? '');
  return out;
}

interface StructPart {
  readonly struct: string;
  readonly fields: readonly GoField[];
  readonly prefix: string;
  /** envconfig reads fields without a tag, too. */
  readonly untagged: boolean;
  /** Names of the structs that it stands in. */
  readonly around: readonly string[];
  /** Shared by everything inside one struct. */
  readonly budget: { left: number };
}

function settingsOf(part: StructPart, file: GoFile): TaggedSetting[] {
  part.budget.left -= 1;
  // A struct inside itself, as a list of its own kind would be, names nothing new.
  if (part.around.length > MOST_LEVELS || part.around.includes(part.struct) || part.budget.left < 0) return [];
  return part.fields.flatMap((field) => {
    const inner = innerFields(field, file);
    return inner ? nestedSettings(field, inner, part, file) : settingOf(field, part, file);
  });
}

function innerFields(field: GoField, file: GoFile): { struct: string; fields: readonly GoField[] } | undefined {
  const type = field.type?.type === 'pointer_type' ? field.type.children[0] : field.type;
  if (type?.type === 'struct_type') return { struct: field.name, fields: fieldsOf(type) };
  const named = type && structHere(type, file);
  return named && { struct: named.name, fields: named.fields };
}

/** The struct of this file that a type names; `kafka.Config` is another package's, whatever this file calls `Config`. */
function structHere(type: GoNode, file: GoFile): GoStruct | undefined {
  return type.text.replace(/\[.*$/s, '').includes('.') ? undefined : file.structs.get(plainName(type.text) ?? '');
}

function nestedSettings(
  field: GoField,
  inner: { readonly struct: string; readonly fields: readonly GoField[] },
  part: StructPart,
  file: GoFile,
): TaggedSetting[] {
  const own = readTag(field, file);
  const isEnvconfig = part.untagged || own?.via === 'envconfig';
  const name = own?.names[0] ?? (part.untagged && field.name !== '' ? untaggedName(field) : undefined);
  // envconfig puts the name of the field in front of the names inside; the other libraries only a prefix tag.
  const prefix = isEnvconfig ? joined(part.prefix, name ?? '') : part.prefix + (prefixInTag(field) ?? '');
  const { untagged, budget } = part;
  return settingsOf({ ...inner, prefix, untagged, around: [...part.around, part.struct], budget }, file);
}

function joined(prefix: string, name: string): string {
  return [prefix, name]
    .filter((piece) => piece !== '')
    .join('_')
    .toUpperCase();
}

function untaggedName(field: GoField): string | undefined {
  if (field.tag?.text.includes('ignored:"true"') || field.tag?.text.includes('envconfig:"-"')) return undefined;
  if (!/^[A-Z]/.test(field.name)) return undefined;
  if (!field.tag?.text.includes('split_words:"true"')) return field.name.toUpperCase();
  return field.name.replace(/([a-z0-9])([A-Z])|([A-Z]+)([A-Z][a-z])/g, '$1$3_$2$4').toUpperCase();
}

function settingOf(field: GoField, part: StructPart, file: GoFile): TaggedSetting[] {
  const tag = readTag(field, file);
  const byName = tag === undefined && part.untagged ? untaggedName(field) : undefined;
  const isEnvconfig = tag?.via === 'envconfig' || byName !== undefined;
  const names = tag?.names ?? (byName === undefined ? [] : [byName]);
  const [first, ...others] = names.map((name) => (isEnvconfig ? joined(part.prefix, name) : part.prefix + name));
  if (first === undefined) return [];
  const loose = byName === undefined ? undefined : envconfigExtras(field);
  const fallback = tag?.fallback ?? loose?.fallback;
  // envconfig tries a tagged name without the prefix as well.
  const bareName = tag?.via === 'envconfig' && part.prefix !== '' ? (tag.names[0] ?? '') : '';
  return [
    {
      struct: part.struct,
      field: field.name,
      name: first,
      at: tag && field.tag ? { node: field.tag, offset: tag.offset } : { node: field.node, offset: 0 },
      ...(fallback && { fallback }),
      tag: field.tag,
      required: tag?.required ?? loose?.required ?? false,
      alternatives: bareName === '' || bareName === first ? others : [...others, bareName],
      type: typeOf(field.type),
      via: tag?.via ?? 'envconfig',
    },
  ];
}

function envconfigExtras(field: GoField): {
  readonly required: boolean;
  readonly fallback?: { text: string; offset: number };
} {
  const text = field.tag?.text ?? '';
  const match = /\bdefault:"([^"]*)"/.exec(text);
  const required = /\brequired:"true"/.test(text);
  return { required, ...(match && { fallback: { text: match[1] ?? '', offset: match.index + 9 } }) };
}

function typeOf(type: GoNode | undefined): EnvironmentRead['type'] {
  const text = type?.text.replace(/^\*/, '') ?? '';
  if (text === 'string') return 'string';
  if (text === 'bool') return 'boolean';
  if (/^u?int\d*$/.test(text)) return 'integer';
  if (/^float\d+$/.test(text)) return 'number';
  if (text === 'time.Duration') return 'duration';
  if (text === 'url.URL') return 'url';
  return /^\[\]/.test(text) ? 'list' : 'unknown';
}

/** Types that are a field of another struct with such tags: they are read as part of that. */
function nestedTypes(file: GoFile): Set<string> {
  const types = [...file.structs.values()].flatMap(({ name, fields }) =>
    fields.flatMap((field) => {
      const inner = field.type && structHere(field.type, file);
      return inner === undefined || inner.name === name ? [] : [inner.name];
    }),
  );
  return new Set(types);
}

/** `envconfig.Process("SHOP", &cfg)`, `env.ParseWithOptions(&cfg, env.Options{Prefix: "SHOP_"})`: type to prefixes. */
function prefixesOfCalls(file: GoFile): Map<string, string[]> {
  const prefixes = new Map<string, string[]>();
  for (const call of file.calls) {
    if (call.package === undefined || !/envconfig|caarlos0\/env|cleanenv/.test(call.package)) continue;
    const type = targetType(call, file);
    if (type !== undefined) prefixes.set(type, [...(prefixes.get(type) ?? []), prefixOf(call, file)]);
  }
  return prefixes;
}

function targetType(call: GoCall, file: GoFile): string | undefined {
  if (!/^(Must)?(Process|Parse|ReadEnv|ReadConfig)(As)?(With|WithOptions)?$/.test(call.name)) return undefined;
  const types = call.args.map((arg) =>
    /^(identifier|composite_literal)$/.test(arg.type) ? typeOfArgument(arg, file) : undefined,
  );
  return (
    plainName(call.typeArgument?.text) ?? types.find((type) => type !== undefined && !/^(Context|Options)$/.test(type))
  );
}

function typeOfArgument(node: GoNode, file: GoFile): string | undefined {
  const target = node.type === 'composite_literal' ? valueUnder('Target', node) : undefined;
  if (target) return typeOfArgument(target, file);
  return node.type === 'composite_literal' ? plainName(child(node, 'type')?.text) : typeNameOf(node, file);
}

/** The prefix that a call gives: as text, or in options that are written in place or put together before. */
function prefixOf(call: GoCall, file: GoFile): string {
  if (/^envconfig\./.test(calleeName(call)) && !/sethvargo/.test(call.package ?? ''))
    return textIn(call.args[0], file) ?? '';
  return call.args.map((arg) => prefixIn(arg, file)).find((prefix) => prefix !== undefined) ?? '';
}

function prefixIn(options: GoNode, file: GoFile): string | undefined {
  if (options.type === 'identifier') {
    const fields = file.assignments.get(`${options.text}.Prefix`) ?? [];
    const made = (file.assignments.get(options.text) ?? []).flatMap(({ value }) => (value ? [bare(value)] : []));
    const late = fields.map(({ value }) => textIn(value, file)).at(-1);
    return late ?? made.map((value) => prefixInLiteral(value, file)).at(-1);
  }
  const call = file.callAt.get(options);
  // `envconfig.PrefixLookuper("SHOP_", envconfig.OsLookuper())`.
  if (call?.name === 'PrefixLookuper') return textIn(call.args[0], file);
  return prefixInLiteral(options, file);
}

function prefixInLiteral(node: GoNode, file: GoFile): string | undefined {
  if (node.type !== 'composite_literal') return undefined;
  const [own, lookuper] = [valueUnder('Prefix', node), valueUnder('Lookuper', node)];
  return own ? textIn(own, file) : lookuper && prefixIn(lookuper, file);
}

function valueUnder(field: string, literal: GoNode): GoNode | undefined {
  const found = child(literal, 'body')?.children.find((element) => child(element, 'key')?.text === field);
  const value = child(found, 'value');
  return value && bare(value);
}

/** A text, or a name that holds one. */
function textIn(node: GoNode | undefined, file: GoFile): string | undefined {
  if (node?.type !== 'identifier') return stringIn(node);
  return file.assignments.get(node.text)?.map(({ value }) => stringIn(value))[0];
}
