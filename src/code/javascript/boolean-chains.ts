import { fieldOf, type Syntax } from '../syntax.ts';
import { isFallback } from './environment-object.ts';
import { isWrapper, unwrap } from './literals.ts';

/** All operands of a chain of `||` and `??`, left to right. */
export function operandsOf(node: Syntax): readonly Syntax[] {
  const inner = unwrap(node);
  const left = fieldOf(inner, 'left');
  const right = fieldOf(inner, 'right');
  return isFallback(inner) && left && right ? [...operandsOf(left), ...operandsOf(right)] : [node];
}

/** The whole chain that an operand is part of. */
export function topOfChain(node: Syntax): Syntax {
  let top = node;
  while (top.parent && (isFallback(top.parent) || isWrapper(top.parent))) top = top.parent;
  return top;
}

/** The whole boolean expression that a test is part of. */
export function topOfTest(node: Syntax): Syntax {
  let top = node;
  while (top.parent && (isWrapper(top.parent) || isBoolean(top.parent))) top = top.parent;
  return top;
}

/** `!a`, `a && b`, `a || b`. */
export function isBoolean(node: Syntax): boolean {
  const operator = fieldOf(node, 'operator')?.type ?? '';
  return node.type === 'unary_expression'
    ? operator === '!'
    : node.type === 'binary_expression' && /^(\|\||&&|\?\?)$/.test(operator);
}

/** Whether an expression is asked for its truth: the condition of a statement, or negated. */
export function isCondition(node: Syntax): boolean {
  const top = topOfTest(node);
  if (top.field === 'condition' || top.type === 'unary_expression') return true;
  return top.parent?.type === 'unary_expression' && fieldOf(top.parent, 'operator')?.type === '!';
}
