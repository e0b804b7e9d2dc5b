import { fieldOf, type Syntax } from '../syntax.ts';
import { callOf } from './syntax.ts';

const ASKS =
  /^(isset|empty|is_null|is_string|is_numeric|is_bool|in_array|strcmp|strcasecmp|array_key_exists|filled|blank|str_contains|str_starts_with|version_compare)$/;
const COMPARES = /^(===?|!==?|<>|<|>|<=|>=|<=>)$/;
const JOINS = /^(&&|\|\||and|or|xor)$/i;

/** Whether an expression stands where only its truth, its presence or its likeness to something is asked for. */
export function isTest(node: Syntax): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  switch (parent.type) {
    case 'unary_op_expression':
      return fieldOf(parent, 'operator')?.text === '!' || parent.text.startsWith('!');
    case 'binary_expression': {
      const operator = fieldOf(parent, 'operator')?.text ?? '';
      return COMPARES.test(operator) || (JOINS.test(operator) && isInCondition(parent));
    }
    case 'argument': {
      const call = parent.parent?.parent && callOf(parent.parent.parent);
      return call?.kind === 'function' && ASKS.test(call.name);
    }
    case 'parenthesized_expression':
      return parent.field === 'condition' && parent.parent?.type !== 'conditional_expression'
        ? /^(if_statement|else_if_clause|while_statement|do_statement|switch_statement|match_expression)$/.test(
            parent.parent?.type ?? '',
          )
        : false;
    case 'case_statement':
    case 'match_condition_list':
    case 'isset_expression':
    case 'empty_expression':
      return true;
    default:
      return false;
  }
}

function isInCondition(node: Syntax): boolean {
  let at = node;
  while (at.parent && /^(parenthesized_expression|binary_expression|unary_op_expression)$/.test(at.parent.type)) {
    if (at.field === 'condition') return true;
    at = at.parent;
  }
  return at.field === 'condition' || at.parent?.type !== 'expression_statement';
}

/** Whether the condition around a tested value holds when the value is absent. */
export function asksForAbsence(tested: Syntax): boolean {
  let negated = false;
  let absent = false;
  for (let at = tested; at.parent !== undefined && at.field !== 'condition'; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'unary_op_expression' && parent.text.startsWith('!')) negated = !negated;
    const call = parent.type === 'function_call_expression' ? callOf(parent) : undefined;
    if (call && /^(empty|is_null|blank)$/.test(call.name)) absent = !absent;
    if (parent.type === 'binary_expression') {
      const operator = fieldOf(parent, 'operator')?.text ?? '';
      const other = at.field === 'left' ? fieldOf(parent, 'right') : fieldOf(parent, 'left');
      const isNothing = /^(null|false|''|"")$/i.test(other?.text ?? '');
      if (COMPARES.test(operator) && isNothing) absent = /^(===?)$/.test(operator) ? !absent : absent;
    }
  }
  return negated !== absent;
}
