import type { Language, Node, TreeCursor } from 'web-tree-sitter';

/**
 * A syntax tree as plain objects: named nodes, and the anonymous ones that stand in a field (an operator); comments
 * and the text inside Python's strings left out. Each step in a parser's own tree crosses into WebAssembly; this copy
 * costs one pass and is then free.
 */
export interface Syntax {
  readonly type: string;
  /** The field of the parent in which it stands. */
  readonly field: string | undefined;
  readonly text: string;
  /** Offsets in the source text. */
  readonly start: number;
  readonly end: number;
  readonly parent: Syntax | undefined;
  readonly children: readonly Syntax[];
}

const NO_CHILDREN: readonly Syntax[] = [];

/** Trees of many files are kept at once: a node makes its text when it is asked for, and a leaf has no list of its own. */
class CopiedNode implements Syntax {
  readonly type: string;
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly parent: CopiedNode | undefined;
  readonly source: string;
  children = NO_CHILDREN;

  constructor(cursor: TreeCursor, { type, field, parent }: Place, source: string) {
    this.type = type;
    this.field = field;
    this.start = cursor.startIndex;
    this.end = cursor.endIndex;
    this.parent = parent;
    this.source = source;
  }

  get text(): string {
    return this.source.slice(this.start, this.end);
  }
}

interface Place {
  readonly type: string;
  readonly field: string | undefined;
  readonly parent: CopiedNode | undefined;
}

/** What a grammar's type means for the copy. */
interface Kind {
  readonly type: string;
  readonly keep: 'always' | 'in field' | 'never';
  /** Nothing below it is kept. */
  readonly isLeaf: boolean;
}

const LEFT_OUT = /comment$|^(string_start|string_content|string_end|line_continuation)$/;
/** No grammar gives these a field. */
const PUNCTUATION = /^[()[\]{}"'`]$/;
const LEAF =
  /^(\w+_)?identifier$|^shorthand_property_identifier_pattern$|^(number|integer|float|true|false|none|nil|null|this|undefined|string_fragment|predefined_type)$|^(int|float|rune)_literal$|_string_literal_content$/;

const kindsByGrammar = new WeakMap<Language, Map<number, Kind>>();

/** The plain copy of a parsed tree. */
export function plainTree(root: Node, source: string): Syntax {
  const grammar = root.tree.language;
  const kinds = kindsByGrammar.get(grammar) ?? new Map<number, Kind>();
  kindsByGrammar.set(grammar, kinds);
  const cursor = root.walk();
  const top = new CopiedNode(cursor, { type: root.type, field: undefined, parent: undefined }, source);
  let parent = top;
  // Children wait here for their parent's end: a list that grew would hold room for more than are there.
  const waiting: Syntax[] = [];
  const firsts = cursor.gotoFirstChild() ? [0] : [];
  while (firsts.length > 0) {
    const kind = kindAt(cursor, kinds);
    const node = keptNode(cursor, kind, { parent, grammar });
    if (node) waiting.push(node);
    if (node && !kind.isLeaf && cursor.gotoFirstChild()) {
      parent = node;
      firsts.push(waiting.length);
    } else {
      while (firsts.length > 0 && !cursor.gotoNextSibling()) {
        const first = firsts.pop() ?? 0;
        if (first < waiting.length) parent.children = waiting.splice(first);
        parent = parent.parent ?? top;
        if (firsts.length > 0) cursor.gotoParent();
      }
    }
  }
  cursor.delete();
  return top;
}

/** Each question to the cursor crosses into WebAssembly, so that only the answers that decide are asked for. */
function keptNode(
  cursor: TreeCursor,
  { type, keep }: Kind,
  { parent, grammar }: { readonly parent: CopiedNode; readonly grammar: Language },
): CopiedNode | undefined {
  if (keep === 'never') return undefined;
  const field = grammar.fields[cursor.currentFieldId] ?? undefined;
  if (keep === 'in field' && field === undefined) return undefined;
  return new CopiedNode(cursor, { type, field, parent }, parent.source);
}

function kindAt(cursor: TreeCursor, kinds: Map<number, Kind>): Kind {
  const id = cursor.nodeTypeId;
  const known = kinds.get(id);
  if (known) return known;
  const kind = kindOf(cursor.nodeType, cursor.nodeIsNamed);
  kinds.set(id, kind);
  return kind;
}

function kindOf(type: string, isNamed: boolean): Kind {
  const isKept = isNamed ? !LEFT_OUT.test(type) : !PUNCTUATION.test(type);
  return { type, keep: isKept ? (isNamed ? 'always' : 'in field') : 'never', isLeaf: !isNamed || LEAF.test(type) };
}

/** Where the first thing stands that the grammar does not understand or misses. */
export function firstBroken(root: Node): number | undefined {
  if (!root.hasError) return undefined;
  const cursor = root.walk();
  let start: number | undefined;
  // Down to the first error: each level enters the first child that holds one.
  for (let deeper = true; deeper && start === undefined; ) {
    if (cursor.nodeType === 'ERROR' || cursor.nodeIsMissing) start = cursor.startIndex;
    else if (cursor.gotoFirstChild()) while (!cursor.currentNode.hasError && cursor.gotoNextSibling());
    else deeper = false;
  }
  cursor.delete();
  return start;
}

export function fieldOf(node: Syntax | undefined, name: string): Syntax | undefined {
  return node?.children.find((child) => child.field === name);
}

export function textOfSyntax(node: Syntax): string {
  return node.text;
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
