import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { ExportedBinding } from '../language.ts';
import { readTypeOf } from './accesses.ts';
import type { Declaration } from './declarations.ts';
import { type BindSite, type BoundSection, sectionsOf } from './options.ts';
import type { Reading, ReadType } from './reading.ts';
import { colonForm, defaultOf, inSettings, portType } from './reads.ts';
import { environmentName } from './settings-index.ts';
import { plainString } from './strings.ts';
import { argumentsOf, bare, type CsNode, childOf, lastName, typeName } from './syntax.ts';
import { codeValue, literalOf } from './text.ts';
import { evaluate } from './values.ts';

export interface BoundFacts {
  readonly reads: readonly EnvironmentRead[];
  readonly bindings: readonly ExportedBinding[];
  /** Sections of nested types, for the files that hold these. */
  readonly inner: readonly BoundSection[];
}

const COLLECTION =
  /^(I?(ReadOnly)?(List|Collection|Dictionary|Set)|IEnumerable|HashSet|Dictionary|List|Collection|ConcurrentDictionary)$/;
const MOST_TYPES = 200;

/** Reads of the properties that sections of the configuration fill. */
export function boundFacts(reading: Reading, sites: readonly BindSite[]): BoundFacts {
  const own = sites.flatMap(({ type, key, isValidated, within }): BoundSection[] => {
    const text = literalOf(key);
    return type === undefined || text === undefined
      ? []
      : [{ type, key: text, isValidated, ...(within !== undefined && { within }) }];
  });
  const waiting = sectionsOf(reading, own);
  const inner = [...own];
  const reads = new Map<string, EnvironmentRead>();
  const bindings: ExportedBinding[] = [];
  const keys = new Map<string, number>();
  for (const { type } of waiting) keys.set(type, (keys.get(type) ?? 0) + 1);
  for (let section = waiting.shift(), seen = 0; section && seen < MOST_TYPES; section = waiting.shift(), seen += 1) {
    for (const field of fieldsOf(reading, section.type)) {
      const found = boundField(reading, field, section);
      for (const read of found.reads) reads.set(`${read.name} ${read.at.line}:${read.at.column}`, read);
      if (found.nested) {
        inner.push(found.nested);
        waiting.push(found.nested);
      }
      if (keys.get(section.type) === 1) bindings.push(...found.bindings);
    }
  }
  return { reads: [...reads.values(), ...openSections(reading, sites)], bindings, inner };
}

/** The settable properties of a type of this file and of its bases here, and the parameters of a record. */
function fieldsOf(reading: Reading, type: string, depth = 0): Declaration[] {
  const definition = reading.file.types.get(type);
  if (definition === undefined || depth > MOST_DEPTH) return [];
  const bases = definition.children.find((child) => child.type === 'base_list')?.children ?? [];
  const own = [...reading.file.declarations.values()].flat().filter(({ kind, node, scope }) => {
    if (scope === definition) return kind === 'parameter' && definition.type === 'record_declaration';
    return scope.parent === definition && kind === 'property' && isSettable(node.parent);
  });
  return [...bases.flatMap((base) => fieldsOf(reading, typeName(base) ?? '', depth + 1)), ...own].sort(
    (a, b) => a.node.start - b.node.start,
  );
}

const MOST_DEPTH = 4;

function isSettable(property: CsNode | undefined): boolean {
  const modifiers = (property?.children ?? []).filter(({ type }) => type === 'modifier').map(({ text }) => text);
  const accessors = childOf(property, 'accessors')?.children ?? [];
  const isSet = accessors.some((each) => /^(set|init)$/.test(childOf(each, 'name')?.text ?? ''));
  return isSet && modifiers.includes('public') && !modifiers.includes('static');
}

interface BoundField {
  readonly reads: readonly EnvironmentRead[];
  readonly nested?: BoundSection;
  readonly bindings: readonly ExportedBinding[];
}

function boundField(reading: Reading, field: Declaration, section: BoundSection): BoundField {
  const key = keyOf(field, section);
  const type = typeName(field.type) ?? '';
  if (isCollection(field.type, type)) return { reads: [openRead(reading, field.node, key, 'options')], bindings: [] };
  const enumeration = reading.file.nodes.find(
    (node) => node.type === 'enum_declaration' && childOf(node, 'name')?.text === type,
  );
  const isScalar =
    readTypeOf(field.type) !== undefined ||
    /^(Guid|DateTime|DateTimeOffset|char|byte|object|Version|PathString)$/.test(type);
  const inFile = inSettings(reading, environmentName(key), key);
  if (!isScalar && enumeration === undefined && inFile.default === undefined && inFile.development === undefined)
    return { reads: [], nested: { ...section, type, key }, bindings: [] };
  const read = fieldRead(reading, field, {
    section,
    key,
    type: enumeration ? 'enum' : (readTypeOf(field.type) ?? 'unknown'),
  });
  return { reads: [read], bindings: [bindingOf(reading, field, section, key)] };
}

function keyOf(field: Declaration, section: BoundSection): string {
  const named = attributeOf(field, /^ConfigurationKeyName$/);
  const name = (named && plainString(argumentsOf(named)[0]?.value)) ?? field.name;
  return section.key === '' ? name : `${section.key}:${name}`;
}

function attributeOf(field: Declaration, name: RegExp): CsNode | undefined {
  const lists = field.node.parent?.children.filter(({ type }) => type === 'attribute_list') ?? [];
  return lists
    .flatMap(({ children }) => children)
    .find((each) => name.test((lastName(childOf(each, 'name')) ?? '').replace(/Attribute$/, '')));
}

function isCollection(type: CsNode | undefined, name: string): boolean {
  return (
    type?.type === 'array_type' ||
    (type?.type === 'nullable_type' && childOf(type, 'type')?.type === 'array_type') ||
    COLLECTION.test(name)
  );
}

function fieldRead(
  reading: Reading,
  field: Declaration,
  { section, key, type }: { readonly section: BoundSection; readonly key: string; readonly type: ReadType },
): EnvironmentRead {
  const name = environmentName(key);
  const standsIn = inSettings(reading, name, key);
  const value = field.value && !isSilencer(field.value) ? field.value : undefined;
  const fallback = standsIn.default ?? defaultOf(reading, name, value);
  const isDemanded = attributeOf(field, /^Required$/) !== undefined;
  const isReference = /^(string|Uri)$/.test(typeName(field.type) ?? '') && field.type?.type !== 'nullable_type';
  const isRequired = fallback === undefined && (isDemanded || isReference);
  return {
    name,
    dynamic: false,
    at: reading.file.originOf(field.node),
    ...(fallback && { default: fallback }),
    ...(section.within !== undefined && { within: section.within }),
    need: isRequired ? 'required' : 'optional',
    ...(isRequired && isDemanded && section.isValidated && { enforced: true }),
    ...(isRequired && standsIn.development && { development: standsIn.development }),
    when: 'start',
    conditional: false,
    alternatives: colonForm(key),
    buildTime: false,
    type: portType(name, type),
    via: 'options',
    caseInsensitive: true,
  };
}

/** `= null!`, `= default!`, `= ""`: only there for the compiler. */
function isSilencer(value: CsNode): boolean {
  const at = bare(value);
  return (
    /^(null_literal|default_expression)$/.test(at.type) || /^(""|string\.Empty|String\.Empty|default)$/.test(at.text)
  );
}

function bindingOf(reading: Reading, field: Declaration, section: BoundSection, key: string): ExportedBinding {
  const inFile = (reading.settings.find(key, 'base') ?? reading.settings.find(key, 'environment'))?.text;
  const own = field.value && literalOf(evaluate(reading, field.value));
  const fallback = inFile || own;
  return {
    name: `${section.type}.${field.name}`,
    path: reading.file.path,
    value: codeValue([{ variable: environmentName(key), ...(fallback && { fallback }) }]),
  };
}

/** Sections that go to what this service does not define: every key below may be read. */
function openSections(reading: Reading, sites: readonly BindSite[]): EnvironmentRead[] {
  return sites.flatMap(({ node, type, key }) => {
    const text = literalOf(key);
    const isKnown =
      type !== undefined &&
      (reading.file.types.has(type) ||
        reading.context.bindings.some(({ name }) => name.startsWith(`${type}.`) && !name.includes('.#')));
    if (isKnown || text === '') return [];
    const start = typeof key[0] === 'string' ? key[0] : '';
    return text === undefined && start === '' ? [] : [openRead(reading, node, text ?? start, 'options')];
  });
}

export function openRead(reading: Reading, at: CsNode, key: string, via: string): EnvironmentRead {
  return {
    name: `${environmentName(key)}__`,
    dynamic: true,
    at: reading.file.originOf(at),
    need: 'optional',
    when: 'start',
    conditional: false,
    alternatives: [],
    buildTime: false,
    type: 'unknown',
    via,
    caseInsensitive: true,
  };
}
