import { fieldOf, type Syntax, withDescendants } from '../syntax.ts';
import { callOf, FUNCTION } from './syntax.ts';

const EXITS = /^(die|exit|abort|abort_if|abort_unless|trigger_error|throw_if|throw_unless|fail|wp_die)$/;

/** Whether an expression or a statement ends the program or the request with an error. */
export function endsInError(node: Syntax | undefined): boolean {
  if (node === undefined) return false;
  if (node.type === 'throw_expression' || node.type === 'throw_statement') return true;
  if (node.type === 'exit_statement') return !/^exit\s*(\(\s*0?\s*\))?\s*;?$/.test(node.text.trim());
  if (node.type === 'name') return /^(die|exit)$/.test(node.text);
  const call = callOf(node);
  if (call) return EXITS.test(call.name) && (call.name !== 'exit' || call.args[0]?.value.text !== '0');
  if (!/^(compound_statement|colon_block|expression_statement|parenthesized_expression|else_clause)$/.test(node.type))
    return false;
  return node.children.some(endsInError);
}

/** Whether a branch leaves its function, or the loop around it. */
export function leaves(branch: Syntax | undefined): boolean {
  if (branch === undefined) return false;
  for (const node of withDescendants(branch)) {
    if (FUNCTION.test(node.type)) return false;
    if (/^(return|continue|break)_statement$/.test(node.type)) return true;
  }
  return false;
}

/** The statement or expression that comes into play when a condition holds, and the one when it does not. */
export interface Choice {
  readonly yes: Syntax | undefined;
  readonly no: Syntax | undefined;
  readonly node: Syntax;
}

const PART_OF_CONDITION =
  /^(parenthesized_expression|unary_op_expression|binary_expression|cast_expression|argument|arguments|function_call_expression|error_suppression_expression)$/;

/** The choice whose condition an expression is part of. */
export function choiceOver(part: Syntax): Choice | undefined {
  let at = part;
  while (at.parent && at.field !== 'condition' && PART_OF_CONDITION.test(at.parent.type)) at = at.parent;
  const { parent } = at;
  if (parent === undefined) return undefined;
  if (at.field === 'condition' && /^(if_statement|else_if_clause)$/.test(parent.type))
    return { yes: fieldOf(parent, 'body'), no: fieldOf(parent, 'alternative'), node: parent };
  if (at.field === 'condition' && parent.type === 'conditional_expression')
    return { yes: fieldOf(parent, 'body'), no: fieldOf(parent, 'alternative'), node: parent };
  return undefined;
}
