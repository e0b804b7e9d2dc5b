import type { Syntax } from '../syntax.ts';

/** A named node, or an unnamed one that has a field (an operator). */
export type GoNode = Syntax;

/** The child in a field. */
export function child(node: GoNode | undefined, field: string): GoNode | undefined {
  return node?.children.find((each) => each.field === field);
}

/** All children in a field: the names of `a, b string`. */
export function childrenIn(node: GoNode | undefined, field: string): readonly GoNode[] {
  return node?.children.filter((each) => each.field === field) ?? [];
}

/** The nodes around a node, from the inside out. */
export function* ancestors(node: GoNode): Generator<GoNode> {
  for (let each = node.parent; each !== undefined; each = each.parent) yield each;
}

/** The node and everything in it, in the order of the text. */
export function within(node: GoNode): GoNode[] {
  const found: GoNode[] = [];
  const waiting = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    found.push(next);
    for (let at = next.children.length - 1; at >= 0; at -= 1) {
      const each = next.children[at];
      if (each) waiting.push(each);
    }
  }
  return found;
}

/** The items of an expression list, or the one expression that stands for it. */
export function listed(node: GoNode | undefined): readonly GoNode[] {
  if (node === undefined) return [];
  return node.type === 'expression_list' ? node.children : [node];
}

/** An expression without parentheses, `&`, `*` and the wrapper that literals put around their elements. */
export function bare(node: GoNode): GoNode {
  const inner = node.children.find((each) => each.field !== 'operator');
  if (inner === undefined) return node;
  if (node.type === 'parenthesized_expression' || node.type === 'literal_element') return bare(inner);
  if (node.type === 'unary_expression' && /^[&*]/.test(node.text)) return bare(inner);
  return node;
}
