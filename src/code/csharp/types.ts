import { type Declaration, visible } from './declarations.ts';
import { type CsFile, TYPE_DECLARATION } from './file.ts';
import { ancestorOf, bare, type CsNode, childOf, createdType, lastName, methodCall, typeName } from './syntax.ts';

/** A type by its plain name, and the plain names between its `<` and `>`. */
export interface TypeRef {
  readonly name: string;
  readonly args: readonly string[];
}

const MOST_DEPTH = 6;
/** What wraps a value and hands it out by a property. */
const WRAPPER = /^(I?Options(Snapshot|Monitor|Wrapper)?|Lazy|Task|ValueTask)$/;
const RESOLVES =
  /^(GetRequiredService|GetService|GetRequiredKeyedService|GetKeyedService|Resolve|Get|GetOptions|Bind|GetExportedValue)$/;

/** The type of an expression as far as declarations of this file tell. */
export function typeOf(file: CsFile, node: CsNode | undefined, depth = 0): TypeRef | undefined {
  if (node === undefined || depth > MOST_DEPTH) return undefined;
  if (node.type === 'cast_expression' || node.type === 'as_expression')
    return typeRef(childOf(node, 'type') ?? childOf(node, 'right'));
  const at = bare(node);
  switch (at.type) {
    case 'identifier':
      return typeOfDeclaration(file, visible(file.declarations, at.text, at), depth);
    case 'object_creation_expression':
      return typeRef(childOf(at, 'type'));
    case 'implicit_object_creation_expression':
      return typeRef(targetType(at));
    case 'invocation_expression':
      return typeOfCall(file, at, depth);
    case 'member_access_expression':
      return typeOfMember(file, at, depth);
    case 'binary_expression':
      return typeOf(file, childOf(at, 'left'), depth + 1);
    case 'assignment_expression':
      return typeOf(file, childOf(at, 'right'), depth + 1);
    default:
      return undefined;
  }
}

export function typeRef(node: CsNode | undefined): TypeRef | undefined {
  if (node === undefined) return undefined;
  if (node.type === 'nullable_type') return typeRef(childOf(node, 'type') ?? node.children[0]);
  const name = typeName(node);
  if (name === undefined || node.type === 'implicit_type') return undefined;
  const generic = node.type === 'generic_name' ? node : childOf(node, 'name');
  const list = generic?.children.find(({ type }) => type === 'type_argument_list');
  return { name, args: (list?.children ?? []).flatMap((arg) => typeName(arg) ?? []) };
}

function typeOfDeclaration(file: CsFile, declared: Declaration | undefined, depth: number): TypeRef | undefined {
  if (declared === undefined) return undefined;
  const written = typeRef(declared.type);
  return written ?? typeOf(file, declared.value, depth + 1);
}

function typeOfCall(file: CsFile, at: CsNode, depth: number): TypeRef | undefined {
  const call = methodCall(at);
  if (call === undefined) return undefined;
  const [type] = call.types;
  if (type && RESOLVES.test(call.name)) return typeRef(type);
  // `new ConfigurationOptions().Copy()`, `factory.CreateConnection()`: what makes it says enough.
  const own = file.methods.get(call.name)?.[0];
  const isOwn = call.object === undefined || call.object.text === 'this';
  if (own && isOwn) return unwrapped(typeRef(childOf(own, 'returns')));
  const made = /^Create(\w+?)(Async)?$/.exec(call.name)?.[1];
  if (made !== undefined && call.object !== undefined)
    return { name: made === 'Model' ? 'IModel' : made, args: call.types.flatMap((each) => typeName(each) ?? []) };
  if (/^(Build|ConfigureAwait|Connect|ConnectAsync)$/.test(call.name)) return builtBy(file, call.object, depth);
  return undefined;
}

/** `new ProducerBuilder<K, V>(config).Build()`, `ConnectionMultiplexer.Connect(…)`. */
function builtBy(file: CsFile, object: CsNode | undefined, depth: number): TypeRef | undefined {
  const inner = object && bare(object);
  for (let at = inner; at !== undefined; ) {
    const created = createdType(at);
    if (created !== undefined) return { name: created.replace(/Builder$/, ''), args: [] };
    if (at.type === 'identifier') return typeOf(file, at, depth + 1) ?? { name: at.text, args: [] };
    at = methodCall(at)?.object;
  }
  return undefined;
}

function unwrapped(type: TypeRef | undefined): TypeRef | undefined {
  const [inner] = type?.args ?? [];
  return type && WRAPPER.test(type.name) && inner !== undefined ? { name: inner, args: [] } : type;
}

function typeOfMember(file: CsFile, at: CsNode, depth: number): TypeRef | undefined {
  const object = childOf(at, 'expression');
  const name = lastName(at);
  if (object?.text === 'this' && name !== undefined)
    return typeOfDeclaration(file, memberOf(file, classAround(at), name), depth);
  const outer = typeOf(file, object, depth + 1);
  if (outer === undefined || name === undefined) return undefined;
  const [inner] = outer.args;
  if (WRAPPER.test(outer.name) && /^(Value|CurrentValue|Result)$/.test(name) && inner !== undefined)
    return { name: inner, args: [] };
  return typeOfDeclaration(file, memberOf(file, file.types.get(outer.name), name), depth);
}

/** A field, property or parameter that a type of this file declares. */
export function memberOf(file: CsFile, type: CsNode | undefined, name: string): Declaration | undefined {
  if (type === undefined) return undefined;
  return (file.declarations.get(name) ?? []).find(
    ({ kind, scope }) => kind !== 'local' && (scope === type || scope.parent === type),
  );
}

export function classAround(node: CsNode): CsNode | undefined {
  return ancestorOf(node, TYPE_DECLARATION);
}

/** The written type that `new(…)` fills. */
function targetType(node: CsNode): CsNode | undefined {
  const parent = node.parent;
  if (parent?.type === 'variable_declarator') return childOf(parent.parent, 'type');
  if (parent?.type === 'property_declaration') return childOf(parent, 'type');
  return undefined;
}
