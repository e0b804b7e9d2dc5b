import { type AssembledText, fixed, UNKNOWN } from '../assembled-text.ts';
import { annotationNamed, elementOf, type JvmAnnotation } from './annotation.ts';
import { argumentAt } from './call.ts';
import type { JvmReader } from './jvm-file.ts';
import { expanded, propertyValue } from './property-table.ts';
import { settingsField } from './settings-classes.ts';
import { stringOf } from './string-literal.ts';
import type { JvmVariable } from './variable.ts';

/** The value that a framework puts in a field or parameter; undefined when none does. */
export function injectedValue(variable: JvmVariable, reader: JvmReader): AssembledText | undefined {
  const value = annotationNamed(variable.annotations, /^Value$/);
  if (value) {
    const text = stringOf(elementOf(value, 'value'));
    return text === undefined ? UNKNOWN : expanded(reader.properties, text);
  }
  const named = propertyAnnotation(variable.annotations);
  if (named)
    return propertyValue(
      reader.properties,
      named.key,
      named.fallback === undefined ? undefined : fixed(named.fallback),
    );
  return settingsField(variable, reader);
}

export interface NamedProperty {
  readonly key: string;
  readonly annotation: JvmAnnotation;
  readonly fallback?: string;
}

/** MicroProfile's `@ConfigProperty(name = "x", defaultValue = "d")`, Micronaut's `@Property(name = "x")`. */
export function propertyAnnotation(annotations: readonly JvmAnnotation[]): NamedProperty | undefined {
  const annotation = annotationNamed(annotations, /^(ConfigProperty|Property)$/);
  const key = annotation && stringOf(argumentAt(annotation.args, ['name'], undefined));
  if (annotation === undefined || key === undefined) return undefined;
  const fallback = stringOf(argumentAt(annotation.args, ['defaultValue'], undefined));
  return { key, annotation, ...(fallback !== undefined && { fallback }) };
}
