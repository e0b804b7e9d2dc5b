import { type AssembledText, fixed, UNKNOWN } from '../assembled-text.ts';
import type { Syntax } from '../syntax.ts';
import { bare, callOf, type JvmCall } from './call.ts';
import type { JvmReader } from './jvm-file.ts';
import { propertiesNamed, propertyValue } from './property-table.ts';
import { stringOf } from './string-literal.ts';

/** A call that asks a framework for a property. */
export interface PropertyCall {
  readonly key: string;
  readonly node: Syntax;
  readonly fallback?: Syntax;
  readonly via: string;
  /** It throws when there is no such property. */
  readonly enforced: boolean;
  readonly optional: boolean;
}

/** `environment.getProperty("shop.queue", "orders")`, MicroProfile's `config.getValue(…)`, Ktor's `config.property(…)`. */
export function propertyCall(call: JvmCall, reader: JvmReader): PropertyCall | undefined {
  const [first, ...rest] = call.args.map(({ value }) => value);
  const key = stringOf(first);
  if (first === undefined || key === undefined || call.receiver === undefined) return undefined;
  const made = { key, node: first };
  if (/^get(Required)?Property$/.test(call.name) && isSpringEnvironment(call.receiver, reader)) {
    const fallback = rest.filter(({ text }) => !/(\.class|::class\.java)$/.test(text)).at(-1);
    const enforced = call.name === 'getRequiredProperty';
    return { ...made, ...(fallback && { fallback }), via: `Environment.${call.name}`, enforced, optional: !enforced };
  }
  if (/^get(Optional)?Value$/.test(call.name) && isMicroProfile(reader)) {
    const enforced = call.name === 'getValue';
    return { ...made, via: `Config.${call.name}`, enforced, optional: !enforced };
  }
  if (/^property(OrNull|List)?$/.test(call.name) && isKtor(reader) && /config$/i.test(lastName(call.receiver)))
    return { ...made, via: 'ktor', enforced: call.name !== 'propertyOrNull', optional: call.name === 'propertyOrNull' };
  return undefined;
}

function isSpringEnvironment(receiver: Syntax, { file }: JvmReader): boolean {
  const call = callOf(bare(receiver));
  if (call) return call.name === 'getEnvironment';
  const name = lastName(receiver);
  if (name === 'System') return false;
  if (receiver.type === 'navigation_expression' && name === 'environment') return true;
  return (file.variables.get(name) ?? []).some(({ type }) => /Environment$/.test(type));
}

function isMicroProfile({ file }: JvmReader): boolean {
  return file.importTexts.some((text) => text.startsWith('org.eclipse.microprofile.config'));
}

function isKtor({ file }: JvmReader): boolean {
  return file.importTexts.some((text) => text.startsWith('io.ktor'));
}

function lastName(node: Syntax): string {
  return /(\w+)(\(\))?$/.exec(node.text)?.[1] ?? '';
}

/** The text that such a call gives. */
export function propertyOfCall(call: JvmCall, reader: JvmReader): AssembledText | undefined {
  const asked = propertyCall(call, reader);
  if (asked === undefined) return undefined;
  if (asked.via === 'ktor' && propertiesNamed(reader.properties, asked.key).length === 0) return UNKNOWN;
  const fallback = stringOf(asked.fallback) ?? numberOf(asked.fallback);
  return propertyValue(reader.properties, asked.key, fallback === undefined ? undefined : fixed(fallback));
}

function numberOf(node: Syntax | undefined): string | undefined {
  return node && /^\d+$/.test(node.text) ? node.text : undefined;
}
