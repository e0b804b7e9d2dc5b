import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { concat, fixed, literalOf } from '../assembled-text.ts';
import { type Absence, absenceOf } from './absence.ts';
import { alternativeNames, fallsBackFor } from './alternatives.ts';
import { calleeName, type GoCall } from './call.ts';
import { earlierWhenGuarded } from './earlier.ts';
import { evaluate } from './evaluate.ts';
import { heldIn } from './held-in.ts';
import type { GoHelper } from './helper.ts';
import { stringIn } from './literal.ts';
import { declarationAround, type GoFile } from './model.ts';
import { isConditional, isGuardedBy, whenAt } from './reach.ts';
import type { GoReader } from './reader.ts';
import { ancestors, bare, child, type GoNode, listed, within } from './tree.ts';

const GETENV = /^(os\.Getenv|os\.LookupEnv|syscall\.Getenv)$/;

/** Reads by `os.Getenv` and its kin, and by functions that hand their parameter to them. */
export function environmentReads(reader: GoReader): EnvironmentRead[] {
  const reads = reader.file.calls.flatMap((call) => readsOfCall(call, reader));
  return mergeAlternatives(reads);
}

/** Whether a call reads the environment by itself; `getenv` may come in as a parameter. */
export function isDirectRead(call: GoCall, reader: GoReader): boolean {
  if (GETENV.test(calleeName(call))) return true;
  if (call.receiver !== undefined || !/^(getenv|lookupenv)$/i.test(call.name)) return false;
  const parameter = declarationAround(reader.file, call.node)?.params.find(({ name }) => name === call.name);
  return parameter !== undefined && /^func\(\w* ?string\)/.test(parameter.type);
}

function readsOfCall(call: GoCall, reader: GoReader): EnvironmentRead[] {
  const { file } = reader;
  const name = calleeName(call);
  if (name === 'os.Environ') return [dynamicRead(call, '', reader)];
  if (name === 'os.ExpandEnv') return expandedReads(call, reader);
  if (isDirectRead(call, reader)) return directReads(call, reader);
  const helper = reader.helpers.get(call.name);
  if (helper === undefined || isReadByParameter(call, helper.nameParameter, reader)) return [];
  // A method of a library may share the helper's name: `viper.GetString`, `os.Getenv`.
  if (call.package !== undefined && !helper.path.includes(call.package.split('/').at(-1) ?? '')) return [];
  return file.functions.get(call.name)?.node === declarationAround(file, call.node)?.node && call.args.length === 0
    ? []
    : helperReads(call, helper, reader);
}

function directReads(call: GoCall, reader: GoReader): EnvironmentRead[] {
  const [argument] = call.args;
  if (argument === undefined) return [];
  const via = calleeName(call);
  const listedNames = namesOfLoop(argument, reader);
  if (listedNames)
    return listedNames.map((name) =>
      readOf(call, name, { via, at: name, absence: absenceOf(call.node, reader.file) }, reader),
    );
  if (isReadByParameter(call, 0, reader)) return [];
  const text = evaluate(argument, reader);
  const name = literalOf(text);
  if (name === undefined || name === '') return [dynamicRead(call, firstPiece(text.parts[0]), reader)];
  return [readOf(call, name, { via, at: argument, absence: absenceOf(call.node, reader.file) }, reader)];
}

function firstPiece(part: unknown): string {
  return typeof part === 'string' ? part : '';
}

/** Whether the name comes in by a parameter of the function around: then its callers are the ones that read. */
function isReadByParameter(call: GoCall, position: number, reader: GoReader): boolean {
  const argument = call.args[position];
  const declaration = declarationAround(reader.file, call.node);
  if (argument === undefined || declaration === undefined || !reader.helpers.has(declaration.name)) return false;
  const names = new Set(declaration.params.map(({ name }) => name));
  return (
    [...within(argument)].some((node) => node.type === 'identifier' && names.has(node.text)) ||
    namesLoopedOver(argument, names)
  );
}

/** `for _, key := range keys { os.Getenv(key) }`, with `keys` among the parameters. */
function namesLoopedOver(argument: GoNode, parameters: ReadonlySet<string>): boolean {
  for (const statement of ancestors(argument)) {
    const range = statement.type === 'for_statement' ? statement.children[0] : undefined;
    if (range?.type === 'range_clause' && listed(child(range, 'left')).at(-1)?.text === argument.text)
      return parameters.has(child(range, 'right')?.text ?? '');
  }
  return false;
}

/** `for _, key := range []string{"A", "B"} { os.Getenv(key) }`: the names in the list. */
function namesOfLoop(argument: GoNode, reader: GoReader): GoNode[] | undefined {
  if (argument.type !== 'identifier') return undefined;
  for (const statement of ancestors(argument)) {
    const range =
      statement.type === 'for_statement' ? statement.children.find((each) => each.type === 'range_clause') : undefined;
    if (!range || listed(child(range, 'left')).at(-1)?.text !== argument.text) continue;
    const source = child(range, 'right');
    const list = source?.type === 'identifier' ? reader.file.assignments.get(source.text)?.[0]?.value : source;
    if (list?.type !== 'composite_literal') return undefined;
    const names = (child(list, 'body')?.children ?? []).map(bare);
    return names.length > 0 && names.every((each) => stringIn(each) !== undefined) ? names : undefined;
  }
  return undefined;
}

interface Reading {
  readonly via: string;
  readonly at: GoNode;
  readonly absence: Absence;
  readonly fallback?: { readonly text: string | 'computed'; readonly node: GoNode };
  readonly needed?: boolean;
  readonly alternatives?: readonly string[];
}

function readOf(call: GoCall, given: string | GoNode, reading: Reading, reader: GoReader): EnvironmentRead {
  const { file } = reader;
  const { absence } = reading;
  const name = typeof given === 'string' ? given : (stringIn(given) ?? '');
  const standIn = absence.fallback ?? earlierWhenGuarded(call, file);
  const text = standIn && literalOf(evaluate(standIn, reader));
  const isResult =
    standIn !== undefined && [...ancestors(standIn)].slice(0, 2).some((each) => each.type === 'return_statement');
  // `if socket == "" { return errNoSocket }` gives up; only a settled text that is returned stands in.
  const counts = standIn && !isOtherRead(standIn, reader) && (text !== undefined || !isResult);
  const fallback = counts ? standIn : undefined;
  const needed =
    reading.needed ??
    (absence.outcome === 'exits' || absence.outcome === 'unchecked' || absence.outcome === 'returned');
  const guarded = needed && isGuardedBy(call.node, name, file);
  const around = plainFunctionAround(call.node, file);
  const held = heldIn(call.node, file);
  return {
    name,
    dynamic: false,
    at: file.origin(reading.at),
    ...(fallback && {
      default: {
        value: text === undefined ? ('computed' as const) : file.context.secrets.value(name, text),
        at: file.origin(fallback),
      },
    }),
    need: needed && !guarded ? 'required' : 'optional',
    ...(needed && !guarded && (reading.needed === true || absence.outcome === 'exits') && { enforced: true }),
    when: whenAt(call.node, file),
    conditional: isConditional(call.node, name, file),
    alternatives: [...new Set([...(reading.alternatives ?? []), ...alternativeNames(call, reader)])].filter(
      (each) => each !== name,
    ),
    buildTime: false,
    type: absence.values ? 'enum' : absence.type === 'unknown' && fallback ? typeOfDefault(fallback) : absence.type,
    ...(absence.values && { values: absence.values }),
    ...(around !== undefined && { within: around }),
    ...(held !== undefined && { heldIn: held }),
    via: reading.via,
  };
}

/** An interface calls methods; any other function that a package offers is called by its name. */
function plainFunctionAround(node: GoNode, file: GoFile): string | undefined {
  const declaration = declarationAround(file, node);
  const isPlain = declaration?.node.type === 'function_declaration' && /^[A-Z]/.test(declaration.name);
  return isPlain ? declaration.name : undefined;
}

function isOtherRead(node: GoNode, reader: GoReader): boolean {
  const call = reader.file.callAt.get(bare(node));
  return call !== undefined && (isDirectRead(call, reader) || reader.helpers.has(call.name));
}

function typeOfDefault(node: GoNode): EnvironmentRead['type'] {
  const inner = bare(node);
  if (inner.type === 'true' || inner.type === 'false') return 'boolean';
  if (inner.type === 'int_literal') return 'integer';
  if (inner.type === 'float_literal') return 'number';
  return /\btime\.(Second|Minute|Hour|Millisecond)\b/.test(inner.text) ? 'duration' : 'unknown';
}

function helperReads(call: GoCall, helper: GoHelper, reader: GoReader): EnvironmentRead[] {
  const argument = call.args[helper.nameParameter];
  if (argument === undefined) return [];
  const nameOf = (node: GoNode) => literalOf(concat([fixed(helper.prefix), evaluate(node, reader)]));
  const name = nameOf(argument);
  if (name === undefined || name === '') return [dynamicRead(call, helper.prefix, reader)];
  const asDefault = helper.defaultParameter === undefined ? undefined : call.args[helper.defaultParameter];
  const given = helper.emptyIsNone && asDefault && stringIn(bare(asDefault)) === '' ? undefined : asDefault;
  const inPlace = absenceOf(call.node, reader.file);
  const others =
    helper.alternativesFrom === undefined
      ? []
      : call.args.slice(helper.alternativesFrom).filter((each) => each !== argument);
  const type = helper.type === 'unknown' ? inPlace.type : helper.type;
  const settled = given !== undefined || helper.ownDefault !== undefined || !helper.passesOn;
  const demanded = isDemanded(call, helper);
  const absence: Absence = settled
    ? { outcome: 'default', type, ...(given && { fallback: given }) }
    : { ...inPlace, type };
  const names = [name, ...others.flatMap((other) => nameOf(other) ?? [])];
  const shared = {
    via: `${call.name}()`,
    absence,
    ...(settled && { needed: helper.need === 'required' && given === undefined && demanded }),
  };
  return [argument, ...others].flatMap((at) => {
    const own = nameOf(at);
    return own === undefined ? [] : [readOf(call, own, { ...shared, at, alternatives: names }, reader)];
  });
}

/** Whether a call asks a helper to end the program without the variable; what cannot be followed does not. */
function isDemanded(call: GoCall, { demand }: GoHelper): boolean {
  if (demand === undefined) return true;
  const flag = demand === 'unknown' ? undefined : call.args[demand.parameter];
  return demand !== 'unknown' && flag !== undefined && bare(flag).text === String(demand.when);
}

function expandedReads(call: GoCall, reader: GoReader): EnvironmentRead[] {
  const [argument] = call.args;
  const text = argument && literalOf(evaluate(argument, reader));
  if (argument === undefined || text === undefined) return [];
  const names = [...text.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].map((match) => match[1] ?? match[2] ?? '');
  return names.map((name) =>
    readOf(call, name, { via: 'os.ExpandEnv', at: argument, absence: absenceOf(call.node, reader.file) }, reader),
  );
}

function dynamicRead(call: GoCall, start: string, { file }: GoReader): EnvironmentRead {
  return {
    name: start,
    dynamic: true,
    at: file.origin(call.args[0] ?? call.node),
    need: 'optional',
    when: whenAt(call.node, file),
    conditional: isConditional(call.node, '', file),
    alternatives: [],
    buildTime: false,
    type: 'unknown',
    via: calleeName(call),
  };
}

/** `A`, else `B`: each names the other, and only together are they needed. */
function mergeAlternatives(reads: readonly EnvironmentRead[]): EnvironmentRead[] {
  const pairs = fallsBackFor(reads);
  return reads.map((read) => {
    const others = pairs.get(read.name) ?? [];
    return others.length === 0 ? read : { ...read, alternatives: [...new Set([...read.alternatives, ...others])] };
  });
}
