import type { CodeValue, EnvironmentRead } from '../../shape/code-facts.ts';
import { type Annotation, readAnnotation } from './annotations.ts';
import { qualifiedName } from './names.ts';
import type { Reading } from './reading.ts';
import { defaultOf } from './reads.ts';
import { lineageOf, NO_CONFIG, type SettingsConfig, settingsConfig, settingsVersion } from './settings-config.ts';
import { stringText } from './strings.ts';
import { childOf, type PyNode } from './syntax.ts';
import { evaluate } from './values.ts';

export interface SettingsFacts {
  readonly reads: readonly EnvironmentRead[];
  /** Class to field to the variable it holds. */
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, CodeValue>>;
}

/** Fields of pydantic settings classes: each is a variable that is read when the object is made. */
export function settingsClasses(reading: Reading): SettingsFacts {
  const { module } = reading;
  const reads: EnvironmentRead[] = [];
  const fields = new Map<string, Map<string, CodeValue>>();
  if (!module.text.includes('BaseSettings')) return { reads, fields };
  const seen = new Set<string>();
  for (const [className, definition] of module.classes) {
    const version = settingsVersion(module, definition);
    if (version === undefined) continue;
    const lineage = lineageOf(module, definition);
    const config = settingsConfig(module, lineage);
    const own = new Map<string, CodeValue>();
    fields.set(className, own);
    const found = lineage
      .flatMap((item) => fieldsOf(reading, item, version))
      .filter((field) => !isSettingsModel(reading, field));
    const given = givenFields(reading, className);
    for (const field of found) {
      if (given.has(field.name)) continue;
      const all = readsOfField(reading, field, config);
      const first = all[0];
      if (first && first.via === 'pydantic-settings' && all.length === 1 + first.alternatives.length)
        own.set(field.name, variableOf(reading, field, first));
      if (isOnlyBase(reading, className)) continue;
      for (const read of all) {
        const key = `${read.name} ${read.at.line} ${read.at.column}`;
        if (!seen.has(key)) reads.push(read);
        seen.add(key);
      }
    }
  }
  return { reads, fields };
}

/** Fields that every call of a class is given: `Settings(region='eu')` asks no variable for it. */
function givenFields({ module }: Reading, className: string): ReadonlySet<string> {
  const calls = module.calls.filter((call) => qualifiedName(module, childOf(call, 'function')) === className);
  const [first, ...rest] = calls.map((call) => new Set(module.argumentsOf(call).keywords.keys()));
  return new Set([...(first ?? [])].filter((name) => rest.every((names) => names.has(name))));
}

interface Field {
  readonly name: string;
  readonly at: PyNode;
  readonly annotation: Annotation;
  readonly fallback: PyNode | undefined;
  readonly hasDefault: boolean;
  /** Names that replace the field's own. */
  readonly aliases: readonly string[];
}

function fieldsOf(reading: Reading, definition: PyNode, version: 1 | 2): Field[] {
  const { module } = reading;
  const found: Field[] = [];
  for (const statement of childOf(definition, 'body')?.children ?? []) {
    const assignment = statement.type === 'expression_statement' ? statement.children[0] : undefined;
    const left = childOf(assignment, 'left');
    const type = childOf(assignment, 'type');
    if (assignment?.type !== 'assignment' || left?.type !== 'identifier') continue;
    const name = module.textOf(left);
    if (/^_|^model_config$/.test(name) || /ClassVar/.test(type ? module.textOf(type) : '')) continue;
    if (type === undefined && version === 2) continue;
    found.push(fieldFrom(reading, { name, at: left, type, right: childOf(assignment, 'right'), version }));
  }
  return found;
}

interface WrittenField {
  readonly name: string;
  readonly at: PyNode;
  readonly type: PyNode | undefined;
  readonly right: PyNode | undefined;
  readonly version: 1 | 2;
}

function fieldFrom(reading: Reading, written: WrittenField): Field {
  const { module } = reading;
  const { name, at, type, right, version } = written;
  const annotation = readAnnotation(module, type);
  const call = fieldCall(reading, right) ?? annotatedField(reading, type);
  const base = { name, at, annotation };
  if (call === undefined) {
    const hasDefault = right !== undefined || (annotation.isOptional && version === 1);
    return { ...base, fallback: right, hasDefault, aliases: [] };
  }
  const { positional, keywords } = module.argumentsOf(call);
  const inCall = keywords.get('default') ?? positional[0];
  const given = call === right ? inCall : (right ?? inCall);
  const fallback = given?.type === 'ellipsis' ? undefined : given;
  const hasDefault =
    fallback !== undefined || keywords.has('default_factory') || (annotation.isOptional && version === 1 && !given);
  const alias = keywords.get('validation_alias') ?? keywords.get('env') ?? keywords.get('alias');
  return { ...base, fallback, hasDefault, aliases: aliasNames(reading, alias) };
}

function fieldCall(reading: Reading, node: PyNode | undefined): PyNode | undefined {
  if (node?.type !== 'call') return undefined;
  return /(^|\.)Field$/.test(qualifiedName(reading.module, childOf(node, 'function')) ?? '') ? node : undefined;
}

/** `Annotated[int, Field(alias='X')]` */
function annotatedField(reading: Reading, type: PyNode | undefined): PyNode | undefined {
  if (type === undefined) return undefined;
  const inside = reading.module.calls.filter((call) => call.start >= type.start && call.end <= type.end);
  return inside.find((call) => fieldCall(reading, call));
}

/** `'X'`, `['X', 'Y']`, `AliasChoices('X', 'Y')`. */
function aliasNames(reading: Reading, node: PyNode | undefined): string[] {
  if (node === undefined) return [];
  const items =
    node.type === 'call'
      ? reading.module.argumentsOf(node).positional
      : /^(list|tuple|set)$/.test(node.type)
        ? node.children
        : [node];
  return items.map((item) => stringText(item, reading.module.text)).filter((text) => text !== undefined);
}

/** A field that is itself a settings class reads its own variables. */
function isSettingsModel(reading: Reading, field: Field): boolean {
  const { model } = field.annotation;
  return model !== undefined && settingsVersion(reading.module, model) !== undefined;
}

/** A base that is never made into an object: its fields are read under the names of its subclasses. */
function isOnlyBase(reading: Reading, className: string): boolean {
  const { module } = reading;
  const isMade = module.calls.some((call) => qualifiedName(module, childOf(call, 'function')) === className);
  const hasSubclass = [...module.classes.values()].some((other) =>
    module.argumentsOf(other).positional.some((base) => module.textOf(base) === className),
  );
  return hasSubclass && !isMade;
}

function readsOfField(reading: Reading, field: Field, config: SettingsConfig): EnvironmentRead[] {
  const cased = (name: string) => (config.caseSensitive ? name : name.toUpperCase());
  const names = field.aliases.length > 0 ? field.aliases.map(cased) : [cased(config.prefix + field.name)];
  const { model } = field.annotation;
  const whole = names[0] ?? '';
  if (model && config.delimiter !== undefined) {
    const nested = {
      ...NO_CONFIG,
      prefix: `${whole}${config.delimiter}`,
      delimiter: config.delimiter,
      caseSensitive: config.caseSensitive,
    };
    return fieldsOf(reading, model, 2).flatMap((inner) =>
      readsOfField(reading, { ...inner, hasDefault: inner.hasDefault || field.hasDefault }, nested).map((read) => ({
        ...read,
        alternatives: [...read.alternatives, whole],
      })),
    );
  }
  return names.map((name) => ({
    name,
    dynamic: false,
    at: reading.module.originOf(field.at),
    ...defaultPart(reading, field, name),
    need: field.hasDefault ? 'optional' : 'required',
    ...(!field.hasDefault && { enforced: true }),
    when: 'start',
    conditional: false,
    alternatives: names.filter((other) => other !== name),
    buildTime: false,
    type: field.annotation.type === 'integer' && /(^|_)PORT$/i.test(name) ? 'port' : field.annotation.type,
    ...(field.annotation.values && { values: field.annotation.values }),
    via: 'pydantic-settings',
    ...(!config.caseSensitive && { caseInsensitive: true }),
  }));
}

function defaultPart(reading: Reading, field: Field, name: string): Pick<EnvironmentRead, 'default'> {
  const value = defaultOf(reading, name, field.fallback);
  return value ? { default: value } : {};
}

function variableOf(reading: Reading, field: Field, read: EnvironmentRead): CodeValue {
  const fallback = field.fallback && evaluate(reading, field.fallback);
  return { kind: 'variable', name: read.name, ...(fallback?.kind === 'literal' && { fallback: fallback.text }) };
}
