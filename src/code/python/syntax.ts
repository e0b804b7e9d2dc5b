// The syntax tree as plain objects: each access to a node of the parser crosses into WebAssembly, so one walk copies it.
import type { Node } from 'web-tree-sitter';

export interface PyNode {
  readonly type: string;
  /** The role in the parent: `left`, `arguments`, `condition`. */
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly parent: PyNode | undefined;
  /** Named children, and the operators that have a field; no comments. */
  readonly children: readonly PyNode[];
}

export interface PyTree {
  readonly root: PyNode;
  /** All nodes, parents before children, in the order of the text. */
  readonly nodes: readonly PyNode[];
}

/** Copies a tree. Of a string only what an f-string computes is kept: its text is read from the source. */
export function copyTree(root: Node): PyTree {
  const cursor = root.walk();
  const top = nodeAt(cursor, undefined);
  const nodes: PyNode[] = [top];
  let parent: OpenNode = top;
  let depth = 0;
  let descend = cursor.gotoFirstChild();
  if (descend) depth = 1;
  while (depth > 0) {
    const kept = keeps(cursor);
    if (kept) {
      const node = nodeAt(cursor, parent);
      parent.children.push(node);
      nodes.push(node);
      descend = cursor.gotoFirstChild();
      if (descend) {
        parent = node;
        depth += 1;
        continue;
      }
    }
    while (depth > 0 && !cursor.gotoNextSibling()) {
      cursor.gotoParent();
      depth -= 1;
      parent = parent.parent ?? top;
    }
  }
  cursor.delete();
  return { root: top, nodes };
}

interface OpenNode extends PyNode {
  readonly parent: OpenNode | undefined;
  readonly children: PyNode[];
}

const SKIPPED = new Set(['comment', 'string_start', 'string_content', 'string_end', 'line_continuation']);

/** Each question crosses into WebAssembly: ask as few as will do. */
function keeps(cursor: ReturnType<Node['walk']>): boolean {
  return cursor.nodeIsNamed ? !SKIPPED.has(cursor.nodeType) : cursor.currentFieldId !== 0;
}

function nodeAt(cursor: ReturnType<Node['walk']>, parent: OpenNode | undefined): OpenNode {
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName ?? undefined,
    start: cursor.startIndex,
    end: cursor.endIndex,
    parent,
    children: [],
  };
}

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
