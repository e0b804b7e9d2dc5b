import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import { literalOf } from '../assembled-text.ts';
import { defaultOf } from '../stand-in.ts';
import { type Syntax, withDescendants } from '../syntax.ts';
import { elementOf, type JvmAnnotation } from './annotation.ts';
import { argumentAt } from './call.ts';
import { evaluate } from './evaluate.ts';
import { propertyAnnotation } from './injected.ts';
import type { JvmReader } from './jvm-file.ts';
import { isPlainName, type Placeholder, placeholdersIn } from './placeholder.ts';
import { type PropertyCall, propertyCall } from './property-calls.ts';
import { hasOtherSources, isConditional } from './property-conditions.ts';
import { isOfTheSystem, variableOf } from './property-names.ts';
import { expanded, propertiesNamed } from './property-table.ts';
import { type SettingsField, settingsFields } from './settings-classes.ts';
import { isString, stringOf } from './string-literal.ts';

/** Reads of the environment through the properties of a framework, in code. */
export function propertyReads(reader: JvmReader): EnvironmentRead[] {
  const { file } = reader;
  return [
    ...file.annotations.flatMap((annotation) => annotationReads(annotation, reader)),
    ...settingsFields(file).flatMap((field) => keyedReads(field, reader)),
    ...settingsFields(file).map(
      (field): EnvironmentRead =>
        readOf(
          {
            key: field.key,
            at: file.originOf(field.variable.nameNode),
            via: '@ConfigurationProperties',
            isRequired: field.required,
            node: field.variable.node,
            ...(field.fallback && {
              fallback: { text: field.fallback.text, at: file.originOf(field.fallback.node) },
            }),
          },
          reader,
        ),
    ),
    ...file.calls.flatMap((call) => {
      const asked = propertyCall(call, reader);
      return asked && asked.via !== 'ktor' ? [readOfCall(asked, reader)] : [];
    }),
  ];
}

/** A map takes whatever keys there are: BAKERY_LABELS_ANYTHING. */
function keyedReads({ key, variable }: SettingsField, { file }: JvmReader): EnvironmentRead[] {
  if (!/^(java\.util\.)?(Mutable|Linked|Hash|Concurrent)*(Hash)?Map\b/.test(variable.type)) return [];
  return [
    {
      name: `${variableOf(key).name}_`,
      dynamic: true,
      at: file.originOf(variable.nameNode),
      need: 'optional',
      when: 'start',
      conditional: false,
      alternatives: [],
      buildTime: false,
      type: 'unknown',
      via: '@ConfigurationProperties',
    },
  ];
}

/** Where `${…}` means something else: SQL of MyBatis, messages and patterns of validation, expressions of mappers. */
const OTHER_TEXT =
  /^(Select|Insert|Update|Delete|Query|NativeQuery|Pattern|Mapping|Language|Sql|Test|Size|Min|Max|Email|DisplayName|ParameterizedTest|CsvSource|SuppressWarnings|JsonProperty|Formula|Check|Constraint)$/;
const OTHER_ELEMENT = /^(message|regexp|description|summary|example|expression)$/;

function annotationReads(annotation: JvmAnnotation, reader: JvmReader): EnvironmentRead[] {
  const named = propertyAnnotation([annotation]);
  if (named) return [readOfNamed(annotation, named.key, reader)];
  if (annotation.name === 'ConditionalOnProperty') return conditionReads(annotation, reader);
  if (OTHER_TEXT.test(annotation.name)) return [];
  return annotation.args
    .filter(({ name }) => name === undefined || !OTHER_ELEMENT.test(name))
    .flatMap(({ value }) => [...withDescendants(value)])
    .filter(isString)
    .flatMap((node) => placeholderReads(node, `@${annotation.name}`, reader));
}

/** The placeholders of one string, those in defaults too. */
function placeholderReads(node: Syntax, via: string, reader: JvmReader): EnvironmentRead[] {
  const text = stringOf(node);
  if (text === undefined || !text.includes('${')) return [];
  // Places are counted in the source, where Kotlin writes `\${`.
  const source = node.text.replaceAll('\\${', ' ${');
  const quote = source.startsWith('"""') ? 3 : 1;
  const at = (offset: number) => reader.file.originOf(node, quote + offset);
  const inner = source.slice(quote, -quote);
  return readsOfPieces(placeholdersIn(inner), { via, at, node }, reader);
}

function readsOfPieces(
  pieces: readonly (string | Placeholder)[],
  { via, at, node }: { readonly via: string; readonly at: (offset: number) => Origin; readonly node: Syntax },
  reader: JvmReader,
): EnvironmentRead[] {
  return pieces.flatMap((piece): EnvironmentRead[] => {
    if (typeof piece === 'string' || !isPlainName(piece.name) || isOfTheSystem(piece.name)) return [];
    const { fallback, fallbackAt } = piece;
    const given =
      fallback === undefined ? undefined : { text: placeholderDefault(fallback), at: at(fallbackAt ?? piece.at) };
    const own = readOf(
      {
        key: piece.name,
        at: at(piece.at),
        via,
        isRequired: fallback === undefined,
        node,
        ...(given && { fallback: given }),
      },
      reader,
    );
    const inside = fallback?.includes('${') ? placeholdersIn(fallback, fallbackAt) : [];
    return [own, ...readsOfPieces(inside, { via, at, node }, reader)];
  });
}

/** A default that is itself looked up is not readable. */
function placeholderDefault(text: string): string | undefined {
  return /[$#]\{/.test(text) ? undefined : text;
}

function readOfNamed(annotation: JvmAnnotation, key: string, reader: JvmReader): EnvironmentRead {
  const node = argumentAt(annotation.args, ['name'], undefined) ?? annotation.node;
  const standard = argumentAt(annotation.args, ['defaultValue'], undefined);
  const isOptional = /\b(Optional\w*|Provider|Supplier|Instance)\s*</.test(annotation.target.text.slice(0, 200));
  return readOf(
    {
      key,
      at: reader.file.originOf(node, 1),
      via: `@${annotation.name}`,
      node: annotation.node,
      isRequired: standard === undefined && !isOptional,
      ...(standard && { fallback: { text: stringOf(standard), at: reader.file.originOf(standard) } }),
    },
    reader,
  );
}

/** `@ConditionalOnProperty(prefix = "shop", name = "mail", havingValue = "true")`: only asked whether it is there. */
function conditionReads(annotation: JvmAnnotation, reader: JvmReader): EnvironmentRead[] {
  const given = argumentAt(annotation.args, ['prefix'], undefined);
  const prefix = given ? literalOf(evaluate(given, reader)) : '';
  const named = elementOf(annotation, 'name', 'value');
  const strings = named ? [...withDescendants(named)].filter(isString) : [];
  return strings.flatMap((node) => {
    const name = stringOf(node);
    if (name === undefined || prefix === undefined) return [];
    const key = prefix === '' ? name : `${prefix.replace(/\.$/, '')}.${name}`;
    return [
      readOf({ key, at: reader.file.originOf(node, 1), via: '@ConditionalOnProperty', isRequired: false }, reader),
    ];
  });
}

function readOfCall(asked: PropertyCall, reader: JvmReader): EnvironmentRead {
  const text = asked.fallback && literalOf(evaluate(asked.fallback, reader));
  return readOf(
    {
      key: asked.key,
      at: reader.file.originOf(asked.node, 1),
      via: asked.via,
      node: asked.node,
      isRequired: asked.enforced && asked.fallback === undefined,
      ...(asked.fallback && { fallback: { text, at: reader.file.originOf(asked.fallback) } }),
    },
    reader,
  );
}

interface Asked {
  readonly key: string;
  readonly at: Origin;
  readonly via: string;
  readonly isRequired: boolean;
  readonly fallback?: { readonly text: string | undefined; readonly at: Origin };
  /** The place in code, which may run under a condition. */
  readonly node?: Syntax;
}

/** One read: what the files of the service say stands in before the default in code. */
function readOf({ key, at, via, isRequired, fallback, node }: Asked, reader: JvmReader): EnvironmentRead {
  const inFiles = propertiesNamed(reader.properties, key);
  const { name, others } = variableOf(inFiles[0]?.key ?? key);
  const needed = isRequired && inFiles.length === 0;
  const standard = defaultIn(reader, key, fallback);
  return {
    name,
    dynamic: false,
    at,
    ...(standard && {
      default: {
        value: standard.text === undefined ? ('computed' as const) : reader.context.secrets.value(name, standard.text),
        at: standard.at,
      },
    }),
    need: needed ? 'required' : 'optional',
    ...(needed && { enforced: true }),
    when: 'start',
    // Where configuration may come from elsewhere, its absence in the files says little.
    conditional: needed && (hasOtherSources(reader) || (node !== undefined && isConditional(node, reader))),
    alternatives: others,
    buildTime: false,
    type: 'unknown',
    via,
  };
}

function defaultIn(
  { properties }: JvmReader,
  key: string,
  fallback: Asked['fallback'],
): { readonly text: string | undefined; readonly at: Origin } | undefined {
  const found = propertiesNamed(properties, key);
  const [first] = found;
  if (first === undefined) return fallback;
  // `endpoint:` without a value is there to be overridden.
  if (found.every(({ text }) => text === '')) return undefined;
  const isSure = found.length === 1 && first.profile === undefined;
  return { text: isSure ? shortText(defaultOf(expanded(properties, first.text))) : undefined, at: first.valueAt };
}

/** A longer text is a document, and no setting that anyone compares. */
function shortText(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= 300 ? text : undefined;
}
