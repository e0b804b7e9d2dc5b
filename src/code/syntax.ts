import type { Language, Node, TreeCursor } from 'web-tree-sitter';

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

type SyntaxParts = Pick<Syntax, 'type' | 'field' | 'parent' | 'source'>;

/** The plain copy of a parsed tree. */
export function plainTree(root: Node, source: string): Syntax {
  const cursor = root.walk();
  const grammar = root.tree.language;
  try {
    const top = copy(cursor, { type: root.type, field: undefined, parent: undefined, source });
    const path: OpenSyntax[] = [];
    let kept: OpenSyntax | undefined = top;
    for (;;) {
      // What is not kept has no children that matter: punctuation, a comment.
      if (kept && cursor.gotoFirstChild()) path.push(kept);
      else {
        while (!cursor.gotoNextSibling()) {
          path.pop();
          if (path.length === 0 || !cursor.gotoParent()) return top;
        }
      }
      const parent = path[path.length - 1] ?? top;
      kept = keptNode(cursor, grammar, parent);
      if (kept) parent.children.push(kept);
    }
  } finally {
    cursor.delete();
  }
}

/** Each question to the cursor crosses into WebAssembly, so that only the answers that decide are asked for. */
function keptNode(cursor: TreeCursor, grammar: Language, parent: OpenSyntax): OpenSyntax | undefined {
  const id = cursor.nodeTypeId;
  const type = grammar.types[id] ?? cursor.nodeType;
  const isNamed = type === 'ERROR' || grammar.nodeTypeIsNamed(id);
  if (isNamed && type.endsWith('comment')) return undefined;
  const field = grammar.fields[cursor.currentFieldId] ?? undefined;
  if (!isNamed && field === undefined) return undefined;
  return copy(cursor, { type, field, parent, source: parent.source });
}

/** Written out field by field: a spread would give objects that the engine handles ten times slower. */
function copy(cursor: TreeCursor, { type, field, parent, source }: SyntaxParts): OpenSyntax {
  return { type, field, start: cursor.startIndex, end: cursor.endIndex, parent, children: [], source };
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
