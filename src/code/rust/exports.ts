import { type AssembledText, codeValue, hasVariable, literalOf, variable } from '../assembled-text.ts';
import type { ExportedBinding } from '../language.ts';
import { borneBindings } from './callers.ts';
import { isDirectRead } from './direct-reads.ts';
import { evaluate } from './evaluate.ts';
import { fillingBindings } from './filled-structs.ts';
import { mountBindings } from './mounts.ts';
import type { RustReader } from './reader.ts';
import { child, lastOf } from './syntax.ts';

const MOST_TEXT = 200;

interface NamedText {
  readonly name: string;
  readonly text: AssembledText;
  readonly usedBeside?: string;
}

/**
 * What the other files of the service need to follow a value through this one: `QUEUE` for a constant, `port.Config`
 * for a field, `connect.0` for the first argument that calls of a function pass, `address.()` for what one gives.
 */
export function bindingsOf(reader: RustReader): ExportedBinding[] {
  const path = reader.file.path;
  const outer = seesEnvironment(reader) ? [...fields(reader), ...passed(reader), ...results(reader)] : [];
  const texts = [...constants(reader), ...outer];
  const out = texts.flatMap(({ name, text, usedBeside }): ExportedBinding[] => {
    const value = codeValue(text);
    return value.kind === 'computed' ? [] : [{ name, path, value, ...(usedBeside && { usedBeside }) }];
  });
  const all = [...out, ...fillingBindings(reader), ...borneBindings(reader), ...mountBindings(reader)];
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** Whether any text of the file can come from the environment; without that, following its values is of no use. */
function seesEnvironment({ file, helpers, settings, context }: RustReader): boolean {
  if (settings.length > 0 || helpers.size > 0 || file.calls.some(isDirectRead)) return true;
  return context.bindings.some(({ value }) => value.kind !== 'literal');
}

function constants(reader: RustReader): NamedText[] {
  return [...reader.file.constants].flatMap(([name, nodes]): NamedText[] => {
    const [node, ...others] = nodes;
    const value = node && others.length === 0 ? child(node, 'value') : undefined;
    if (value === undefined || name.length < 3) return [];
    const text = evaluate(value, reader);
    const literal = literalOf(text);
    const isUseful = literal === undefined ? hasVariable(text) : literal.length <= MOST_TEXT && /^\S+$/.test(literal);
    return isUseful ? [{ name, text }] : [];
  });
}

function fields(reader: RustReader): NamedText[] {
  const byTag = reader.settings.map(({ field, struct, name, fallback }) => ({
    name: `${field}.${struct}`,
    text: variable(name, fallback ? { fallback: fallback.text } : {}),
    usedBeside: `.${field}`,
  }));
  const byValue = [...reader.file.fieldValues.values()].flat().flatMap(({ field, struct, value }): NamedText[] => {
    const text = evaluate(value, reader);
    return hasVariable(text) ? [{ name: `${field}.${struct}`, text, usedBeside: `.${field}` }] : [];
  });
  return [...byTag, ...byValue];
}

/** Arguments of calls of functions that stand elsewhere, when they come from the environment. */
function passed(reader: RustReader): NamedText[] {
  return reader.file.calls.flatMap((call) => {
    if (reader.file.functions.has(call.name) || reader.helpers.has(call.name) || !/^[a-z]/.test(call.name)) return [];
    if (call.receiver === undefined && /^(std|core|alloc|tokio)::/.test(call.callee)) return [];
    return call.args.flatMap((arg, at): NamedText[] => {
      const text = evaluate(arg, reader);
      return hasVariable(text)
        ? [{ name: `${call.name}.${at}/${call.args.length}`, text, usedBeside: `fn ${call.name}` }]
        : [];
    });
  });
}

function results(reader: RustReader): NamedText[] {
  return [...reader.file.functions.values()].flat().flatMap(({ name, params, body }): NamedText[] => {
    const value = body && params.length === 0 ? lastOf(body) : undefined;
    const text = value && evaluate(value, reader);
    return text && hasVariable(text) ? [{ name: `${name}.()`, text, usedBeside: `${name}(` }] : [];
  });
}
