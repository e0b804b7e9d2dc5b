import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { literalOf } from '../assembled-text.ts';
import type { AttributeArgument } from './attribute.ts';
import { evaluate } from './evaluate.ts';
import type { RustField, RustFile, RustStruct } from './file.ts';
import type { RustReader } from './reader.ts';
import { lastOf } from './syntax.ts';
import { typeOfText } from './value-types.ts';

/** A field of a struct that a library fills from a variable. */
export interface FieldSetting {
  readonly struct: string;
  readonly field: string;
  readonly name: string;
  /** Offset of what names the variable. */
  readonly start: number;
  /** `standing`: a default whose value is not written out. */
  readonly need: 'required' | 'optional' | 'standing';
  readonly fallback?: { readonly text: string; readonly start: number };
  readonly type: EnvironmentRead['type'];
  readonly via: string;
  readonly caseInsensitive?: boolean;
}

/** A library that has its own attribute on fields. */
interface Dialect {
  readonly derives: RegExp;
  readonly attribute: RegExp;
  /** The key that names the variable; where it stands without a value, the field's name does. */
  readonly key: string;
  /** A field without the attribute is read by its own name. */
  readonly readsAll: boolean;
  readonly via: string;
}

const DIALECTS: readonly Dialect[] = [
  {
    derives: /^(Parser|Args|StructOpt|Clap|Subcommand)$/,
    attribute: /^(arg|clap|structopt)$/,
    key: 'env',
    readsAll: false,
    via: 'clap',
  },
  { derives: /^Envconfig$/, attribute: /^envconfig$/, key: 'from', readsAll: true, via: 'envconfig' },
  { derives: /^(Config|ClapSerde)$/, attribute: /^config$/, key: 'env', readsAll: false, via: 'confique' },
  { derives: /^FromEnv$/, attribute: /^(from_env|env)$/, key: 'from', readsAll: true, via: 'FromEnv' },
];

/** Fields of structs whose own attributes say which variable fills them. */
export function fieldSettings({ structs }: Pick<RustFile, 'structs'>): FieldSetting[] {
  return structs.flatMap((struct) => {
    const dialect = DIALECTS.find((each) => derivesOf(struct).some((name) => each.derives.test(name)));
    return dialect ? struct.fields.flatMap((field) => settingOf(field, struct, dialect)) : [];
  });
}

/** The last names of what a struct derives. */
export function derivesOf({ attributes }: RustStruct): readonly string[] {
  return attributes
    .filter(({ name }) => name === 'derive')
    .flatMap((each) => each.arguments.map(({ key }) => key.slice(key.lastIndexOf(':') + 1)));
}

function settingOf(field: RustField, struct: RustStruct, dialect: Dialect): FieldSetting[] {
  const own = field.attributes.filter(({ name }) => dialect.attribute.test(name)).flatMap((each) => each.arguments);
  const named = own.find(({ key }) => key === dialect.key);
  if (own.some(({ key }) => key === 'nested' || key === 'flatten' || key === 'skip')) return [];
  if (named === undefined && !dialect.readsAll) return [];
  // An expression names it: `env = ENV_PORT`.
  if (named?.value !== undefined && named.string === undefined) return [];
  const standIn = own.find(({ key }) => /^default(_value(_t|_os)?|_t)?$/.test(key));
  const isOptional =
    /^(Option<|Vec<|bool$)/.test(field.type) || own.some(({ key, value }) => key === 'required' && value === 'false');
  const fallback = standIn && writtenValue(standIn);
  return [
    {
      struct: struct.name,
      field: field.name,
      name: named?.string ?? screaming(field.name),
      start: named?.start ?? field.node.start,
      need: standIn
        ? 'standing'
        : isOptional && !(dialect.via === 'confique' && field.type === 'bool')
          ? 'optional'
          : 'required',
      ...(fallback !== undefined && { fallback: { text: fallback, start: standIn?.start ?? 0 } }),
      type: typeOfText(field.type),
      via: dialect.via,
    },
  ];
}

/** What stands in, where it is written out: `default_value = "8080"`, `default_value_t = 8080`. */
export function writtenValue({ string, value }: AttributeArgument): string | undefined {
  if (string !== undefined) return string;
  if (value === undefined) return undefined;
  const plain =
    /^(?:String::from\(\s*)?"([^"\\]*)"\)?(?:\.(?:to_string|into|to_owned|parse)\(\)(?:\.unwrap\(\))?)?$/.exec(
      value,
    )?.[1];
  return plain ?? (/^(-?[\d_]+(\.\d+)?|true|false)$/.test(value) ? value.replaceAll('_', '') : undefined);
}

/** `database_url` → `DATABASE_URL`. */
export function screaming(name: string): string {
  return name.replace(/^r#/, '').toUpperCase();
}

/** One read for each field that a library fills from the environment. */
export function settingReads(settings: readonly FieldSetting[], { file, context }: RustReader): EnvironmentRead[] {
  return settings.map(({ name, start, need, fallback, type, via, caseInsensitive }) => ({
    name,
    dynamic: false,
    at: file.originOf({ start }),
    ...(need === 'standing' && {
      default: {
        value: fallback ? context.secrets.value(name, fallback.text) : ('computed' as const),
        at: file.originOf({ start: fallback?.start ?? start }),
      },
    }),
    need: need === 'required' ? 'required' : 'optional',
    ...(need === 'required' && { enforced: true }),
    when: 'start',
    conditional: false,
    alternatives: [],
    buildTime: false,
    type,
    via,
    ...(caseInsensitive === true && { caseInsensitive: true }),
  }));
}

/** What a function without parameters gives: `#[serde(default = "default_port")]`. */
export function givenBy(path: string, reader: RustReader): string | undefined {
  const [only, ...others] = reader.file.functions.get(path.slice(path.lastIndexOf(':') + 1)) ?? [];
  const value = only?.body && others.length === 0 ? lastOf(only.body) : undefined;
  return value && literalOf(evaluate(value, reader));
}
