import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { literalOf } from '../assembled-text.ts';
import type { ClassDefinition } from './file.ts';
import type { Reading } from './reading.ts';
import { plainString } from './strings.ts';
import { callOf, pairsOf, type RbCall, type RbNode, statementsOf } from './syntax.ts';
import { evaluate } from './values.ts';

/** Variables whose names follow from a class: Anyway Config's, and the settings of Hanami. */
export function classReads(reading: Reading): EnvironmentRead[] {
  return reading.file.classes.flatMap((definition) => {
    if (/^(::)?Anyway::Config$|^ApplicationConfig$/.test(definition.base)) return anywayReads(reading, definition);
    return /^(::)?Hanami::Settings$/.test(definition.base) ? hanamiReads(reading, definition) : [];
  });
}

interface Field {
  readonly name: string;
  readonly at: RbNode;
  readonly fallback?: RbNode;
  readonly isRequired: boolean;
}

/** `class ShopConfig < Anyway::Config; attr_config :key, host: 'mill'; required :key; end` reads SHOP_KEY and SHOP_HOST. */
function anywayReads(reading: Reading, { name, node }: ClassDefinition): EnvironmentRead[] {
  const calls = callsIn(node);
  const textOf = (call: string) => plainString(calls.find((each) => each.name === call)?.args[0]);
  const standard = underscored(name.slice(name.lastIndexOf(':') + 1).replace(/Config$/, ''));
  const prefix = (textOf('env_prefix') ?? textOf('config_name') ?? standard).toUpperCase();
  const required = calls.filter((call) => call.name === 'required').flatMap(({ args }) => args.map(plainString));
  const fields = calls
    .filter((call) => call.name === 'attr_config')
    .flatMap(({ args, options, node: at }): Field[] => [
      ...args
        .filter(({ type }) => type === 'simple_symbol')
        .map((each) => ({ name: plainString(each) ?? '', at: each, isRequired: required.includes(plainString(each)) })),
      ...[...optionsOf(args, options)].map(([key, value]) => ({ name: key, at, fallback: value, isRequired: false })),
    ]);
  return fields.map((field) =>
    readOf(reading, field, { name: `${prefix}_${field.name.toUpperCase()}`, via: 'anyway_config' }),
  );
}

function optionsOf(args: readonly RbNode[], options: ReadonlyMap<string, RbNode>): ReadonlyMap<string, RbNode> {
  const hash = args.find(({ type }) => type === 'hash');
  return hash ? pairsOf(hash) : options;
}

/** `setting :database_url, constructor: Types::String` reads DATABASE_URL, and fails without it where a type is asked for. */
function hanamiReads(reading: Reading, { node }: ClassDefinition): EnvironmentRead[] {
  return callsIn(node)
    .filter((call) => call.name === 'setting')
    .flatMap(({ args, options }) => {
      const [at] = args;
      const name = plainString(at);
      if (at === undefined || name === undefined) return [];
      const fallback = options.get('default');
      const made = options.get('constructor')?.text ?? '';
      const isRequired = fallback === undefined && made !== '' && !/optional|Nil/.test(made);
      return [
        readOf(
          reading,
          { name, at, isRequired, ...(fallback && { fallback }) },
          { name: name.toUpperCase(), via: 'Hanami::Settings' },
        ),
      ];
    });
}

function callsIn(node: RbNode): readonly RbCall[] {
  return statementsOf(node).flatMap((each) => callOf(each) ?? []);
}

/** `OrderMill` is `order_mill`. */
function underscored(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function readOf(reading: Reading, field: Field, { name, via }: Pick<EnvironmentRead, 'name' | 'via'>): EnvironmentRead {
  const { file, context } = reading;
  const text = field.fallback && literalOf(evaluate(reading, field.fallback));
  return {
    name,
    dynamic: false,
    at: file.originOf(field.at),
    ...(field.fallback &&
      field.fallback.type !== 'nil' && {
        default: {
          value: text === undefined ? ('computed' as const) : context.secrets.value(name, text),
          at: file.originOf(field.fallback),
        },
      }),
    need: field.isRequired ? 'required' : 'optional',
    // A file of YAML may give what Anyway Config asks for.
    ...(field.isRequired && via === 'Hanami::Settings' && { enforced: true }),
    when: 'start',
    conditional: false,
    alternatives: [],
    buildTime: false,
    type: 'unknown',
    via,
  };
}
