import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import { defaultOf } from '../stand-in.ts';
import { isPlainName, type Placeholder, placeholdersIn } from './placeholder.ts';
import { namesOtherSource } from './property-conditions.ts';
import { isOfTheSystem, variableOf } from './property-names.ts';
import { expanded, type Property, propertiesNamed } from './property-table.ts';
import type { SettingsReading } from './settings.ts';

/** A longer text is a document, and no setting that anyone compares. */
const LONGEST = 300;

/** Every property can be set from outside, and what stands in `${…}` is asked for by its own name. */
export function fileReads(reading: SettingsReading): EnvironmentRead[] {
  return reading.properties.flatMap((property) => [
    ...ofProperty(property, reading),
    ...ofPlaceholders(placeholdersIn(property.text), property, reading),
  ]);
}

function ofProperty(property: Property, reading: SettingsReading): EnvironmentRead[] {
  const { key, text, at, valueAt, profile, dialect } = property;
  if (dialect === 'ktor' || !/^[A-Za-z][\w.[\]"-]*$/.test(key)) return [];
  const { name, others } = variableOf(key.replaceAll('"', ''));
  const [first, more] = propertiesNamed(reading.table, key);
  const whole =
    more === undefined && first?.profile === undefined ? defaultOf(expanded(reading.table, text)) : undefined;
  return [
    {
      name,
      dynamic: false,
      at,
      // `endpoint:` without a value is there to be overridden.
      ...(text !== '' && {
        default: {
          value:
            whole === undefined || whole.length > LONGEST ? 'computed' : reading.context.secrets.value(name, whole),
          at: valueAt,
        },
      }),
      need: 'optional',
      when: 'start',
      conditional: profile !== undefined,
      alternatives: others,
      buildTime: false,
      type: /^(server|management\.server|quarkus\.http|micronaut\.server)\.port$/.test(key) ? 'port' : 'unknown',
      via: fileName(at.path),
    },
  ];
}

function ofPlaceholders(
  pieces: readonly (string | Placeholder)[],
  property: Property,
  reading: SettingsReading,
): EnvironmentRead[] {
  return pieces.flatMap((piece): EnvironmentRead[] => {
    if (typeof piece === 'string') return [];
    const inside = ofPlaceholders(placeholdersIn(piece.fallback ?? '', piece.fallbackAt), property, reading);
    // What the files themselves say is no question to the environment.
    const isAsked =
      isPlainName(piece.name) &&
      !isOfTheSystem(piece.name) &&
      !property.key.startsWith('info.') &&
      propertiesNamed(reading.table, piece.name).length === 0;
    return isAsked ? [readOf(piece, property, reading), ...inside] : inside;
  });
}

function readOf(
  { name: key, at, fallback, fallbackAt }: Placeholder,
  property: Property,
  { table, context }: SettingsReading,
): EnvironmentRead {
  const { name, others } = variableOf(key);
  const text = fallback === undefined ? undefined : defaultOf(expanded(table, fallback));
  const isRequired = fallback === undefined;
  const override = property.dialect === 'ktor' ? undefined : variableOf(property.key);
  const instead = override ? [override.name, ...override.others] : [];
  return {
    name,
    dynamic: false,
    at: placeIn(property, at),
    ...(fallback !== undefined && {
      default: {
        value: text === undefined ? ('computed' as const) : context.secrets.value(name, text),
        at: placeIn(property, fallbackAt ?? at),
      },
    }),
    need: isRequired ? 'required' : 'optional',
    ...(isRequired && { enforced: true }),
    when: 'start',
    conditional: property.profile !== undefined || (isRequired && [...table.all.keys()].some(namesOtherSource)),
    // Whoever sets the property itself need not set what its text asks for.
    alternatives: [...others, ...instead].filter((other) => other !== name),
    buildTime: false,
    type: 'unknown',
    via: fileName(property.at.path),
  };
}

function placeIn({ valueAt, isVerbatim }: Property, offset: number): Origin {
  return isVerbatim ? { ...valueAt, column: valueAt.column + offset } : valueAt;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
