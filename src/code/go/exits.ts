import { child, type GoNode, listed } from './tree.ts';

export const STOPS = /^((\w+\.)*(Fatal|Fatalf|Fatalln|Panic|Panicf|Panicln|Exit|Goexit)|panic)\(/;
const ERROR_VALUE =
  /(\berr\b|[eE]rr(or)?[A-Z_]|\b(fmt\.Errorf|errors\.\w+|status\.Errorf?|\w*[eE]rror\w*)\(|^Err\w*|\.Err\w*|[a-z]Err$|\bErr[A-Z]\w*)/;
const COLLECTS = /^append\((\w+\.)*\w*(miss|err|problem|invalid|required)\w*,/i;

/** Whether a block ends the program or its function with an error, or notes the variable as missing. */
export function exits(block: GoNode | undefined): boolean {
  if (block === undefined) return false;
  for (const node of ownNodes(block)) {
    if (node.type === 'call_expression' && (STOPS.test(node.text) || COLLECTS.test(node.text))) return true;
    if (node.type === 'return_statement' && returnsError(node)) return true;
  }
  return false;
}

/** Whether a block that gives up leaves it to its callers what becomes of the program. */
export function onlyReturns(block: GoNode): boolean {
  return ![...ownNodes(block)].some(
    (node) => node.type === 'call_expression' && (STOPS.test(node.text) || COLLECTS.test(node.text)),
  );
}

/** Whether a return statement hands back an error. */
export function returnsError(node: GoNode): boolean {
  return listed(node.children[0]).some((value) => value.type !== 'func_literal' && ERROR_VALUE.test(value.text));
}

/** The nodes of a block without those of function literals in it. */
export function* ownNodes(node: GoNode): Generator<GoNode> {
  yield node;
  if (node.type === 'func_literal') return;
  for (const each of node.children) yield* ownNodes(each);
}

/** What stands after a statement in its block. */
export function following(statement: GoNode): readonly GoNode[] {
  const siblings = statement.parent?.children ?? [];
  return siblings.slice(siblings.indexOf(statement) + 1);
}

/** The value that a block returns first, when that is no error. */
export function returnedValue(nodes: readonly GoNode[]): GoNode | undefined {
  for (const node of nodes) {
    const own = node.type === 'return_statement' ? node : undefined;
    if (own && !returnsError(own)) return listed(own.children[0])[0];
  }
  return undefined;
}

/** The statements of a block. */
export function statementsOf(block: GoNode | undefined): readonly GoNode[] {
  const list = block?.children.find((each) => each.type === 'statement_list');
  return list?.children ?? block?.children.filter((each) => each.field !== 'value') ?? [];
}

export function alternativeOf(statement: GoNode): GoNode | undefined {
  return child(statement, 'alternative');
}
