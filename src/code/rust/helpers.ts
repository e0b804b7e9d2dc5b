import { concat, literalOf } from '../assembled-text.ts';
import type { ReadContext } from '../language.ts';
import { type Absence, absenceOf } from './absence.ts';
import { nearestOf } from './bound.ts';
import type { CallSite } from './call.ts';
import { isDirectRead } from './direct-reads.ts';
import { evaluate } from './evaluate.ts';
import type { RustFunction } from './file.ts';
import { isRustHelper, type RustHelper } from './helper.ts';
import type { RustReader } from './reader.ts';
import { bare, child, functionAround, type RsNode } from './syntax.ts';
import { typeOfText } from './value-types.ts';

const MOST_ROUNDS = 4;

/** The helpers that other files of the service define; of several with one name the nearest. */
export function knownHelpers({ helpers }: ReadContext, path: string): Map<string, RustHelper> {
  const all = helpers.filter(isRustHelper);
  return new Map(nearestOf(all, path).map((helper) => [helper.name, helper]));
}

/** The helpers that a file defines; helpers that call helpers are found round by round. */
export function findHelpers(base: RustReader): RustHelper[] {
  const found = new Map<string, RustHelper>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = found.size;
    const reader = { ...base, helpers: new Map([...base.helpers, ...found]) };
    for (const call of base.file.calls) {
      const helper = helperAround(call, reader);
      if (helper && !found.has(helper.name)) found.set(helper.name, helper);
    }
    if (found.size === before) break;
  }
  return [...found.values()];
}

function helperAround(call: CallSite, reader: RustReader): RustHelper | undefined {
  const called = isDirectRead(call) ? undefined : reader.helpers.get(call.name);
  if (called === undefined && !isDirectRead(call)) return undefined;
  const argument = call.args[called?.nameParameter ?? 0];
  const owner = functionAround(call.node);
  const definition = owner && reader.file.functionAt.get(owner);
  if (argument === undefined || definition === undefined || definition.name === called?.name) return undefined;
  if (definition.isOfTrait && definition.params.length === 0) return undefined;
  const named = namedParameter(argument, definition, reader);
  return named && describe(call, { definition, called, ...named }, reader);
}

/** The parameter that is the name, or the end of it, and what stands before. */
function namedParameter(
  argument: RsNode,
  definition: RustFunction,
  reader: RustReader,
): { readonly position: number; readonly prefix: string } | undefined {
  const node = bare(argument);
  const direct = positionOf(node, definition);
  if (direct >= 0) return { position: direct, prefix: '' };
  const position = definition.params.findIndex(
    ({ name, type }) => name !== '' && /str|String/.test(type) && new RegExp(`\\b${name}\\b`).test(node.text),
  );
  const text = evaluate(node, { ...reader, context: { ...reader.context, bindings: [] } });
  const [prefix, ...rest] = text.parts;
  const isEnd = typeof prefix === 'string' && rest.length === 1 && typeof rest[0] !== 'string';
  if (position < 0) return undefined;
  if (isEnd) return { position, prefix };
  // `key.to_uppercase()`: the name is not the one that is passed.
  return concat([text]).parts.length === 1 && /\.(as_ref|as_str|to_string|into)\(\)$/.test(node.text)
    ? { position, prefix: '' }
    : undefined;
}

function positionOf(node: RsNode, { params }: RustFunction): number {
  const plain =
    node.type === 'identifier'
      ? node.text
      : /^(\w+)\.(as_ref|as_str|clone|into|to_string|to_owned)\(\)$/.exec(node.text)?.[1];
  return plain === undefined ? -1 : params.findIndex(({ name }) => name === plain);
}

interface Description {
  readonly definition: RustFunction;
  readonly called: RustHelper | undefined;
  readonly position: number;
  readonly prefix: string;
}

function describe(
  call: CallSite,
  { definition, called, position, prefix }: Description,
  reader: RustReader,
): RustHelper {
  const inPlace = absenceOf(call.node, { ...reader, file: { ...reader.file, callsByName: new Map() } });
  const given = called?.defaultParameter === undefined ? undefined : call.args[called.defaultParameter];
  const absence: Absence = called && !called.passesOn ? endingOf(called, given, inPlace) : inPlace;
  const fallback = given ?? (absence.outcome === 'default' ? absence.fallback : undefined);
  const byParameter = fallback ? parameterIn(fallback, definition, position) : -1;
  const ownDefault = fallback && byParameter < 0 ? literalOf(evaluate(fallback, reader)) : called?.ownDefault;
  const passesOn = byParameter < 0 && isPassedOn(absence, definition);
  const isRequired = absence.outcome === 'exits' && !passesOn;
  return {
    language: 'rust',
    name: definition.name,
    path: reader.file.path,
    nameParameter: position,
    ...(byParameter >= 0 && { defaultParameter: byParameter }),
    prefix: (called?.prefix ?? '') + prefix,
    need: isRequired ? 'required' : 'optional',
    ...(isRequired && { enforced: true }),
    passesOn,
    ...(ownDefault !== undefined && byParameter < 0 && { ownDefault }),
    type: absence.type === 'unknown' ? (called?.type ?? typeOfText(definition.result)) : absence.type,
  };
}

function endingOf(called: RustHelper, given: RsNode | undefined, inPlace: Absence): Absence {
  if (given) return { ...inPlace, outcome: 'default', fallback: given };
  return { ...inPlace, outcome: called.need === 'required' ? 'exits' : 'borne' };
}

/** A function that gives a `Result` or an `Option` leaves it to its callers, unless it panics by itself. */
function isPassedOn({ outcome, last }: Absence, { result }: RustFunction): boolean {
  if (outcome === 'returned') return true;
  if (!/\b(\w*Result|Option)\b/.test(result)) return false;
  const panics =
    /\.(unwrap|expect)$/.test(last.parent?.text ?? '') || /\bpanic\s*[!(]|process::exit/.test(last.parent?.text ?? '');
  if (outcome === 'exits') return !panics;
  return outcome === 'borne';
}

function parameterIn(fallback: RsNode, { params }: RustFunction, own: number): number {
  const inner = bare(fallback);
  const names = new Set<string>([inner.text]);
  for (let node: RsNode | undefined = inner; node?.type === 'call_expression'; ) {
    // `default.to_string()`, `String::from(default)`, `default()`.
    const target: RsNode | undefined = child(node, 'function');
    const argument: RsNode | undefined = child(node, 'arguments')?.children[0];
    node = target?.type === 'field_expression' ? child(target, 'value') : (argument ?? target);
    if (node) names.add(node.text);
  }
  return params.findIndex(({ name }, at) => at !== own && names.has(name));
}
