import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { concat, fixed, literalOf } from '../assembled-text.ts';
import { contains } from '../syntax.ts';
import { type Absence, absenceOf } from './absence.ts';
import { alternativesOf } from './alternatives.ts';
import type { CallSite } from './call.ts';
import { isDirectRead, isWholeEnvironment } from './direct-reads.ts';
import { evaluate } from './evaluate.ts';
import type { RustHelper } from './helper.ts';
import { namesOf } from './names.ts';
import type { RustReader } from './reader.ts';
import { bare, child, functionAround, plainType, type RsNode } from './syntax.ts';
import { isConditional, whenAt } from './timing.ts';
import { expectedType, typeOfText, typeOfValue } from './value-types.ts';

/** Reads of the environment by `std::env`, `dotenvy` and functions that wrap them. */
export function environmentReads(reader: RustReader): EnvironmentRead[] {
  return reader.file.calls.flatMap((call) => {
    if (isWholeEnvironment(call)) return [wholeRead(call, reader)];
    if (isDirectRead(call)) return directReads(call, reader);
    const helper = reader.helpers.get(call.name);
    return helper && !isOwnBody(call, helper, reader) ? helperReads(call, helper, reader) : [];
  });
}

/** A read inside a helper whose name comes with each call is told by the calls. */
function isOwnBody(call: CallSite, helper: RustHelper, reader: RustReader): boolean {
  const owner = functionAround(call.node);
  const own = owner && reader.file.functionAt.get(owner);
  return own !== undefined && isPassedName(call.args[helper.nameParameter], own.params) && reader.helpers.has(own.name);
}

function isPassedName(node: RsNode | undefined, params: readonly { readonly name: string }[]): boolean {
  return node !== undefined && params.some(({ name }) => name === bare(node).text);
}

function directReads(call: CallSite, reader: RustReader): EnvironmentRead[] {
  const [argument] = call.args;
  if (argument === undefined) return [];
  const owner = functionAround(call.node);
  const own = owner && reader.file.functionAt.get(owner);
  // A function that reads by its own parameter: its calls are the reads.
  if (own && reader.helpers.get(own.name)?.path === reader.file.path && usesParameter(argument, own.params)) return [];
  const names = namesOf(argument, reader);
  if (names.length === 0) return [dynamicRead(call, prefixOf(argument, reader), reader)];
  const via = call.callee.replace(/^std::/, '');
  return names.map(({ name, at }) => readOf(call, { name, at, via, absence: absenceOf(call.node, reader) }, reader));
}

function usesParameter(argument: RsNode, params: readonly { readonly name: string }[]): boolean {
  return params.some(({ name }) => name !== '' && new RegExp(`\\b${name}\\b`).test(argument.text));
}

interface Reading {
  readonly name: string;
  readonly at: RsNode;
  readonly via: string;
  readonly absence: Absence;
  /** What the helper says, when what follows in place does not. */
  readonly type?: EnvironmentRead['type'];
  readonly ownDefault?: string;
}

function readOf(call: CallSite, reading: Reading, reader: RustReader): EnvironmentRead {
  const { name, at, absence, via } = reading;
  const { file, context } = reader;
  const { others, decides } = alternativesOf(call, reader);
  const last = decides ?? absence;
  const fallback = last.outcome === 'default' ? last.fallback : undefined;
  const text = fallback ? literalOf(evaluate(fallback, reader)) : reading.ownDefault;
  const isNeeded = last.outcome === 'exits' || last.outcome === 'returned';
  const isStanding = fallback !== undefined || reading.ownDefault !== undefined;
  return {
    name,
    dynamic: false,
    at: file.originOf(at),
    ...(isStanding && {
      default: {
        value: text === undefined ? ('computed' as const) : context.secrets.value(name, text),
        at: file.originOf(fallback ?? at),
      },
    }),
    need: isNeeded ? 'required' : 'optional',
    ...(last.outcome === 'exits' && { enforced: true }),
    when: whenAt(call.node, reader),
    conditional: isConditional(call.node, name, reader) && others.length === 0,
    alternatives: others.filter((other) => other !== name),
    buildTime: false,
    type: typeOfRead(call, reading, { fallback, reader }),
    ...withinOf(call.node, reader),
    via,
  };
}

function typeOfRead(
  call: CallSite,
  { absence, type }: Reading,
  { fallback, reader }: { readonly fallback: RsNode | undefined; readonly reader: RustReader },
): EnvironmentRead['type'] {
  if (absence.type !== 'unknown') return absence.type;
  const isParsed = /\.parse\(\)/.test(textAround(call.node));
  const expected = expectedType(call.node, (struct, field) => fieldType(struct, field, reader));
  if (expected !== 'unknown' && (isParsed || expected === 'string')) return expected;
  if (type !== undefined && type !== 'unknown') return type;
  return fallback && isParsed ? typeOfValue(fallback) : expected;
}

/** The statement around, up to a bound. */
function textAround(node: RsNode): string {
  let around = node;
  while (around.parent && !/^(block|let_declaration|field_initializer|expression_statement)$/.test(around.parent.type))
    around = around.parent;
  return around.text.slice(0, 600);
}

function fieldType(struct: RsNode, field: string, { file }: RustReader): string {
  const written = plainType(child(struct, 'name')?.text ?? '');
  const fitting = file.structs.filter(({ name }) => name === written);
  const structs = fitting.length > 0 ? fitting : written === 'Self' ? file.structs : [];
  return structs.flatMap(({ fields }) => fields).find(({ name }) => name === field)?.type ?? '';
}

/** Methods of traits are called by others; any other function of a package is called by its name. */
function withinOf(node: RsNode, reader: RustReader): { readonly within?: string } {
  const owner = functionAround(node);
  const own = owner && reader.file.functionAt.get(owner);
  return own && !own.isOfTrait && own.name !== 'main' && own.name.length > 3 && own.node.text.startsWith('pub')
    ? { within: own.name }
    : {};
}

function helperReads(call: CallSite, helper: RustHelper, reader: RustReader): EnvironmentRead[] {
  const argument = call.args[helper.nameParameter];
  if (argument === undefined) return [];
  const names = namesOf(argument, reader, helper.prefix);
  if (names.length === 0) return [dynamicRead(call, helper.prefix + prefixOf(argument, reader), reader)];
  const given = helper.defaultParameter === undefined ? undefined : call.args[helper.defaultParameter];
  const inPlace = absenceOf(call.node, reader);
  const absence = absenceOfHelper(helper, given, inPlace);
  const shared = {
    via: `${call.name}()`,
    absence,
    type: helper.type === 'unknown' ? typeOfText(call.typeArguments) : helper.type,
    ...(helper.ownDefault !== undefined && { ownDefault: helper.ownDefault }),
  };
  return names.map(({ name, at }) => readOf(call, { ...shared, name, at }, reader));
}

function absenceOfHelper(helper: RustHelper, given: RsNode | undefined, inPlace: Absence): Absence {
  if (given && !/^None$/.test(given.text)) {
    const fallback = given.type === 'closure_expression' ? (child(given, 'body') ?? given) : given;
    return { ...inPlace, outcome: 'default', fallback };
  }
  if (helper.passesOn) return inPlace;
  const { fallback: _, ...rest } = inPlace;
  return { ...rest, outcome: helper.need === 'required' ? 'exits' : 'borne' };
}

function prefixOf(argument: RsNode, reader: RustReader): string {
  const [first] = evaluate(argument, reader).parts;
  return typeof first === 'string' ? first : '';
}

function dynamicRead(call: CallSite, start: string, reader: RustReader): EnvironmentRead {
  return {
    name: start,
    dynamic: true,
    at: reader.file.originOf(call.args[0] ?? call.node),
    need: 'optional',
    when: whenAt(call.node, reader),
    conditional: false,
    alternatives: [],
    buildTime: false,
    type: 'unknown',
    via: call.callee.replace(/^std::/, '').replace(/^\./, ''),
  };
}

/** `env::vars().filter(|(name, _)| name.starts_with("SHOP_"))` */
function wholeRead(call: CallSite, reader: RustReader): EnvironmentRead {
  let around = call.node;
  while (around.parent && !/^(block|function_item|source_file)$/.test(around.parent.type)) around = around.parent;
  const tests = (reader.file.callsByName.get('starts_with') ?? []).concat(
    reader.file.callsByName.get('strip_prefix') ?? [],
  );
  const test = tests.find(({ node }) => contains(around, node));
  const text = test?.args[0] && literalOf(concat([fixed(''), evaluate(test.args[0], reader)]));
  return dynamicRead(call, text ?? '', reader);
}
