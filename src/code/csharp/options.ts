import type { ExportedBinding } from '../language.ts';
import { readTypeOf } from './accesses.ts';
import { METHOD } from './file.ts';
import type { Reading } from './reading.ts';
import { below, sectionOf } from './sections.ts';
import { ancestorOf, bare, type CsNode, childOf, lastName, type MethodCall, methodCall, typeName } from './syntax.ts';
import { type CsText, fixed, literalOf } from './text.ts';
import { extensionAround } from './timing.ts';
import { typeOf } from './types.ts';
import { evaluate } from './values.ts';

/** A section of the configuration that is poured into the properties of a type. */
export interface BoundSection {
  readonly type: string;
  /** The key of the section; empty for the whole configuration. */
  readonly key: string;
  /** The extension method that binds it: without a call of that nobody does. */
  readonly within?: string;
  /** Annotations such as `[Required]` are checked. */
  readonly isValidated: boolean;
}

export interface BindSite extends Omit<BoundSection, 'key' | 'type'> {
  readonly node: CsNode;
  /** Undefined when the type is not known here. */
  readonly type: string | undefined;
  readonly key: CsText;
}

const SECTION = '#section';
const CHECKED_SECTION = '#checked';
const BINDER = '#binder';

/** Every place of a file that pours a section into something. */
export function bindSites(reading: Reading): BindSite[] {
  return reading.file.calls.flatMap((call) => siteAt(reading, call) ?? binderCall(reading, call) ?? []);
}

function siteAt(reading: Reading, call: MethodCall): BindSite | undefined {
  const { name, types, args, object } = call;
  const [type] = types;
  const isValidated = /ValidateDataAnnotations|AddOptionsWithValidateOnStart|ValidateOnStart/.test(
    chainText(call.call),
  );
  const site = (typed: string | undefined, key: CsText | undefined): BindSite | undefined =>
    key && { node: call.call, type: typed, key, isValidated, ...withinOf(call.call) };
  const section = () => args.map(({ value }) => sectionOf(reading, value)).find((each) => each !== undefined);
  switch (name) {
    case 'Configure':
    case 'ConfigureOptions':
      return type && site(typeName(type), section());
    case 'BindConfiguration':
      return site(optionsType(call), args[0] && evaluate(reading, args[0].value));
    case 'Bind':
      return bindCall(reading, call, site, section);
    case 'Get':
    case 'GetOptions':
    case 'GetSettings': {
      if (type === undefined || readTypeOf(type) !== undefined) return undefined;
      const outer = sectionOf(reading, object);
      const inner =
        args[0] && typeof literalOf(evaluate(reading, args[0].value)) === 'string'
          ? evaluate(reading, args[0].value)
          : [];
      if (outer === undefined) return undefined;
      return site(typeName(type), below(outer, inner));
    }
    default:
      return undefined;
  }
}

function withinOf(call: CsNode): { within?: string } {
  const within = extensionAround(call);
  return within === undefined ? {} : { within };
}

/** `.AddOptions<T>().Bind(section)`, `section.Bind(options)`, `configuration.Bind("Redis", options)`. */
function bindCall(
  reading: Reading,
  call: MethodCall,
  site: (type: string | undefined, key: CsText | undefined) => BindSite | undefined,
  section: () => CsText | undefined,
): BindSite | undefined {
  const outer = sectionOf(reading, call.object);
  if (outer === undefined) return site(optionsType(call), section());
  const [first, second] = call.args;
  const target = second?.value ?? first?.value;
  const key = second && first ? below(outer, evaluate(reading, first.value)) : outer;
  return site(typeOf(reading.file, target)?.name, key);
}

/** The type of `AddOptions<T>()` before a call of the same chain. */
function optionsType(call: MethodCall): string | undefined {
  for (let at = call.object && bare(call.object); at !== undefined; ) {
    const inner = methodCall(at);
    if (inner && /^(AddOptions|AddOptionsWithValidateOnStart)$/.test(inner.name)) return typeName(inner.types[0]);
    at = inner?.object && bare(inner.object);
  }
  return undefined;
}

function chainText(call: CsNode): string {
  let at = call;
  while (
    at.parent &&
    /^(member_access_expression|invocation_expression)$/.test(at.parent.type) &&
    at.field !== 'arguments'
  )
    at = at.parent;
  return at.text;
}

/** A call of another file's method that binds what its type parameter says. */
function binderCall(reading: Reading, { call, name, types, args }: MethodCall): BindSite | undefined {
  const type = typeName(types[0]);
  if (type === undefined) return undefined;
  const binder = [...binders(reading), ...reading.context.bindings].find((each) => each.name === `${name}.${BINDER}`);
  if (binder?.value.kind !== 'literal') return undefined;
  const [from = '', checked] = binder.value.text.split(' ');
  const literals = args.flatMap(({ value }) => literalOf(evaluate(reading, value)) ?? []);
  const key = from === 'type' ? type : literals[0];
  return key === undefined
    ? undefined
    : { node: call, type, key: fixed(key), isValidated: checked === 'checked', ...withinOf(call) };
}

/** Generic methods of this file that bind a section to their type parameter: what their callers bind follows from it. */
function binders(reading: Reading): ExportedBinding[] {
  return reading.file.calls.flatMap((call) => {
    const site = siteAt(reading, call);
    const method = ancestorOf(call.call, METHOD);
    const name = childOf(method, 'name')?.text;
    if (site?.type === undefined || name === undefined || !typeParameters(method).includes(site.type)) return [];
    const isOwnName = new RegExp(`typeof\\(${site.type}\\)\\.Name|nameof\\(${site.type}\\)`).test(
      chainText(call.call) + (method?.text ?? ''),
    );
    const text = `${isOwnName ? 'type' : 'argument'} ${site.isValidated ? 'checked' : ''}`.trim();
    return [
      { name: `${name}.${BINDER}`, path: reading.file.path, value: { kind: 'literal', text }, environment: true },
    ];
  });
}

function typeParameters(method: CsNode | undefined): string[] {
  const list = method?.children.find(({ type }) => type === 'type_parameter_list');
  return (list?.children ?? []).map((each) => lastName(childOf(each, 'name')) ?? each.text);
}

/** What other files are told: which section fills which type, and which methods bind. */
export function sectionBindings(reading: Reading, sites: readonly BoundSection[]): ExportedBinding[] {
  const sections = sites.map(
    ({ type, key, isValidated, within }): ExportedBinding => ({
      name: `${type}.${isValidated ? CHECKED_SECTION : SECTION}`,
      path: reading.file.path,
      value: { kind: 'variable', name: key, ...(within !== undefined && { fallback: within }) },
    }),
  );
  return [...sections, ...binders(reading)];
}

/** The sections that fill the types of a file, by its own word and that of other files. */
export function sectionsOf(reading: Reading, own: readonly BoundSection[]): BoundSection[] {
  const given = reading.context.bindings.flatMap(({ name, value }): BoundSection[] => {
    const [type = '', mark] = name.split('.');
    if ((mark !== SECTION && mark !== CHECKED_SECTION) || value.kind !== 'variable') return [];
    const within = value.fallback === undefined ? {} : { within: value.fallback };
    return [{ type, key: value.name, isValidated: mark === CHECKED_SECTION, ...within }];
  });
  const known = new Map<string, BoundSection>();
  for (const each of [...own, ...given]) {
    const id = `${each.type} ${each.key}`;
    const before = known.get(id);
    if (before === undefined) known.set(id, each);
    else known.set(id, joinedSection(before, each));
  }
  return [...known.values()];
}

/** The same section bound twice: one check is enough, and one place that always runs. */
function joinedSection(left: BoundSection, right: BoundSection): BoundSection {
  const { type, key } = left;
  const isValidated = left.isValidated || right.isValidated;
  const isSame = left.within !== undefined && left.within === right.within;
  return { type, key, isValidated, ...(isSame && left.within !== undefined && { within: left.within }) };
}
