import { type AssembledText, fixed } from '../assembled-text.ts';
import { fieldOf, type Syntax } from '../syntax.ts';
import { annotationNamed, elementOf, type JvmAnnotation } from './annotation.ts';
import { argumentAt, plainTypeName } from './call.ts';
import type { JvmReader } from './jvm-file.ts';
import type { JvmClass, JvmIndex, JvmMethod } from './model.ts';
import { propertyValue } from './property-table.ts';
import { stringOf } from './string-literal.ts';
import type { JvmVariable } from './variable.ts';

/** A field that a framework fills from the properties below a prefix. */
export interface SettingsField {
  readonly variable: JvmVariable;
  readonly owner: JvmClass;
  readonly key: string;
  /** The token and the text of its default. */
  readonly fallback?: { readonly node: Syntax; readonly text: string | undefined };
  /** Without the property the program does not start. */
  readonly required: boolean;
}

const MOST_LEVELS = 5;
const MOST_FIELDS = 400;
const known = new WeakMap<JvmIndex, readonly SettingsField[]>();

/** The fields of `@ConfigurationProperties` classes and records, of the classes nested in them too. */
export function settingsFields(file: JvmIndex): readonly SettingsField[] {
  const before = known.get(file);
  if (before) return before;
  const found = file.classes.flatMap((owner) => {
    const annotation = annotationNamed(owner.annotations, /^(ConfigurationProperties|ConfigMapping)$/);
    const prefix = annotation && prefixOf(annotation, file);
    if (prefix === undefined) return [];
    const isChecked = annotationNamed(owner.annotations, /^Validated$/) !== undefined;
    return fieldsOf(file, owner, { prefix, isChecked, level: 0 });
  });
  known.set(file, found.slice(0, MOST_FIELDS));
  return found.slice(0, MOST_FIELDS);
}

function prefixOf(annotation: JvmAnnotation, file: JvmIndex): string | undefined {
  const node = elementOf(annotation, 'prefix', 'value');
  if (node === undefined) return annotation.args.length === 0 ? '' : undefined;
  const literal = stringOf(node);
  if (literal !== undefined) return literal;
  const name = /(\w+)$/.exec(node.text)?.[1] ?? '';
  return (file.variables.get(name) ?? []).map(({ value }) => stringOf(value)).find((text) => text !== undefined);
}

interface Level {
  readonly prefix: string;
  readonly isChecked: boolean;
  readonly level: number;
}

function fieldsOf(file: JvmIndex, owner: JvmClass, { prefix, isChecked, level }: Level): SettingsField[] {
  if (level > MOST_LEVELS) return [];
  return membersOf(file, owner).flatMap((variable): SettingsField[] => {
    if (isStatic(variable) || variable.name === '') return [];
    const named = annotationNamed(variable.annotations, /^(Name|Property|WithName)$/);
    const name = (named && stringOf(elementOf(named, 'value', 'name'))) ?? kebab(variable.name);
    const key = prefix === '' ? name : `${prefix}.${name}`;
    const inner = file.classes.find((each) => each.name === plainTypeName(variable.type) && each !== owner);
    if (inner && inner.node.type !== 'enum_declaration')
      return fieldsOf(file, inner, { prefix: key, isChecked, level: level + 1 });
    const fallback = fallbackOf(variable);
    const required =
      fallback === undefined &&
      (isNeededByKotlin(variable) || isNeededByMapping(variable) || (isChecked && isNotNull(variable)));
    return [{ variable, owner, key, required, ...(fallback && { fallback }) }];
  });
}

/** The fields of a class; of an interface its methods, which give what a field would hold. */
export function membersOf(file: JvmIndex, { node }: JvmClass): readonly JvmVariable[] {
  const methods = file.methods.filter(
    (method) => method.body === undefined && method.parameters.length === 0 && method.node.parent?.parent === node,
  );
  return [...(file.fields.get(node) ?? []), ...methods.map((method) => variableOfMethod(method, node))];
}

function variableOfMethod({ name, node, annotations }: JvmMethod, owner: Syntax): JvmVariable {
  const type = fieldOf(node, 'type') ?? node.children.find((child) => /^(user_type|nullable_type)$/.test(child.type));
  const nameNode = fieldOf(node, 'name') ?? node;
  return { name, kind: 'field', type: type?.text ?? '', value: undefined, nameNode, node, owner, annotations };
}

/** The method of a mapping has nothing to give without its property. */
function isNeededByMapping({ node, type }: JvmVariable): boolean {
  return /^(method|function)_declaration$/.test(node.type) && !/^(Optional\w*|List|Set|Map)\b|\?$/.test(type);
}

function isStatic({ node }: JvmVariable): boolean {
  const modifiers = node.children.find(({ type }) => type === 'modifiers')?.text ?? '';
  return node.type === 'constant_declaration' || /\b(static|const)\b/.test(modifiers);
}

/** Kotlin's constructor wants every parameter that has no default and may not be null. */
function isNeededByKotlin({ node, type }: JvmVariable): boolean {
  return node.type === 'class_parameter' && !type.endsWith('?') && !/^(List|Map|Set)\b/.test(type);
}

function isNotNull({ annotations }: JvmVariable): boolean {
  return annotationNamed(annotations, /^(NotNull|NotBlank|NotEmpty)$/) !== undefined;
}

function fallbackOf({ value, annotations }: JvmVariable): SettingsField['fallback'] {
  const standard = annotationNamed(annotations, /^(DefaultValue|Bindable|WithDefault)$/);
  const given = standard && argumentAt(standard.args, ['value', 'defaultValue'], 0);
  const node = given ?? value;
  if (node === undefined || /^null(_literal)?$/.test(node.type)) return undefined;
  const plain = /^([\d_]+[Ll]?|true|false)$/.test(node.text) ? node.text.replace(/[_Ll]/g, '') : undefined;
  return { node, text: stringOf(node) ?? plain };
}

/** `mainUrl` is written `main-url` in files. */
function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** The value of such a field; undefined when the variable is none. */
export function settingsField(variable: JvmVariable, reader: JvmReader): AssembledText | undefined {
  const found = settingsFields(reader.file).find((each) => each.variable === variable);
  if (found === undefined) return undefined;
  const text = found.fallback?.text;
  return propertyValue(reader.properties, found.key, text === undefined ? undefined : fixed(text));
}
