import type { Origin } from '../../shape/origin.ts';
import type { ExportedBinding } from '../language.ts';
import { stringIn } from './literal.ts';
import type { GoFile } from './model.ts';
import { variableOf } from './viper-names.ts';

/** How a service has set viper up; keys are in lower case, as viper keeps them. */
export interface ViperSettings {
  readonly prefix: string;
  readonly replace: readonly (readonly [string, string])[];
  readonly automatic: boolean;
  readonly bound: Readonly<Record<string, readonly string[]>>;
  readonly defaults: Readonly<Record<string, string>>;
  /** Where each default is given. */
  readonly defaultsAt: Readonly<Record<string, Origin>>;
  /** It reads a file of configuration, too: what that sets needs no variable. */
  readonly readsFiles: boolean;
  /** Variables that hold a viper instance: `v` of `v := viper.New()`. */
  readonly receivers: readonly string[];
}

const BINDING = 'viper.settings';

/** What this file and the others of the service tell viper; undefined where nothing does. */
export function viperSettings(file: GoFile): ViperSettings | undefined {
  const others = file.context.bindings
    .filter((binding) => binding.name === BINDING && binding.value.kind === 'literal')
    .map((binding) => JSON.parse(binding.value.kind === 'literal' ? binding.value.text : '{}') as ViperSettings);
  const own = settingsHere(file);
  const all = own ? [own, ...others] : others;
  if (all.length === 0) return undefined;
  return {
    prefix: all.find((each) => each.prefix !== '')?.prefix ?? '',
    replace: all.find((each) => each.replace.length > 0)?.replace ?? [],
    automatic: all.some((each) => each.automatic),
    bound: nullRecord(all.flatMap((each) => Object.entries(each.bound))),
    defaults: nullRecord(all.flatMap((each) => Object.entries(each.defaults))),
    defaultsAt: nullRecord(all.flatMap((each) => Object.entries(each.defaultsAt))),
    readsFiles: all.some((each) => each.readsFiles),
    receivers: [...new Set(all.flatMap((each) => each.receivers))],
  };
}

/** What other files need to know of this file's viper set-up. */
export function viperBindings(file: GoFile): ExportedBinding[] {
  const own = settingsHere(file);
  return own ? [{ name: BINDING, path: file.path, value: { kind: 'literal', text: JSON.stringify(own) } }] : [];
}

function settingsHere(file: GoFile): ViperSettings | undefined {
  if (![...file.imports.values()].some((path) => path.endsWith('/viper'))) return undefined;
  const first = (name: string) => file.callsByName.get(name) ?? [];
  const prefix = stringIn(first('SetEnvPrefix')[0]?.args[0]) ?? '';
  const replace = replacer(file);
  const defaults = first('SetDefault').flatMap((call) => {
    const [key, value] = call.args;
    const text =
      stringIn(value) ??
      (value && /^(int_literal|true|false|float_literal)$/.test(value.type) ? value.text : undefined);
    const name = stringIn(key);
    return name === undefined || text === undefined ? [] : [[name.toLowerCase(), text] as const];
  });
  const bound = first('BindEnv').flatMap((call) => {
    const [key, ...names] = call.args.map((arg) => stringIn(arg));
    if (key === undefined) return [];
    const given = names.filter((name) => name !== undefined);
    return [[key.toLowerCase(), given.length > 0 ? given : [variableOf(key, { prefix, replace })]] as const];
  });
  return {
    prefix,
    replace,
    automatic: first('AutomaticEnv').length > 0,
    bound: nullRecord(bound),
    defaults: nullRecord(defaults),
    defaultsAt: nullRecord(
      first('SetDefault').flatMap(({ args: [key, value] }) => {
        const name = stringIn(key);
        return name === undefined || value === undefined ? [] : [[name.toLowerCase(), file.origin(value)] as const];
      }),
    ),
    readsFiles: ['ReadInConfig', 'MergeInConfig', 'ReadConfig', 'ReadRemoteConfig'].some(
      (name) => first(name).length > 0,
    ),
    receivers: receiversIn(file),
  };
}

function nullRecord<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as Record<string, T>;
}

function replacer(file: GoFile): [string, string][] {
  const given = file.callsByName.get('SetEnvKeyReplacer')?.[0]?.args[0];
  const made =
    given && (file.callAt.get(given) ?? file.callAt.get(file.assignments.get(given.text)?.[0]?.value ?? given));
  const texts = made?.name === 'NewReplacer' ? made.args.map((arg) => stringIn(arg) ?? '') : [];
  return texts.flatMap((from, at) => (at % 2 === 0 ? [[from, texts[at + 1] ?? ''] as [string, string]] : []));
}

function receiversIn(file: GoFile): string[] {
  const names: string[] = [];
  for (const [name, all] of file.assignments)
    if (all.some(({ value }) => value && /^viper\.(New|NewWithOptions|GetViper|Sub)\(/.test(value.text)))
      names.push(name);
  return names;
}
