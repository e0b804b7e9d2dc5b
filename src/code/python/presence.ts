import { aborts } from './abort.ts';
import type { PythonModule } from './module.ts';
import { bare, childOf, isInside, type PyNode } from './syntax.ts';

/** What a true condition says of a value. `together`: of it or another one that stands beside it. */
interface Finding {
  readonly says: 'absent' | 'present';
  readonly together: boolean;
}

/** How a value is tested: not at all, so that the program goes on without it, or so that it ends without it. */
export interface Test {
  readonly outcome: 'optional' | 'required';
  /** The condition, when one of several values is enough. */
  readonly among?: PyNode;
  /** What runs when the value is absent. */
  readonly whenAbsent?: PyNode;
}

/** The test that a use of a value is part of: `if not x: raise`, `assert x`, `a if x else b`, `x and …`. */
export function testAround(module: PythonModule, use: PyNode): Test | undefined {
  for (let at = use; at.parent !== undefined; at = at.parent) {
    const parent = at.parent;
    if (at.field === 'condition' || (parent.type === 'conditional_expression' && parent.children[1] === at))
      return testOf(module, parent, at, use);
    if (parent.type === 'assert_statement')
      return parent.children[0] === at && findingOf(module, at, use)?.says === 'present'
        ? { outcome: 'required' }
        : undefined;
    if (parent.type === 'if_clause') return undefined;
    if (!PASSING.has(parent.type)) return undefined;
    if (parent.type === 'boolean_operator' && isAnd(module, parent) && at.field === 'left') {
      const inCondition = conditionAround(parent);
      if (!inCondition) return { outcome: 'optional' };
    }
  }
  return undefined;
}

const PASSING = new Set([
  'parenthesized_expression',
  'boolean_operator',
  'not_operator',
  'comparison_operator',
  'call',
  'attribute',
  'argument_list',
  'list',
  'tuple',
  'set',
  'named_expression',
  'generator_expression',
  'list_comprehension',
  'for_in_clause',
]);

function conditionAround(node: PyNode): boolean {
  for (let at: PyNode | undefined = node; at; at = at.parent) {
    if (at.field === 'condition') return true;
    if (at.parent && !PASSING.has(at.parent.type))
      return at.parent.type === 'conditional_expression' && at.parent.children[1] === at;
  }
  return false;
}

function testOf(module: PythonModule, statement: PyNode, condition: PyNode, use: PyNode): Test | undefined {
  const finding = findingOf(module, condition, use);
  if (finding === undefined) return { outcome: 'optional' };
  if (statement.type === 'conditional_expression') {
    const absent = finding.says === 'absent' ? statement.children[0] : statement.children[2];
    return { outcome: 'optional', ...(absent && { whenAbsent: absent }) };
  }
  const alternative =
    childOf(statement, 'alternative') ?? (statement.type === 'elif_clause' ? followingBranch(statement) : undefined);
  const otherwise = alternative?.type === 'else_clause' ? childOf(alternative, 'body') : undefined;
  const absent = finding.says === 'absent' ? childOf(statement, 'consequence') : otherwise;
  return {
    outcome: absent && aborts(module, absent) ? 'required' : 'optional',
    ...(finding.together && { among: condition }),
    ...(absent && { whenAbsent: absent }),
  };
}

function followingBranch(clause: PyNode): PyNode | undefined {
  const siblings = clause.parent?.children ?? [];
  return siblings[siblings.indexOf(clause) + 1];
}

/** What the condition says of `use` when it is true; undefined when it compares it with something. */
function findingOf(module: PythonModule, condition: PyNode, use: PyNode): Finding | undefined {
  const at = bare(condition);
  if (at === use) return { says: asksForAbsence(module, at) ? 'absent' : 'present', together: false };
  const part = at.children.find((child) => isInside(use, child));
  if (part === undefined) return undefined;
  const inner = () => findingOf(module, part, use);
  switch (at.type) {
    case 'not_operator':
      return flipped(inner());
    case 'named_expression':
    case 'attribute':
      return inner();
    case 'boolean_operator': {
      const found = inner();
      const gathers = (found?.says === 'present') !== isAnd(module, at);
      return found && { says: found.says, together: found.together || gathers };
    }
    case 'comparison_operator':
      return comparisonFinding(module, at, part, use);
    case 'call':
      return callFinding(module, at, use, inner);
    case 'argument_list':
    case 'list':
    case 'tuple':
    case 'set':
      return inner();
    case 'generator_expression':
    case 'list_comprehension':
      return part.field === 'body' ? inner() : undefined;
    default:
      return undefined;
  }
}

/** `'X' not in os.environ`, `NAMES - set(os.environ)`: true, or not empty, where something is missing. */
function asksForAbsence(module: PythonModule, node: PyNode): boolean {
  if (node.type === 'comparison_operator') return /^not\s+in$/.test(module.textOf(childOf(node, 'operators') ?? node));
  if (node.type === 'binary_operator') return true;
  return node.type === 'call' && /\.difference$/.test(module.textOf(childOf(node, 'function') ?? node));
}

function comparisonFinding(module: PythonModule, at: PyNode, part: PyNode, use: PyNode): Finding | undefined {
  const operator = module.text.slice(at.children[0]?.end, at.children.at(-1)?.start).trim().replace(/\s+/g, ' ');
  const other = at.children.find((child) => child !== part && child.field !== 'operators');
  const nothing = other !== undefined && /^(None|''|""|0)$/.test(module.textOf(other));
  if (/^(in|not in)$/.test(operator) && nothing)
    return operator === 'in' ? { says: 'absent', together: false } : { says: 'present', together: false };
  if (!nothing || !isInside(use, part)) return undefined;
  if (/^(is|==)$/.test(operator)) return { says: 'absent', together: false };
  return /^(is not|!=|>)$/.test(operator) ? { says: 'present', together: false } : undefined;
}

function callFinding(
  module: PythonModule,
  at: PyNode,
  use: PyNode,
  inner: () => Finding | undefined,
): Finding | undefined {
  const callee = childOf(at, 'function');
  if (callee && isInside(use, callee))
    return /\.(strip|lower|upper|rstrip|lstrip)$/.test(module.textOf(callee)) ? inner() : undefined;
  const name = callee ? module.textOf(callee) : '';
  if (/^(bool|len|str)$/.test(name)) return inner();
  const found = /^(all|any)$/.test(name) ? inner() : undefined;
  if (found === undefined) return undefined;
  return { says: found.says, together: found.together || (name === 'any') === (found.says === 'present') };
}

function flipped(finding: Finding | undefined): Finding | undefined {
  return finding && { says: finding.says === 'absent' ? 'present' : 'absent', together: finding.together };
}

function isAnd(module: PythonModule, node: PyNode): boolean {
  return module.textOf(childOf(node, 'operator') ?? node) === 'and';
}
