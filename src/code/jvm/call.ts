import { fieldOf, type Syntax } from '../syntax.ts';

/** A call or the making of an object, in Java or Kotlin, taken apart. */
export interface JvmCall {
  readonly node: Syntax;
  /** `convertAndSend`, or the class of `new Queue(…)`; in Kotlin both look the same. */
  readonly name: string;
  readonly nameNode: Syntax;
  /** What stands before the name's dot. */
  readonly receiver: Syntax | undefined;
  readonly args: readonly JvmArgument[];
  /** Kotlin's block behind the parentheses. */
  readonly block: Syntax | undefined;
}

export interface JvmArgument {
  /** Kotlin's named arguments and the elements of annotations. */
  readonly name: string | undefined;
  readonly value: Syntax;
}

const EXPRESSION_OF_WRAPPER = /^(parenthesized_expression|expression_statement|labeled_expression)$/;

/** An expression without the parentheses around it. */
export function bare(node: Syntax): Syntax {
  let at = node;
  while (EXPRESSION_OF_WRAPPER.test(at.type) && at.children.length === 1 && at.children[0]) at = at.children[0];
  return at;
}

/** A node as a call; undefined for anything else. */
export function callOf(node: Syntax): JvmCall | undefined {
  switch (node.type) {
    case 'method_invocation': {
      const nameNode = fieldOf(node, 'name');
      return nameNode && madeOf(node, nameNode, fieldOf(node, 'object'), argumentsIn(fieldOf(node, 'arguments')));
    }
    case 'object_creation_expression': {
      const type = fieldOf(node, 'type');
      return type && madeOf(node, type, undefined, argumentsIn(fieldOf(node, 'arguments')));
    }
    case 'call_expression':
      return kotlinCall(node);
    default:
      return undefined;
  }
}

function madeOf(
  node: Syntax,
  nameNode: Syntax,
  receiver: Syntax | undefined,
  rest: { readonly args: readonly JvmArgument[]; readonly block?: Syntax | undefined },
): JvmCall {
  return { node, name: plainTypeName(nameNode.text), nameNode, receiver, args: rest.args, block: rest.block };
}

/** `a.b(c) { d }` is a call of `a.b(c)` with a block: one call for us. */
function kotlinCall(node: Syntax): JvmCall | undefined {
  const block = lambdaIn(node.children.find((child) => child.type === 'annotated_lambda'));
  const [callee] = node.children;
  if (callee === undefined) return undefined;
  if (callee.type === 'call_expression' && block) {
    const inner = kotlinCall(callee);
    return inner && { ...inner, node, block };
  }
  const parts = argumentsIn(node.children.find((child) => child.type === 'value_arguments'));
  const rest = { args: parts.args, block };
  if (callee.type === 'identifier') return madeOf(node, callee, undefined, rest);
  const name = callee.type === 'navigation_expression' ? callee.children.at(-1) : undefined;
  return name && callee.children.length > 1 ? madeOf(node, name, callee.children[0], rest) : undefined;
}

export function lambdaIn(node: Syntax | undefined): Syntax | undefined {
  if (node === undefined || node.type === 'lambda_literal') return node;
  return node.children.find((child) => child.type === 'lambda_literal');
}

/** Whether a call is the inner one of a call with a block: the outer one stands for both. */
export function isInnerOfBlock(node: Syntax): boolean {
  const { parent } = node;
  return (
    node.type === 'call_expression' &&
    parent?.type === 'call_expression' &&
    parent.children[0] === node &&
    parent.children.some((child) => child.type === 'annotated_lambda')
  );
}

/** The arguments of a call or of an annotation. */
export function argumentsIn(list: Syntax | undefined): { readonly args: readonly JvmArgument[] } {
  const args = (list?.children ?? []).flatMap((child): JvmArgument[] => {
    if (child.type === 'element_value_pair') {
      const value = fieldOf(child, 'value');
      return value ? [{ name: fieldOf(child, 'key')?.text, value: bare(value) }] : [];
    }
    if (child.type !== 'value_argument') return [{ name: undefined, value: bare(child) }];
    const value = child.children.at(-1);
    if (value === undefined) return [];
    const isNamed = child.children.length > 1 && child.children[0]?.type === 'identifier';
    return [{ name: isNamed ? child.children[0]?.text : undefined, value: bare(value) }];
  });
  return { args };
}

/** The argument under a name, or at a position among those without one. */
export function argumentAt(
  args: readonly JvmArgument[],
  names: readonly string[],
  position: number | undefined,
): Syntax | undefined {
  const named = args.find(({ name }) => name !== undefined && names.includes(name));
  if (named) return named.value;
  return position === undefined ? undefined : args.filter(({ name }) => name === undefined)[position]?.value;
}

/** `Map.Entry<String, Integer>` is `Entry`. */
export function plainTypeName(text: string): string {
  const bareName = text.replace(/<[\s\S]*$/, '').replace(/[?\s]/g, '');
  return bareName.slice(bareName.lastIndexOf('.') + 1);
}
