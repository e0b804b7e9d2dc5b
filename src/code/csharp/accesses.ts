import type { EnvironmentHelper } from '../language.ts';
import { namedConnection } from './connection-names.ts';
import { callsOfHelpers, helperFrom, parameterIn } from './helpers.ts';
import type { Access, Reading, ReadType } from './reading.ts';
import { below, sectionOf } from './sections.ts';
import { environmentName } from './settings-index.ts';
import { argumentAt, type CsNode, childOf, lastName, type MethodCall, typeName } from './syntax.ts';
import { type CsText, fixed, literalOf } from './text.ts';
import { classAround } from './types.ts';
import { evaluate } from './values.ts';

/** An access whose name is still an expression. */
export interface RawAccess extends Omit<Access, 'name' | 'dynamic' | 'key' | 'at'> {
  readonly nameNode: CsNode | undefined;
  /** The text of the name or of the key. */
  readonly name: CsText;
  readonly isKey: boolean;
}

const MOST_ROUNDS = 3;

export interface Accesses {
  readonly accesses: readonly Access[];
  readonly helpers: readonly EnvironmentHelper[];
}

/** All expressions of a file that read the environment or the configuration, and its methods that do so for others. */
export function readAccesses(reading: Reading, known: Map<CsNode, Access>): Accesses {
  const accesses: Access[] = [];
  const helpers: EnvironmentHelper[] = [];
  let raw = rawAccesses(reading);
  for (let round = 0; round < MOST_ROUNDS && (round === 0 || raw.length > 0); round += 1) {
    const found: EnvironmentHelper[] = [];
    for (const each of raw) {
      if (known.has(each.node) || isForDesign(each.node)) continue;
      const parameter = parameterIn(reading, each);
      const helper = parameter && helperFrom(reading, each, parameter);
      if (helper) found.push(helper);
      else take(each);
    }
    helpers.push(...found);
    raw = callsOfHelpers(reading, round === 0 ? [...found, ...reading.context.helpers] : found);
  }
  function take(each: RawAccess): void {
    const access = settled(each);
    accesses.push(access);
    known.set(each.node, access);
  }
  return { accesses: accesses.sort((a, b) => a.at.start - b.at.start), helpers };
}

/** What only the tools of Entity Framework make. */
function isForDesign(node: CsNode): boolean {
  const bases = classAround(node)?.children.find(({ type }) => type === 'base_list');
  return bases?.text.includes('IDesignTimeDbContextFactory') === true;
}

function settled({ nameNode, name, isKey, ...rest }: RawAccess): Access {
  const literal = literalOf(name);
  const start = name[0];
  const text = literal ?? (typeof start === 'string' ? start : '');
  return {
    ...rest,
    at: nameNode ?? rest.node,
    name: isKey ? environmentName(text) : text,
    dynamic: literal === undefined || literal === '',
    ...(isKey && { key: text }),
  };
}

function rawAccesses(reading: Reading): RawAccess[] {
  const { file } = reading;
  const elements = file.nodes.filter(({ type }) => type === 'element_access_expression');
  return [
    ...file.calls.flatMap((call) => [
      ...environmentCall(reading, call),
      ...configurationCall(reading, call),
      ...connectionByName(reading, call),
    ]),
    ...elements.flatMap((node) => indexed(reading, node)),
    ...boundElements(reading),
    ...file.nodes.flatMap((node) => sectionValue(reading, node)),
  ];
}

const PLAIN = { isOptional: false, throws: false };

function environmentCall(reading: Reading, { call, name, object, args }: MethodCall): RawAccess[] {
  const isEnvironment =
    object === undefined ? reading.file.text.includes('System.Environment') : lastName(object) === 'Environment';
  if (!isEnvironment) return [];
  const via = `Environment.${name}`;
  if (name === 'GetEnvironmentVariables')
    return [{ ...PLAIN, node: call, nameNode: undefined, name: [], isKey: false, via, isOptional: true }];
  const nameNode = argumentAt(args, 0, 'variable');
  if (name !== 'GetEnvironmentVariable' || nameNode === undefined) return [];
  return [{ ...PLAIN, node: call, nameNode, name: evaluate(reading, nameNode), isKey: false, via }];
}

function connectionByName(reading: Reading, call: MethodCall): RawAccess[] {
  const named = namedConnection(reading, call);
  if (named === undefined) return [];
  const name = below(fixed('ConnectionStrings'), named.name);
  return [{ ...PLAIN, node: call.call, nameNode: call.args[0]?.value, name, isKey: true, via: call.name }];
}

const TYPES: Readonly<Record<string, ReadType>> = {
  int: 'integer',
  long: 'integer',
  short: 'integer',
  ushort: 'integer',
  uint: 'integer',
  double: 'number',
  float: 'number',
  decimal: 'number',
  bool: 'boolean',
  string: 'string',
  TimeSpan: 'duration',
  Uri: 'url',
};

/** What a written type makes of a text. */
export function readTypeOf(node: CsNode | undefined): ReadType | undefined {
  return TYPES[typeName(node) ?? ''];
}

/** `GetValue<T>("A:B", x)`, `GetConnectionString("Shop")`, and the forms of packages for the latter. */
function configurationCall(reading: Reading, { call, name, object, types, args }: MethodCall): RawAccess[] {
  if (
    !/^(GetValue|GetConnectionString|GetRequiredConnectionString|GetRequiredValue)$/.test(name) ||
    object === undefined
  )
    return [];
  const section = sectionOf(reading, object);
  // The extension of a package or of another file: `configuration.GetRequiredValue("A")`.
  const isOwn = reading.file.methods.has(name);
  const nameNode = args.find(({ value }) => value.type !== 'typeof_expression')?.value;
  if (section === undefined || isOwn || nameNode === undefined) return [];
  const isConnection = name.includes('ConnectionString');
  const key = below(section, evaluate(reading, nameNode));
  const [type] = types;
  const isReference = type === undefined || /^(string|Uri)$/.test(typeName(type) ?? '');
  const fallback = isConnection ? undefined : argumentAt(args, 1, 'defaultValue');
  const readType = readTypeOf(type);
  return [
    {
      node: call,
      nameNode,
      name: isConnection ? below(fixed('ConnectionStrings'), key) : key,
      isKey: true,
      via: name,
      // A type of values has one of its own: 0, false.
      isOptional: !name.includes('Required') && (type?.type === 'nullable_type' || !isReference),
      throws: name.includes('Required'),
      ...(fallback && { fallback }),
      ...(readType && { type: readType }),
    },
  ];
}

/** `configuration["A:B"]` where it is read. */
function indexed(reading: Reading, node: CsNode): RawAccess[] {
  const isWritten = node.parent?.type === 'assignment_expression' && node.field === 'left';
  const section = isWritten ? undefined : sectionOf(reading, childOf(node, 'expression'));
  return section === undefined ? [] : elementOf(reading, node, section);
}

function elementOf(reading: Reading, node: CsNode, section: CsText): RawAccess[] {
  const nameNode = childOf(node, 'subscript')?.children[0]?.children.at(-1);
  if (nameNode === undefined || /^(integer_literal|range_expression|prefix_unary_expression)$/.test(nameNode.type))
    return [];
  return [
    { ...PLAIN, node, nameNode, name: below(section, evaluate(reading, nameNode)), isKey: true, via: 'IConfiguration' },
  ];
}

/** `configuration?["A"]` */
function boundElements(reading: Reading): RawAccess[] {
  return reading.file.nodes.flatMap((node) => {
    const inner = node.type === 'conditional_access_expression' ? node.children.at(-1) : undefined;
    if (inner?.type !== 'element_binding_expression') return [];
    const section = sectionOf(reading, childOf(node, 'condition'));
    const nameNode = inner.children[0]?.children[0]?.children.at(-1) ?? inner.children[0]?.children.at(-1);
    if (section === undefined || nameNode === undefined) return [];
    const name = below(section, evaluate(reading, nameNode));
    return [{ ...PLAIN, node, nameNode, name, isKey: true, via: 'IConfiguration' }];
  });
}

/** `configuration.GetSection("A:B").Value`, `.Get<string>()`. */
function sectionValue(reading: Reading, node: CsNode): RawAccess[] {
  const isValue = node.type === 'member_access_expression' && childOf(node, 'name')?.text === 'Value';
  const object = isValue ? childOf(node, 'expression') : scalarGet(node);
  if (object === undefined) return [];
  const section = sectionOf(reading, object);
  if (section === undefined || section.length === 0) return [];
  const nameNode =
    object.type === 'invocation_expression' ? childOf(object, 'arguments')?.children[0]?.children.at(-1) : undefined;
  const type = isValue ? undefined : readTypeOf(typeOfGet(node));
  const isReference = isValue || type === 'string' || type === 'url';
  return [
    {
      node,
      nameNode,
      name: section,
      isKey: true,
      via: 'GetSection',
      isOptional: !isReference,
      throws: /GetRequiredSection/.test(object.text),
      ...(type && { type }),
    },
  ];
}

function typeOfGet(node: CsNode): CsNode | undefined {
  const callee = childOf(node, 'function');
  return childOf(callee, 'name')?.children.find(({ type }) => type === 'type_argument_list')?.children[0];
}

function scalarGet(node: CsNode): CsNode | undefined {
  const callee = node.type === 'invocation_expression' ? childOf(node, 'function') : undefined;
  if (callee?.type !== 'member_access_expression' || lastName(callee) !== 'Get') return undefined;
  return readTypeOf(typeOfGet(node)) === undefined ? undefined : childOf(callee, 'expression');
}
