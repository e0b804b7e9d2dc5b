import type { CodeValue, ProfileValues, StandIn } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import {
  type AssembledText,
  codeValue,
  concat,
  fixed,
  literalOf,
  soleVariable,
  UNKNOWN,
  variable,
} from '../assembled-text.ts';
import type { ExportedBinding } from '../language.ts';
import { isPlainName, placeholdersIn } from './placeholder.ts';
import { canonicalKey, isOfTheSystem, variableOf } from './property-names.ts';

/** One line of application.yml or its kin, as the other files of the service see it. */
export interface PropertyBinding extends ExportedBinding {
  readonly language: 'jvm';
  readonly property: Property;
}

export interface Property {
  readonly key: string;
  readonly text: string;
  /** `*`: it counts under a condition that cannot be told. */
  readonly profile?: string;
  readonly dialect: Dialect;
  readonly at: Origin;
  /** Where its text starts, behind a quote. */
  readonly valueAt: Origin;
  /** The text stands in the file as it is, so that places in it can be counted. */
  readonly isVerbatim: boolean;
}

export type Dialect = 'spring' | 'quarkus' | 'micronaut' | 'ktor';

export function isProperty(binding: ExportedBinding): binding is PropertyBinding {
  return 'property' in binding;
}

const MOST_DEPTH = 6;

/** The properties that a file sees, by canonical name. */
export interface PropertyTable {
  readonly all: ReadonlyMap<string, readonly Property[]>;
}

/** Source sets lie below one module: `cart/src/main/resources/application.yml` is cart's. */
export function moduleOf(path: string): string {
  const at = Math.max(path.lastIndexOf('/src/main/'), path.startsWith('src/main/') ? -1 : -2);
  if (at >= 0) return path.slice(0, at);
  if (at === -1 && path.startsWith('src/main/')) return '';
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return folder.replace(/(^|\/)(src|resources|config)(\/.*)?$/, '');
}

/** Whether a build is that of a file's module, or of one above it. */
export function isBuiltBy(path: string, build: string): boolean {
  const folder = moduleOf(build).replace(/\/gradle$/, '');
  return folder === '' || folder === 'gradle' || `${moduleOf(path)}/`.startsWith(`${folder}/`);
}

/** @param path the file that asks: it sees its own module, or all where its module has no configuration */
export function propertyTable(
  path: string,
  own: readonly Property[],
  bindings: readonly ExportedBinding[],
): PropertyTable {
  const given = bindings.flatMap((binding) => (isProperty(binding) ? [binding.property] : []));
  const foreign = new Map(given.filter(({ at }) => at.path !== path).map((each) => [JSON.stringify(each.at), each]));
  const known = [...own, ...foreign.values()];
  const near = known.filter(({ at }) => moduleOf(at.path) === moduleOf(path));
  const all = new Map<string, Property[]>();
  for (const property of near.length > 0 ? near : known) {
    const key = canonicalKey(property.key);
    all.set(key, [...(all.get(key) ?? []), property]);
  }
  return { all };
}

export function propertiesNamed(table: PropertyTable, key: string): readonly Property[] {
  return table.all.get(canonicalKey(key)) ?? [];
}

const PROFILES: Readonly<
  Record<Dialect, { readonly variable: string; readonly key: string; readonly standard: string }>
> = {
  spring: { variable: 'SPRING_PROFILES_ACTIVE', key: 'spring.profiles.active', standard: 'default' },
  quarkus: { variable: 'QUARKUS_PROFILE', key: 'quarkus.profile', standard: 'prod' },
  micronaut: { variable: 'MICRONAUT_ENVIRONMENTS', key: 'micronaut.environments', standard: '' },
  ktor: { variable: 'KTOR_ENV', key: 'ktor.environment', standard: '' },
};

/** The value of a property: the variable that overrides it, then what the files and a default in code say. */
export function propertyValue(table: PropertyTable, key: string, standIn?: AssembledText, depth = 0): AssembledText {
  if (depth > MOST_DEPTH) return UNKNOWN;
  const found = propertiesNamed(table, key);
  const { name, others } = variableOf(found[0]?.key ?? key);
  const base = found.filter(({ profile }) => profile === undefined);
  const inFile = base.at(-1);
  const below = inFile ? expanded(table, inFile.text, depth + 1) : standIn;
  // Ktor's own configuration is read as it is: no variable overrides it by its name.
  if (inFile?.dialect === 'ktor') return below ?? UNKNOWN;
  const profiles = profilesOf(table, found, depth);
  return variable(name, {
    ...(others.length > 0 && { others }),
    ...(below && standInOf(below)),
    ...(profiles && { profiles }),
  });
}

function standInOf(text: AssembledText): StandIn {
  const literal = literalOf(text);
  if (literal !== undefined) return { fallback: literal };
  const value = codeValue(text);
  return value.kind === 'computed' ? {} : { otherwise: value };
}

function profilesOf(table: PropertyTable, found: readonly Property[], depth: number): ProfileValues | undefined {
  const values = found.flatMap((property): { profile: string; value: CodeValue }[] =>
    property.profile === undefined
      ? []
      : property.profile
          .split('|')
          .map((profile) => ({ profile, value: codeValue(expanded(table, property.text, depth + 1)) })),
  );
  const [first] = found;
  if (values.length === 0 || first === undefined) return undefined;
  const { variable: name, key, standard } = PROFILES[first.dialect];
  const active = propertiesNamed(table, key).find(({ profile }) => profile === undefined);
  const text = active && expanded(table, active.text, depth + 1);
  // `spring.profiles.active: ${PROFILE:dev}`: PROFILE names them.
  const named = text && soleVariable(text);
  const literal = named ? named.fallback : text && literalOf(text);
  const listed = (literal ?? standard).split(',').map((each) => each.trim());
  return { variable: named?.variable ?? name, standard: listed, values };
}

/** SpEL, and what Maven fills in: `@project.version@`, made `~…~` for YAML. */
const COMPUTED_TEXT = /#\{|@[\w.-]+@|^~[\w.-]+~$/;

/** A text of configuration with its placeholders followed: to other properties, or to variables. */
export function expanded(table: PropertyTable, text: string, depth = 0): AssembledText {
  if (depth > MOST_DEPTH) return UNKNOWN;
  return concat(
    placeholdersIn(text).map((piece) => {
      if (typeof piece === 'string') return COMPUTED_TEXT.test(piece) ? UNKNOWN : fixed(piece);
      if (!isPlainName(piece.name) || isOfTheSystem(piece.name)) return UNKNOWN;
      const below = piece.fallback === undefined ? undefined : expanded(table, piece.fallback, depth + 1);
      return propertyValue(table, piece.name, below, depth + 1);
    }),
  );
}
