import type { Holder } from './holder.ts';
import { stringIn } from './literal.ts';
import { functionAround } from './model.ts';
import { ancestors, child, type GoNode } from './tree.ts';

/**
 * Whether a place is a function's answer to the question whether a value is there: `func hasOven() bool { return oven != "" }`
 * for a variable of the package. Who writes such a function asks it before the value is used, wherever that is.
 */
export function isAnswer(place: GoNode, holder: Holder): boolean {
  const comparison = place.parent;
  if (comparison?.type !== 'binary_expression' || !asksForEmpty(comparison)) return false;
  const asking = functionAround(place)?.node;
  if (asking === undefined || asking === functionAround(holder.at)?.node) return false;
  const result = [...ancestors(comparison)].find(
    (each) => !/^(binary|parenthesized)_expression$|_list$/.test(each.type),
  );
  return result?.type === 'return_statement';
}

function asksForEmpty(comparison: GoNode): boolean {
  const sides = [child(comparison, 'left'), child(comparison, 'right')];
  return /^[!=]=$/.test(child(comparison, 'operator')?.text ?? '') && sides.some((side) => stringIn(side) === '');
}
