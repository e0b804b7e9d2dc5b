import { type AssembledText, concat, fixed, textOfValue, UNKNOWN, variable } from '../assembled-text.ts';
import type { ExportedBinding } from '../language.ts';
import { withStandIn } from '../stand-in.ts';
import { type EnvPlaceholder, placeholdersOf } from './env-processors.ts';
import type { Leaf } from './symfony-file.ts';

/** What stands in for variables, and what parameters hold: of this file, and of the others of the project. */
export interface SymfonyValues {
  /** `env(X)` of a `parameters` section, or a line of .env. */
  defaultOf(name: string): DefaultValue | undefined;
  parameter(name: string): AssembledText | undefined;
}

export interface DefaultValue {
  readonly text: string;
  readonly at: Leaf['at'];
}

/** What stands in for a variable of its name: a line of .env that goes with the program, a parameter `env(X)`. */
export interface DefaultBinding extends ExportedBinding {
  readonly isDefault: true;
  /** It stands in a .env that says of itself that it is Symfony's: projects in folders below load it as well. */
  readonly isForAllBelow?: boolean;
}

export function isDefault(binding: ExportedBinding): binding is DefaultBinding {
  return 'isDefault' in binding;
}

/** The folder of the project: what config/, src/ and .env lie in. */
export function projectOf(path: string): string {
  const below = /^(.*?)(?:^|\/)(?:config|src|public|bin|templates|lib|app)\//.exec(path)?.[1];
  return below ?? path.replace(/\/?[^/]*$/, '');
}

export function symfonyValues(path: string, own: readonly Leaf[], bindings: readonly ExportedBinding[]): SymfonyValues {
  const parameters = own.filter(({ keys }) => keys[0] === 'parameters' && keys.length === 2);
  const inFile = new Map(parameters.map((leaf) => [leaf.keys[1] ?? '', leaf]));
  const others = new Map(bindings.filter(({ name }) => !inFile.has(name)).map((binding) => [binding.name, binding]));
  const defaults = new Map(defaultsFor(path, bindings));
  const values: SymfonyValues = {
    defaultOf(name) {
      return inFile.get(`env(${name})`) ?? defaults.get(name);
    },
    parameter(name) {
      const leaf = inFile.get(name);
      if (leaf) return leaf.text.includes(`%${name}%`) ? UNKNOWN : valueOfText(leaf.text, values);
      const binding = others.get(name);
      return binding && !isDefault(binding) ? textOfValue(binding.value) : undefined;
    },
  };
  return values;
}

/** The defaults that belong to the same project. */
export function defaultsFor(path: string, bindings: readonly ExportedBinding[]): [string, DefaultValue][] {
  return bindings.flatMap((binding): [string, DefaultValue][] => {
    const { name, value, at } = binding;
    if (!isDefault(binding) || value.kind !== 'literal' || at === undefined) return [];
    const [own, project] = [projectOf(binding.path), projectOf(path)];
    const isAbove = binding.isForAllBelow === true && (own === '' || project.startsWith(`${own}/`));
    return own === project || isAbove ? [[name, { text: value.text, at }]] : [];
  });
}

const MOST_DEPTH = 4;

/** A text of the configuration with `%env(X)%` and `%parameter%` followed. */
export function valueOfText(text: string, values: SymfonyValues, depth = 0): AssembledText {
  if (depth > MOST_DEPTH) return UNKNOWN;
  const pieces = text.split(/(%env\([^()%\s]+\)%|%[\w.\\-]+%|%%)/);
  return concat(
    pieces.map((piece) => {
      if (piece === '%%') return fixed('%');
      const [placeholder] = placeholdersOf(piece);
      if (placeholder) return valueOfPlaceholder(placeholder, values);
      const parameter = /^%([\w.\\-]+)%$/.exec(piece)?.[1];
      return parameter === undefined ? fixed(piece) : (values.parameter(parameter) ?? UNKNOWN);
    }),
  );
}

function valueOfPlaceholder({ name, isWhole, standIn }: EnvPlaceholder, values: SymfonyValues): AssembledText {
  if (!isWhole) return UNKNOWN;
  const text = variable(name);
  const parameter = standIn?.parameter === undefined ? undefined : values.parameter(standIn.parameter);
  if (parameter) return withStandIn(text, parameter);
  const given = values.defaultOf(name);
  return given ? withStandIn(text, fixed(given.text)) : text;
}
