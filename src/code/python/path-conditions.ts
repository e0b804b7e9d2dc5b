import type { PythonModule } from './module.ts';
import { bare, childOf, type PyNode } from './syntax.ts';

/** One thing that must hold (or must not) for a statement to be reached; without a node: a KeyError was caught. */
export interface PathCondition {
  readonly node: PyNode | undefined;
  readonly negated: boolean;
}

/**
 * What must hold for a statement to be reached: the branches around it, and those before it that return.
 * Undefined inside a handler of an error that is no missing key.
 */
export function conditionsOf(module: PythonModule, from: PyNode, body: PyNode): PathCondition[] | undefined {
  const found: PathCondition[] = [];
  for (let at = from; at !== body && at.parent !== undefined; at = at.parent) {
    const parent = at.parent;
    if (at.type === 'except_clause') {
      const caught = module.textOf(at).split(':')[0] ?? '';
      if (!/KeyError|LookupError|^except\s*$/.test(caught)) return undefined;
      found.push({ node: undefined, negated: false });
    }
    if (/^(if_statement|elif_clause)$/.test(parent.type) && at.field === 'consequence')
      found.push(...conjuncts(module, childOf(parent, 'condition'), false));
    if (parent.type === 'if_statement' && at.field === 'alternative')
      found.push(...earlierBranches(module, parent, at));
    if (parent.type === 'block' || parent === body) found.push(...earlierReturns(module, parent, at));
  }
  return found;
}

function earlierBranches(module: PythonModule, statement: PyNode, branch: PyNode): PathCondition[] {
  const before = statement.children.filter((each) => each.start < branch.start && each.type === 'elif_clause');
  return [statement, ...before].flatMap((each) => conjuncts(module, childOf(each, 'condition'), true));
}

function earlierReturns(module: PythonModule, block: PyNode, statement: PyNode): PathCondition[] {
  return block.children
    .filter((each) => each.start < statement.start && each.type === 'if_statement')
    .flatMap((each) => {
      const returns = childOf(each, 'consequence')?.children.some((inner) => inner.type === 'return_statement');
      return returns ? conjuncts(module, childOf(each, 'condition'), true) : [];
    });
}

/** `a and b` says both; that `a or b` does not hold says that neither does. */
function conjuncts(module: PythonModule, node: PyNode | undefined, negated: boolean): PathCondition[] {
  if (node === undefined) return [];
  const inner = bare(node);
  const operator = inner.type === 'boolean_operator' ? childOf(inner, 'operator') : undefined;
  if (operator === undefined || module.textOf(operator) !== (negated ? 'or' : 'and')) return [{ node, negated }];
  return ['left', 'right'].flatMap((side) => conjuncts(module, childOf(inner, side), negated));
}
