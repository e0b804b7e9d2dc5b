import { aborts } from './abort.ts';
import type { PythonModule } from './module.ts';
import { methodOf } from './names.ts';
import { ancestorOf, bare, childOf, isInside, type PyNode } from './syntax.ts';

/**
 * Whether the program ends on the list in which absent names are gathered:
 * `missing = [n for n in NAMES if n not in os.environ]` and then `if missing: raise`.
 */
export function endsWhenCollected(module: PythonModule, access: PyNode): boolean {
  const parent = access.parent;
  // `missing = NAMES - set(os.environ)`.
  const isDifference = access.type === 'binary_operator' || methodOf(module, access)?.name === 'difference';
  if (isDifference && parent?.type === 'assignment' && access.field === 'right')
    return isTestedAndEnds(module, childOf(parent, 'left'));
  const comprehension = ancestorOf(access, 'list_comprehension', 'set_comprehension', 'generator_expression', 'list');
  const clause = ancestorOf(access, 'if_clause');
  if (comprehension && clause && isInside(clause, comprehension)) {
    const assignment = ancestorOf(comprehension, 'assignment');
    return isTestedAndEnds(module, childOf(assignment, 'left'));
  }
  const statement = ancestorOf(access, 'if_statement');
  const condition = childOf(statement, 'condition');
  if (!statement || !condition || !isInside(access, condition)) return false;
  const block = childOf(statement, 'consequence');
  const append = module.calls.find(
    (call) => block && isInside(call, block) && /^(append|add)$/.test(methodOf(module, call)?.name ?? ''),
  );
  return append !== undefined && isTestedAndEnds(module, methodOf(module, append)?.object);
}

function isTestedAndEnds(module: PythonModule, list: PyNode | undefined): boolean {
  if (list === undefined) return false;
  return (module.uses.get(module.textOf(list)) ?? []).some((use) => {
    const statement = ancestorOf(use, 'if_statement');
    const condition = childOf(statement, 'condition');
    if (!condition || !isInside(use, condition)) return false;
    const asked = bare(condition);
    const isPlain = asked === use || /^len\(|>\s*0$/.test(module.textOf(asked));
    return isPlain && aborts(module, childOf(statement, 'consequence'));
  });
}
