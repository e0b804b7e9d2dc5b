import type { Syntax } from '../syntax.ts';

/** Named children, and the operators that have a field; no comments, and of a string only what an f-string computes. */
export type PyNode = Syntax;

export function childOf(node: PyNode | undefined, field: string): PyNode | undefined {
  return node?.children.find((child) => child.field === field);
}

/** The nearest ancestor of one of the types. */
export function ancestorOf(node: PyNode, ...types: readonly string[]): PyNode | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) if (types.includes(at.type)) return at;
  return undefined;
}

export function isInside(node: PyNode, outer: PyNode): boolean {
  return node.start >= outer.start && node.end <= outer.end;
}

/** Without the parentheses and `await` around it. */
export function bare(node: PyNode): PyNode {
  let at = node;
  while ((at.type === 'parenthesized_expression' || at.type === 'await') && at.children[0]) at = at.children[0];
  return at;
}

export interface CallArguments {
  readonly positional: readonly PyNode[];
  readonly keywords: ReadonlyMap<string, PyNode>;
  /** `*args` or `**kwargs` are there: what is not seen may still be given. */
  readonly open: boolean;
}

/** Arguments of a call (or the superclasses of a class), keywords by name. */
export function argumentsOf(call: PyNode, text: string): CallArguments {
  const list = childOf(call, 'arguments') ?? childOf(call, 'superclasses');
  const positional: PyNode[] = [];
  const keywords = new Map<string, PyNode>();
  let open = false;
  for (const child of list?.children ?? []) {
    if (child.type === 'keyword_argument') {
      const name = childOf(child, 'name');
      const value = childOf(child, 'value');
      if (name && value) keywords.set(text.slice(name.start, name.end), value);
    } else if (child.type === 'list_splat' || child.type === 'dictionary_splat') open = true;
    else positional.push(child);
  }
  return { positional, keywords, open };
}
