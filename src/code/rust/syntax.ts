import { ancestorsOf, fieldOf, type Syntax } from '../syntax.ts';

export type RsNode = Syntax;

/** The child in a field. */
export const child = fieldOf;

/** An expression without parentheses, `&`, `*`, `as`, `.await` and `?`; of a block, what it ends with. */
export function bare(node: RsNode): RsNode {
  const inner = innerOf(node);
  return inner === undefined ? node : bare(inner);
}

function innerOf(node: RsNode): RsNode | undefined {
  switch (node.type) {
    case 'reference_expression':
    case 'type_cast_expression':
      return child(node, 'value');
    case 'parenthesized_expression':
    case 'await_expression':
    case 'try_expression':
      return node.children[0];
    case 'unary_expression':
      return node.text.startsWith('*') ? node.children.at(-1) : undefined;
    case 'unsafe_block':
    case 'async_block':
      return node.children.at(-1);
    case 'block':
      return lastOf(node);
    default:
      return undefined;
  }
}

/** The expression that a block ends with, where it ends with one. */
export function lastOf(block: RsNode): RsNode | undefined {
  const last = block.children.at(-1);
  if (last === undefined || /^(let_declaration|.*_item|use_declaration|empty_statement)$/.test(last.type))
    return undefined;
  return last.type === 'expression_statement' && last.text.endsWith(';') ? undefined : last;
}

/** Nodes that mean the expression in them. */
export function isWrapper(node: RsNode): boolean {
  return innerOf(node) !== undefined || node.type === 'expression_statement';
}

/** The named function around a node. */
export function functionAround(node: RsNode): RsNode | undefined {
  for (const each of ancestorsOf(node)) if (each.type === 'function_item') return each;
  return undefined;
}

/** The type that a node's `impl` block is for. */
export function implAround(node: RsNode): { readonly type: string; readonly isOfTrait: boolean } | undefined {
  for (const each of ancestorsOf(node))
    if (each.type === 'impl_item')
      return { type: typeName(child(each, 'type')), isOfTrait: child(each, 'trait') !== undefined };
  return undefined;
}

/** The last name of a type without references, pointers around it and arguments: `Config` of `&Arc<app::Config>`. */
export function typeName(type: RsNode | undefined): string {
  return plainType(type?.text ?? '');
}

const POINTERS =
  /^(?:[\w:]*\b)?(Arc|Rc|Box|Data|State|Extension|Result|Option|Mutex|RwLock|Lazy|LazyLock|OnceCell|OnceLock|Cow|Ref|Pin)<(.*)>$/s;

export function plainType(text: string): string {
  const plain = text.trim().replace(/^(&|'\w+\s|mut\s|dyn\s|impl\s|\s)+/g, '');
  const pointed = POINTERS.exec(plain)?.[2];
  if (pointed !== undefined) return plainType(firstArgument(pointed));
  return plain.replace(/<.*$/s, '').split('::').at(-1)?.trim() ?? '';
}

function firstArgument(list: string): string {
  let depth = 0;
  for (let at = 0; at < list.length; at += 1) {
    if (/[<([]/.test(list[at] ?? '')) depth += 1;
    if (/[>)\]]/.test(list[at] ?? '')) depth -= 1;
    if (list[at] === ',' && depth === 0) return list.slice(0, at);
  }
  return list;
}
