import { fieldOf, type Syntax } from '../syntax.ts';
import { callOf } from './call.ts';
import { endsInError } from './exits.ts';

/** The branches of `x == null ? "d" : x`, in Kotlin of `if (x == null) "d" else x`. */
export function choiceOver(
  comparison: Syntax,
): { readonly yes: Syntax | undefined; readonly no: Syntax | undefined } | undefined {
  const outer = comparison.parent?.type === 'parenthesized_expression' ? comparison.parent : comparison;
  const { parent } = outer;
  if (parent?.type === 'ternary_expression' && outer.field === 'condition')
    return { yes: fieldOf(parent, 'consequence'), no: fieldOf(parent, 'alternative') };
  const isValue = parent?.type === 'if_expression' && outer.field === 'condition' && parent.children.length === 3;
  const [, yes, no] = isValue ? parent.children : [];
  return isValue && yes && no && isPlain(yes) && isPlain(no) ? { yes, no } : undefined;
}

/** A branch that is a value, and no block of statements. */
function isPlain(branch: Syntax): boolean {
  return branch.type !== 'block' || branch.children.length === 1;
}

/** `if (x == null || x.isBlank()) throw …` */
export function guardEnds(condition: Syntax): boolean {
  let at = condition;
  while (at.parent && /^(binary_expression|parenthesized_expression|unary_expression)$/.test(at.parent.type))
    at = at.parent;
  const branch = at.parent;
  if (branch?.type === 'if_statement') return endsInError(fieldOf(branch, 'consequence')) && asksForAbsence(condition);
  if (branch?.type === 'if_expression') return endsInError(branch.children[1]) && asksForAbsence(condition);
  const call =
    at.parent &&
    callOf(
      at.parent.type === 'value_argument' ? (at.parent.parent?.parent ?? at.parent) : (at.parent.parent ?? at.parent),
    );
  return call !== undefined && /^(check|require|checkArgument|checkState|isTrue|state)$/.test(call.name);
}

export function asksForAbsence(condition: Syntax): boolean {
  const operator = fieldOf(condition, 'operator')?.text;
  if (operator === '!=' || operator === '!==') return false;
  if (operator === '==' || operator === '===') return true;
  return /\b(isEmpty|isBlank|isNullOrEmpty|isNullOrBlank)\b/.test(condition.text);
}

/** The branch that runs when a comparison finds the variable absent. */
export function branchOf(use: Syntax): Syntax | undefined {
  let at = use;
  while (
    at.parent &&
    /^(binary_expression|parenthesized_expression|unary_expression|method_invocation|call_expression|navigation_expression|argument_list|value_argument|value_arguments)$/.test(
      at.parent.type,
    )
  )
    at = at.parent;
  const statement = at.parent;
  if (statement?.type === 'if_statement' && fieldOf(statement, 'condition') === at)
    return fieldOf(statement, 'consequence');
  return statement?.type === 'if_expression' && fieldOf(statement, 'condition') === at
    ? statement.children[1]
    : undefined;
}

export function assignedTo(name: string, node: Syntax): Syntax[] {
  const assignment = node.type === 'expression_statement' ? node.children[0] : node;
  if (assignment === undefined || !/^assignment(_expression)?$/.test(assignment.type)) return [];
  const value = fieldOf(assignment, 'right');
  return fieldOf(assignment, 'left')?.text === name && value ? [value] : [];
}
