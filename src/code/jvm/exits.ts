import { type Syntax, withDescendants } from '../syntax.ts';
import { callOf } from './call.ts';

const EXITS = /^(error|exitProcess|exit|halt|TODO|fail)$/;

/** Whether a branch ends the program or the request with an error. */
export function endsInError(branch: Syntax | undefined): boolean {
  if (branch === undefined) return false;
  if (/^throw_(statement|expression)$/.test(branch.type)) return true;
  const call = callOf(branch);
  if (call && EXITS.test(call.name)) return true;
  if (
    !/^(block|expression_statement|function_body|if_expression|parenthesized_expression|lambda_literal|lambda_expression|control_structure_body)$/.test(
      branch.type,
    )
  )
    return false;
  return branch.children.some(endsInError);
}

/** Whether a branch leaves its function. */
export function leaves(branch: Syntax | undefined): boolean {
  if (branch === undefined) return false;
  return [...withDescendants(branch)].some(({ type }) =>
    /^(return_statement|return_expression|jump_expression|continue_statement|break_statement)$/.test(type),
  );
}
