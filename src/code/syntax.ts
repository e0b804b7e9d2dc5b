import type { Node, TreeCursor } from 'web-tree-sitter';

/**
 * A syntax tree as plain objects: named nodes, and the anonymous ones that stand in a field (an operator); comments
 * left out. Each step in a parser's own tree crosses into WebAssembly; this copy costs one pass and is then free.
 */
export interface Syntax {
  readonly type: string;
  /** The field of the parent in which it stands. */
  readonly field: string | undefined;
  /** Offsets in the source text. */
  readonly start: number;
  readonly end: number;
  readonly parent: Syntax | undefined;
  readonly children: readonly Syntax[];
  readonly source: string;
}

interface OpenSyntax extends Syntax {
  readonly children: Syntax[];
}

/** The plain copy of a parsed tree. */
export function plainTree(root: Node, source: string): Syntax {
  const cursor = root.walk();
  try {
    const top = copy(cursor, undefined, source);
    let open = top;
    let kept = true;
    // `depth` counts the levels entered below a node that is not kept: its children hang on the nearest kept one.
    const path: OpenSyntax[] = [];
    for (;;) {
      if (kept && cursor.gotoFirstChild()) path.push(open);
      else {
        while (!cursor.gotoNextSibling()) {
          if (!cursor.gotoParent() || path.length === 0) return top;
          path.pop();
          if (path.length === 0) return top;
        }
      }
      const parent = path[path.length - 1] ?? top;
      kept = isKept(cursor);
      if (kept) {
        open = copy(cursor, parent, source);
        parent.children.push(open);
      }
    }
  } finally {
    cursor.delete();
  }
}

function isKept(cursor: TreeCursor): boolean {
  if (!cursor.nodeIsNamed) return cursor.currentFieldName !== null;
  return !cursor.nodeType.endsWith('comment');
}

function copy(cursor: TreeCursor, parent: OpenSyntax | undefined, source: string): OpenSyntax {
  return {
    type: cursor.nodeType,
    field: parent ? (cursor.currentFieldName ?? undefined) : undefined,
    start: cursor.startIndex,
    end: cursor.endIndex,
    parent,
    children: [],
    source,
  };
}

export function fieldOf(node: Syntax | undefined, name: string): Syntax | undefined {
  return node?.children.find((child) => child.field === name);
}

export function textOfSyntax(node: Syntax): string {
  return node.source.slice(node.start, node.end);
}

/** The node and all below it, in the order of the text. */
export function* withDescendants(node: Syntax): Generator<Syntax> {
  const stack = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    yield next;
    for (let index = next.children.length - 1; index >= 0; index -= 1) {
      const child = next.children[index];
      if (child) stack.push(child);
    }
  }
}

/** The parents, nearest first. */
export function* ancestorsOf(node: Syntax): Generator<Syntax> {
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) yield parent;
}

export function contains(outer: Syntax, inner: Syntax): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
