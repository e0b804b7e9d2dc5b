import { ancestorsOf, fieldOf, type Syntax } from '../syntax.ts';

/** An argument, with its name where it is written: `Route(path: '/carts')`. */
export interface PhpArgument {
  readonly name?: string;
  readonly value: Syntax;
}

/** A call of a function, of a method, of a static method, or of a constructor. */
export interface PhpCall {
  readonly kind: 'function' | 'method' | 'static' | 'new';
  readonly node: Syntax;
  /** The last part of the function's, method's or class's name. */
  readonly name: string;
  readonly nameNode: Syntax;
  /** What a method is called on. */
  readonly object?: Syntax;
  /** The class of a static method, as it is written. */
  readonly scope?: string;
  readonly args: readonly PhpArgument[];
}

export const FUNCTION = /^(function_definition|method_declaration|anonymous_function|arrow_function)$/;
export const CLASS = /^(class|trait|interface|enum)_declaration$|^anonymous_class$/;

export function callOf(node: Syntax): PhpCall | undefined {
  switch (node.type) {
    case 'function_call_expression': {
      const called = fieldOf(node, 'function');
      if (called === undefined || !isName(called)) return undefined;
      return { kind: 'function', node, name: lastName(called.text), nameNode: called, args: argumentsOf(node) };
    }
    case 'member_call_expression':
    case 'nullsafe_member_call_expression': {
      const object = fieldOf(node, 'object');
      const name = fieldOf(node, 'name');
      if (object === undefined || name?.type !== 'name') return undefined;
      return { kind: 'method', node, name: name.text, nameNode: name, object, args: argumentsOf(node) };
    }
    case 'scoped_call_expression': {
      const scope = fieldOf(node, 'scope');
      const name = fieldOf(node, 'name');
      if (scope === undefined || name?.type !== 'name') return undefined;
      return { kind: 'static', node, name: name.text, nameNode: name, scope: scope.text, args: argumentsOf(node) };
    }
    case 'object_creation_expression': {
      const made = node.children.find(isName);
      if (made === undefined) return undefined;
      return { kind: 'new', node, name: lastName(made.text), nameNode: made, args: argumentsOf(node) };
    }
    default:
      return undefined;
  }
}

export function isName({ type }: Syntax): boolean {
  return type === 'name' || type === 'qualified_name' || type === 'relative_name';
}

/** `GuzzleHttp\Client` → `Client` */
export function lastName(text: string): string {
  return text.slice(text.lastIndexOf('\\') + 1);
}

/** The arguments of a call or of an attribute. */
export function argumentsOf(node: Syntax): PhpArgument[] {
  const list = node.children.find(({ type }) => type === 'arguments');
  return (list?.children ?? []).flatMap((each): PhpArgument[] => {
    const value = each.children.at(-1);
    if (each.type !== 'argument' || value === undefined || value.type === 'variadic_unpacking') return [];
    const name = value.field === 'name' ? undefined : fieldOf(each, 'name')?.text;
    return [{ value, ...(name !== undefined && { name }) }];
  });
}

/** The argument at a position, or by its name. */
export function argumentAt(args: readonly PhpArgument[], position: number, ...names: readonly string[]) {
  const named = args.find(({ name }) => name !== undefined && names.includes(name));
  if (named) return named.value;
  const at = args[position];
  return at?.name === undefined ? at?.value : undefined;
}

/** Without brackets, casts and `@`. */
export function bare(node: Syntax): Syntax {
  let at = node;
  for (;;) {
    const inner =
      at.type === 'parenthesized_expression' || at.type === 'error_suppression_expression'
        ? at.children.at(-1)
        : at.type === 'cast_expression'
          ? fieldOf(at, 'value')
          : undefined;
    if (inner === undefined) return at;
    at = inner;
  }
}

/** The entries of an array: a key where one is written. */
export function entriesOf(node: Syntax): { readonly key: Syntax | undefined; readonly value: Syntax }[] {
  if (node.type !== 'array_creation_expression') return [];
  return node.children.flatMap((each) => {
    if (each.type !== 'array_element_initializer') return [];
    const [first, second] = each.children;
    if (first === undefined || first.type === 'variadic_unpacking') return [];
    return [second === undefined ? { key: undefined, value: first } : { key: first, value: second }];
  });
}

/** The function or method around a node; arrow functions see what is around them, and are passed over. */
export function functionAround(node: Syntax): Syntax | undefined {
  for (const each of ancestorsOf(node)) {
    if (FUNCTION.test(each.type) && each.type !== 'arrow_function') return each;
    if (CLASS.test(each.type)) return undefined;
  }
  return undefined;
}

export function classAround(node: Syntax): Syntax | undefined {
  return [...ancestorsOf(node)].find(({ type }) => CLASS.test(type));
}

/** `$port` of a parameter, a property or a variable. */
export function parametersOf(method: Syntax): readonly Syntax[] {
  return (fieldOf(method, 'parameters')?.children ?? []).filter(({ type }) => /_parameter$/.test(type));
}
