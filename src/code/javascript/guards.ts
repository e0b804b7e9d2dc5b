import { ancestorsOf, contains, fieldOf, type Syntax, withDescendants } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { isFallback } from './environment-object.ts';

/** The conditions under which a place in the code is reached, innermost first, up to the function around it. */
export function guardsOf(node: Syntax): readonly Syntax[] {
  const guards: Syntax[] = [];
  let inner = node;
  for (const parent of ancestorsOf(node)) {
    if (isFunction(parent)) break;
    const guard = guardOf(parent, inner);
    if (guard) guards.push(guard);
    inner = parent;
  }
  return guards;
}

function guardOf(parent: Syntax, inner: Syntax): Syntax | undefined {
  switch (parent.type) {
    case 'if_statement':
    case 'ternary_expression':
      return inner.field === 'condition' ? undefined : fieldOf(parent, 'condition');
    case 'binary_expression': {
      const isAnd = fieldOf(parent, 'operator')?.type === '&&';
      return isAnd && inner.field === 'right' && !isFallback(parent) ? fieldOf(parent, 'left') : undefined;
    }
    case 'switch_case':
      return inner.field === 'value' ? undefined : fieldOf(parent.parent?.parent, 'value');
    case 'catch_clause':
      return parent;
    default:
      return undefined;
  }
}

/** Whether one of the nodes stands inside a condition. */
export function mentions(condition: Syntax, nodes: readonly Syntax[]): boolean {
  return nodes.some((node) => contains(condition, node));
}

/** The names and paths that a condition looks at. */
export function namesIn(condition: Syntax): readonly Syntax[] {
  return [...withDescendants(condition)].filter((node) => node.type === 'identifier');
}
