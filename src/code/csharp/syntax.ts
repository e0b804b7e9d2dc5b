import { ancestorsOf, type Syntax } from '../syntax.ts';

export type CsNode = Syntax;

export function childOf(node: CsNode | undefined, field: string): CsNode | undefined {
  return node?.children.find((child) => child.field === field);
}

export function isInside(node: CsNode, outer: CsNode): boolean {
  return node.start >= outer.start && node.end <= outer.end;
}

/** The nearest ancestor of one of the types. */
export function ancestorOf(node: CsNode, types: RegExp): CsNode | undefined {
  for (const each of ancestorsOf(node)) if (types.test(each.type)) return each;
  return undefined;
}

/** An expression without what leaves its value as it is: parentheses, `await`, `!`, a cast. */
export function bare(node: CsNode): CsNode {
  let at = node;
  for (;;) {
    const inner = innerOf(at);
    if (inner === undefined) return at;
    at = inner;
  }
}

function innerOf(node: CsNode): CsNode | undefined {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'await_expression':
    case 'checked_expression':
      return node.children[0];
    case 'postfix_unary_expression':
      return /!$/.test(node.text) ? node.children[0] : undefined;
    case 'cast_expression':
      return childOf(node, 'value');
    case 'as_expression':
      return childOf(node, 'left') ?? node.children[0];
    default:
      return undefined;
  }
}

export interface Argument {
  readonly name: string | undefined;
  readonly value: CsNode;
}

/** Arguments of a call, a creation, an element access or an attribute. */
export function argumentsOf(node: CsNode): readonly Argument[] {
  const list =
    childOf(node, 'arguments') ??
    childOf(node, 'subscript') ??
    node.children.find(({ type }) => /^(bracketed_|attribute_)?argument_list$/.test(type));
  return (list?.children ?? []).flatMap((child) => {
    if (!/^(attribute_)?argument$/.test(child.type)) return [];
    const name = childOf(child, 'name');
    // `Template = "x"` of an attribute is an assignment to the grammar, or an argument with a name.
    const value = child.children.filter((each) => each !== name && each.type !== 'modifier').at(-1);
    if (value === undefined) return [];
    if (value.type === 'assignment_expression') {
      const right = childOf(value, 'right');
      return right ? [{ name: childOf(value, 'left')?.text, value: right }] : [];
    }
    return [{ name: name?.text, value }];
  });
}

/** An argument by name or else by position among those without a name. */
export function argumentAt(
  args: readonly Argument[],
  position: number | undefined,
  ...names: readonly string[]
): CsNode | undefined {
  const named = args.find(({ name }) => name !== undefined && names.includes(name));
  if (named) return named.value;
  const at = position === undefined ? undefined : args[position];
  return at?.name === undefined ? at?.value : undefined;
}

/** `Get` of `Get`, `Get<T>` and `a.Get<T>`. */
export function lastName(node: CsNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  switch (node.type) {
    case 'identifier':
      return node.text;
    case 'generic_name':
      return node.children[0]?.text;
    case 'member_access_expression':
    case 'member_binding_expression':
    case 'qualified_name':
    case 'alias_qualified_name':
      return lastName(childOf(node, 'name'));
    default:
      return undefined;
  }
}

/** The types between `<` and `>` of a callee or type. */
export function typeArguments(node: CsNode | undefined): readonly CsNode[] {
  const name = node?.type === 'generic_name' ? node : childOf(node, 'name');
  const generic = name?.type === 'generic_name' ? name : undefined;
  return generic?.children.find(({ type }) => type === 'type_argument_list')?.children ?? [];
}

export interface MethodCall {
  readonly call: CsNode;
  readonly name: string;
  /** What the method is called on; undefined for a plain function. */
  readonly object: CsNode | undefined;
  readonly types: readonly CsNode[];
  readonly args: readonly Argument[];
}

/** `object.Name<T>(…)`, `object?.Name(…)`, `Name(…)`. */
export function methodCall(call: CsNode): MethodCall | undefined {
  if (call.type !== 'invocation_expression') return undefined;
  const callee = childOf(call, 'function');
  const name = lastName(callee);
  if (callee === undefined || name === undefined) return undefined;
  const object =
    callee.type === 'member_access_expression'
      ? childOf(callee, 'expression')
      : callee.type === 'member_binding_expression'
        ? childOf(ancestorOf(callee, /^conditional_access_expression$/), 'condition')
        : undefined;
  return { call, name, object, types: typeArguments(callee), args: argumentsOf(call) };
}

/** The type that `new T(…)` makes; undefined for `new(…)`. */
export function createdType(node: CsNode): string | undefined {
  return node.type === 'object_creation_expression' ? typeName(childOf(node, 'type')) : undefined;
}

/** A type without namespace, arguments, `?` and `[]`. */
export function typeName(node: CsNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.type === 'nullable_type') return typeName(childOf(node, 'type') ?? node.children[0]);
  if (node.type === 'predefined_type') return node.text;
  return lastName(node);
}

/** What `{ HostName = x, Port = 5 }` behind a creation sets, by name. */
export function initialised(node: CsNode): ReadonlyMap<string, CsNode> {
  const found = new Map<string, CsNode>();
  const initializer =
    childOf(node, 'initializer') ?? node.children.find(({ type }) => type === 'initializer_expression');
  for (const child of initializer?.children ?? []) {
    if (child.type !== 'assignment_expression') continue;
    const left = childOf(child, 'left');
    const right = childOf(child, 'right');
    if (left && right) found.set(left.text, right);
  }
  return found;
}

/** Elements of an array or collection expression; undefined for anything else. */
export function elementsOf(node: CsNode): readonly CsNode[] | undefined {
  const at = bare(node);
  switch (at.type) {
    case 'collection_expression':
      return at.children.map((child) => (child.type === 'expression_element' ? (child.children[0] ?? child) : child));
    case 'array_creation_expression':
    case 'implicit_array_creation_expression':
    case 'object_creation_expression':
    case 'implicit_object_creation_expression': {
      const list = at.children.find(({ type }) => type === 'initializer_expression');
      return list?.children.every(({ type }) => type !== 'assignment_expression') ? list.children : undefined;
    }
    default:
      return undefined;
  }
}
