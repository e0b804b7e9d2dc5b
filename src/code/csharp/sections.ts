import { visible } from './declarations.ts';
import type { Reading } from './reading.ts';
import { bare, type CsNode, childOf, createdType, lastName, methodCall } from './syntax.ts';
import { type CsText, concat, fixed } from './text.ts';
import { typeOf } from './types.ts';
import { evaluate, passedTo } from './values.ts';

const CONFIGURATION = /^(I?Configuration(Root|Manager)?|IConfigurationBuilder)$/;
const HOLDER = /(builder|context|ctx|host|app|startup|fixture)$|^(this|base|[a-z])$/i;
const MOST_DEPTH = 6;

/**
 * Where an expression stands in the configuration: the text of its key, empty for the whole; undefined for what is no
 * configuration that the environment takes part in.
 */
export function sectionOf(reading: Reading, node: CsNode | undefined, depth = 0): CsText | undefined {
  if (node === undefined || depth > MOST_DEPTH) return undefined;
  const at = bare(node);
  switch (at.type) {
    case 'identifier':
      return sectionOfName(reading, at, depth);
    case 'member_access_expression':
      return sectionOfMember(reading, at, depth);
    case 'member_binding_expression':
      return lastName(at) === 'Configuration' ? [] : undefined;
    case 'conditional_access_expression':
      return sectionOf(reading, at.children.at(-1), depth + 1);
    case 'invocation_expression':
      return sectionOfCall(reading, at, depth);
    case 'binary_expression':
      return sectionOf(reading, childOf(at, 'left'), depth + 1);
    default:
      return undefined;
  }
}

function sectionOfName(reading: Reading, at: CsNode, depth: number): CsText | undefined {
  const { file } = reading;
  const declared = visible(file.declarations, at.text, at);
  if (declared === undefined) {
    // A base class or another part of the class declares it.
    return /^_?configuration$/i.test(at.text) && /\bMicrosoft\.Extensions\b|IConfiguration|Builder/.test(file.text)
      ? []
      : undefined;
  }
  const type = declared.type?.type === 'implicit_type' ? undefined : typeOf(file, at);
  if (declared.value && declared.kind !== 'parameter') {
    const section = sectionOf(reading, declared.value, depth + 1);
    if (section || type === undefined || !/^IConfiguration/.test(type.name)) return section;
  }
  // A method of one's own is given one section, or several: those of several are not told apart.
  const [passed, another] = passedTo(file, declared);
  if (passed && another === undefined) return settledSection(sectionOf(reading, passed, depth + 1));
  const assigned = file.assignments.get(at.text) ?? [];
  if (type?.name === 'IConfigurationSection' || (type === undefined && declared.kind === 'local'))
    return assigned.length === 1 ? sectionOf(reading, assigned[0], depth + 1) : undefined;
  if (type === undefined || !CONFIGURATION.test(type.name)) return undefined;
  // `IConfiguration config = new ConfigurationBuilder().AddJsonFile(…).Build()` leaves the environment out.
  const [only, more] = assigned.filter((value) => isBuilt(value));
  if (only && more === undefined) return sectionOf(reading, only, depth + 1);
  return declared.value && isBuilt(declared.value) ? undefined : [];
}

function settledSection(section: CsText | undefined): CsText | undefined {
  return section?.includes(null) ? undefined : section;
}

function isBuilt(value: CsNode): boolean {
  return methodCall(bare(value))?.name === 'Build';
}

function sectionOfMember(reading: Reading, at: CsNode, depth: number): CsText | undefined {
  const object = childOf(at, 'expression');
  const name = lastName(at);
  if (object === undefined || name === undefined) return undefined;
  if (object.text === 'this') {
    const member = childOf(at, 'name');
    return member && sectionOfName(reading, member, depth);
  }
  if (name !== 'Configuration' && name !== '_configuration') return undefined;
  const holder = lastName(bare(object)) ?? '';
  return HOLDER.test(holder) || bare(object).type === 'invocation_expression' ? [] : undefined;
}

function sectionOfCall(reading: Reading, at: CsNode, depth: number): CsText | undefined {
  const call = methodCall(at);
  if (call === undefined) return undefined;
  if (
    /^(GetRequiredService|GetService|Resolve)$/.test(call.name) &&
    /^IConfiguration(Root)?$/.test(call.types[0]?.text ?? '')
  )
    return [];
  if (call.name === 'Build') return isOpenBuilder(reading, call.object) ? [] : undefined;
  if (!/^(GetSection|GetRequiredSection)$/.test(call.name)) return undefined;
  const outer = sectionOf(reading, call.object, depth + 1);
  const key = call.args[0]?.value;
  return outer && key ? below(outer, evaluate(reading, key)) : undefined;
}

export function below(section: CsText, key: CsText): CsText {
  if (section.length === 0) return key;
  return key.length === 0 ? section : concat([section, fixed(':'), key]);
}

/** Whether what a builder makes takes in the environment. */
function isOpenBuilder(reading: Reading, object: CsNode | undefined): boolean {
  let at = object && bare(object);
  while (at !== undefined) {
    const call = methodCall(at);
    if (call === undefined) break;
    if (/^(AddEnvironmentVariables|AddConfiguration)$/.test(call.name)) return true;
    at = call.object && bare(call.object);
  }
  if (at === undefined || createdType(at) === 'ConfigurationBuilder')
    return /\bAddEnvironmentVariables\b/.test(statementText(object));
  // A builder in a variable: what is added to it may stand anywhere in the file.
  return /ConfigurationBuilder/.test(reading.file.text) && reading.file.text.includes('AddEnvironmentVariables');
}

function statementText(node: CsNode | undefined): string {
  return node?.text ?? '';
}
