import type { Declaration } from './declarations.ts';
import { visible } from './declarations.ts';
import { type CsFile, METHOD } from './file.ts';
import type { Access, Reading } from './reading.ts';
import { stringParts } from './strings.ts';
import {
  ancestorOf,
  argumentAt,
  bare,
  type CsNode,
  childOf,
  isInside,
  lastName,
  methodCall,
  typeName,
} from './syntax.ts';
import { type CsText, concat, firstSet, fixed, GAP, literalOf, soleVariable, textOfValue, variable } from './text.ts';
import { classAround, memberOf, typeOf } from './types.ts';

const MOST_DEPTH = 10;
/** Methods that leave a name or address what it is, near enough. */
const KEEPING =
  /^(ToString|Trim|TrimEnd|TrimStart|ToLower|ToLowerInvariant|AsSpan|Split|GetValueOrDefault|First|Single)$/;
/** Functions whose first argument is the value. */
const PASSING =
  /^((int|long|short|ushort|uint|Int32|Uri|Enum)\.Parse|Convert\.To(Int32|UInt16|Int16|String|Int64)|Environment\.ExpandEnvironmentVariables|Path\.GetFullPath|Dns\.GetHost(Entry|Addresses)(Async)?)$/;

/** What an expression stands for: text, a variable of the environment, both together, or computed. */
export function evaluate(reading: Reading, node: CsNode | undefined, depth = 0): CsText {
  if (node === undefined || depth > MOST_DEPTH) return GAP;
  const at = bare(node);
  const access = reading.accesses.get(at);
  if (access) return valueOfAccess(reading, access, depth);
  const of = (child: CsNode | undefined) => evaluate(reading, child, depth + 1);
  const parts = stringParts(at);
  if (parts) return concat(parts.map((part) => (typeof part === 'string' ? fixed(part) : of(part))));
  switch (at.type) {
    case 'integer_literal':
      return fixed(at.text.replace(/_|[ulUL]+$/g, ''));
    case 'boolean_literal':
      return fixed(at.text);
    case 'identifier':
      return valueOfName(reading, at, depth);
    case 'member_access_expression':
      return valueOfMember(reading, at, depth);
    case 'binary_expression':
      return valueOfOperator(at, of);
    case 'conditional_expression':
      return valueOfChoice(reading, at, of);
    case 'invocation_expression':
      return valueOfCall(reading, at, of);
    case 'conditional_access_expression':
      return of(childOf(at, 'condition'));
    case 'object_creation_expression':
      return valueOfCreation(at, of);
    case 'assignment_expression':
      return of(childOf(at, 'right'));
    default:
      return GAP;
  }
}

function valueOfAccess(reading: Reading, access: Access, depth: number): CsText {
  if (access.dynamic) return GAP;
  const own = access.fallback && literalOf(evaluate(reading, access.fallback, depth + 1));
  const inFile =
    access.key === undefined
      ? undefined
      : (reading.settings.find(access.key, 'base') ?? reading.settings.find(access.key, 'environment'))?.text;
  const fallback = inFile || own;
  return fallback ? variable(access.name, fallback) : variable(access.name);
}

function valueOfOperator(at: CsNode, of: (node: CsNode | undefined) => CsText): CsText {
  const operator = childOf(at, 'operator')?.text;
  if (operator === '+') return concat([of(childOf(at, 'left')), of(childOf(at, 'right'))]);
  return operator === '??' ? firstSet(of(childOf(at, 'left')), of(childOf(at, 'right'))) : GAP;
}

/** `string.IsNullOrEmpty(x) ? "a" : x`: the variable, and what stands in for it. */
function valueOfChoice(reading: Reading, at: CsNode, of: (node: CsNode | undefined) => CsText): CsText {
  const [first, second] = [of(childOf(at, 'consequence')), of(childOf(at, 'alternative'))];
  if (JSON.stringify(first) === JSON.stringify(second)) return first;
  const held = [first, second].find((text) => soleVariable(text) !== undefined);
  const other = held === first ? second : first;
  const name = held && soleVariable(held)?.variable;
  const condition = childOf(at, 'condition');
  if (held === undefined || condition === undefined || literalOf(other) === undefined) return GAP;
  const asks = asked(reading, condition).some((text) => soleVariable(text)?.variable === name);
  return asks ? firstSet(held, other) : GAP;
}

function asked(reading: Reading, condition: CsNode): CsText[] {
  return reading.file.nodes
    .filter(
      (node) =>
        isInside(node, condition) && /^(identifier|invocation_expression|element_access_expression)$/.test(node.type),
    )
    .map((node) => evaluate(reading, node, MOST_DEPTH - 2));
}

function valueOfCall(reading: Reading, at: CsNode, of: (node: CsNode | undefined) => CsText): CsText {
  const call = methodCall(at);
  if (call === undefined) return GAP;
  const first = call.args[0]?.value;
  const callee = childOf(at, 'function')?.text ?? '';
  if (callee === 'nameof') return fixed(lastName(first) ?? '');
  if (PASSING.test(callee)) return of(first);
  if (/^(Path\.(Combine|Join))$/.test(callee)) return joinedPath(call.args.map(({ value }) => of(value)));
  if (/^[sS]tring\.Concat$/.test(callee)) return concat(call.args.map(({ value }) => of(value)));
  if (/^[sS]tring\.Format$/.test(callee))
    return formatted(
      of(first),
      call.args.slice(1).map(({ value }) => of(value)),
    );
  if (call.object && KEEPING.test(call.name)) return of(call.object);
  return valueOfOwnMethod(reading, at, of);
}

/** A method of this file that returns one thing, whatever it is given. */
function valueOfOwnMethod(reading: Reading, at: CsNode, of: (node: CsNode | undefined) => CsText): CsText {
  const call = methodCall(at);
  const [method, more] = reading.file.methods.get(call?.name ?? '') ?? [];
  if (call === undefined || method === undefined || more !== undefined) return GAP;
  if (call.args.length > 0 && isOpenToOthers(method)) return GAP;
  const body = childOf(method, 'body');
  const [only, second] = body?.children ?? [];
  if (only === undefined || second !== undefined || body === undefined) return GAP;
  return of(
    body.type === 'arrow_expression_clause' ? only : only.type === 'return_statement' ? only.children[0] : undefined,
  );
}

function joinedPath(texts: readonly CsText[]): CsText {
  return concat(texts.flatMap((text, at) => (at === 0 ? [text] : [fixed('/'), text])));
}

function formatted(pattern: CsText, values: readonly CsText[]): CsText {
  const text = literalOf(pattern);
  if (text === undefined) return GAP;
  return concat(
    text.split(/(\{\d+[^}]*\})/).map((piece) => {
      const index = /^\{(\d+)/.exec(piece)?.[1];
      return index === undefined ? fixed(piece) : (values[Number(index)] ?? GAP);
    }),
  );
}

/** `new Uri("http://orders")`, `new Uri(base, "path")`. */
function valueOfCreation(at: CsNode, of: (node: CsNode | undefined) => CsText): CsText {
  const type = typeName(childOf(at, 'type'));
  if (type !== 'Uri' && type !== 'Url') return GAP;
  const args = (childOf(at, 'arguments')?.children ?? []).map((argument) => of(argument.children.at(-1)));
  const [base, path] = args;
  const second = path && literalOf(path);
  if (base === undefined || second === undefined || /^(true|false)$/.test(second)) return base ?? GAP;
  return concat([base, fixed(second.startsWith('/') ? second : `/${second}`)]);
}

function valueOfName(reading: Reading, at: CsNode, depth: number): CsText {
  const declared = visible(reading.file.declarations, at.text, at);
  if (declared === undefined) return sharedValue(reading, at.text, at) ?? GAP;
  return valueOfDeclaration(reading, declared, depth);
}

/** The value that a name always has: given where it is declared, or once later. */
export function valueOfDeclaration(reading: Reading, declared: Declaration, depth: number): CsText {
  const of = (node: CsNode) => evaluate(reading, node, depth + 1);
  const { file } = reading;
  if (declared.kind === 'parameter') return valueOfParameter(reading, declared, depth);
  const assigned = (file.assignments.get(declared.name) ?? []).filter((value) => isAssignmentTo(file, value, declared));
  const own =
    declared.value && !/^(null_literal|default_expression)$/.test(bare(declared.value).type) ? [declared.value] : [];
  const [first, ...rest] = [...own, ...assigned].map(of);
  if (first === undefined) return GAP;
  const [second, third] = rest;
  if (second === undefined) return first;
  // `if (string.IsNullOrEmpty(host)) host = "orders";`
  const isFallback =
    third === undefined && soleVariable(first) !== undefined && isGuarded(assigned.at(-1), declared.name);
  if (isFallback) return firstSet(first, second);
  return rest.every((text) => JSON.stringify(text) === JSON.stringify(first)) ? first : GAP;
}

/** What every caller of a method that only this type can call passes; else the default. */
function valueOfParameter(reading: Reading, declared: Declaration, depth: number): CsText {
  if (isOfRecord(declared)) return GAP;
  const passed = passedTo(reading.file, declared);
  const [first, ...rest] = passed.map((node) => evaluate(reading, node, depth + 1));
  if (first === undefined) return declared.value ? evaluate(reading, declared.value, depth + 1) : GAP;
  return rest.every((text) => JSON.stringify(text) === JSON.stringify(first)) ? first : GAP;
}

/** The arguments that callers in the file give to a parameter of a method that nobody else can call. */
export function passedTo(file: CsFile, { name, scope, kind }: Declaration): readonly CsNode[] {
  const isOwn =
    scope.type === 'local_function_statement' || (scope.type === 'method_declaration' && !isOpenToOthers(scope));
  const method = childOf(scope, 'name')?.text;
  if (kind !== 'parameter' || !isOwn || method === undefined) return [];
  const parameters = (childOf(scope, 'parameters')?.children ?? []).filter(({ type }) => type === 'parameter');
  const at = parameters.findIndex((each) => childOf(each, 'name')?.text === name);
  return file.calls.flatMap((call) => (call.name === method ? (argumentAt(call.args, at, name) ?? []) : []));
}

function isOpenToOthers(method: CsNode): boolean {
  return method.children.some(({ type, text }) => type === 'modifier' && /^(public|internal|protected)$/.test(text));
}

function isOfRecord({ scope }: Declaration): boolean {
  return /^(class|record|struct)_declaration$/.test(scope.type);
}

function isGuarded(value: CsNode | undefined, name: string): boolean {
  const branch = value && ancestorOf(value, /^if_statement$/);
  return new RegExp(`\\b${name}\\b`).test(childOf(branch, 'condition')?.text ?? '');
}

function isAssignmentTo(file: CsFile, value: CsNode, declared: Declaration): boolean {
  const left = childOf(value.parent, 'left');
  if (left === undefined || value === declared.value) return false;
  if (left.type === 'identifier') return visible(file.declarations, left.text, left) === declared;
  return childOf(left, 'expression')?.text === 'this' && isInside(left, declared.scope);
}

function valueOfMember(reading: Reading, at: CsNode, depth: number): CsText {
  const { file } = reading;
  const object = childOf(at, 'expression');
  const name = lastName(at);
  if (object === undefined || name === undefined) return GAP;
  if (name === 'Value' && soleVariable(evaluate(reading, object, depth + 1)) !== undefined)
    return evaluate(reading, object, depth + 1);
  if (/^(AbsoluteUri|OriginalString|Length|Result|AddressList)$/.test(name))
    return name === 'Length' ? GAP : evaluate(reading, object, depth + 1);
  const owner = object.text === 'this' ? classAround(at) : file.types.get(lastName(object) ?? '');
  const own = memberOf(file, owner, name);
  if (own) return valueOfDeclaration(reading, own, depth);
  const type = typeOf(file, object)?.name;
  return (
    sharedValue(reading, `${type ?? lastName(object)}.${name}`, at) ?? valueOfTypedMember(reading, type, name, depth)
  );
}

/** `options.Host` of a class of this file that is no section of the configuration. */
function valueOfTypedMember(reading: Reading, type: string | undefined, name: string, depth: number): CsText {
  const definition = type === undefined ? undefined : reading.file.types.get(type);
  const member = memberOf(reading.file, definition, name);
  return member ? valueOfDeclaration(reading, member, depth) : GAP;
}

/** The value of another file's constant or bound property. */
function sharedValue(reading: Reading, name: string, at: CsNode): CsText | undefined {
  const { bindings } = reading.context;
  const exact = bindings.filter((binding) => binding.name === name);
  const found = exact.length > 0 || name.includes('.') ? exact : ofUsing(reading, name, at);
  const [first] = found;
  if (first === undefined || found.some(({ value }) => JSON.stringify(value) !== JSON.stringify(first.value)))
    return undefined;
  return textOfValue(first.value);
}

/** `using static Shop.Queues;` brings the constants of a class without its name. */
function ofUsing({ file, context }: Reading, name: string, at: CsNode) {
  if (ancestorOf(at, METHOD) === undefined && !file.text.includes('using static')) return [];
  if (!file.text.includes('using static')) return [];
  return context.bindings.filter((binding) => {
    const [owner = '', member] = binding.name.split('.');
    return member === name && new RegExp(`using static [\\w.]*\\b${owner};`).test(file.text);
  });
}
