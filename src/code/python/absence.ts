import { aborts } from './abort.ts';
import type { PythonModule } from './module.ts';
import type { EnvAccess, Reading } from './reading.ts';
import { bare, childOf, type PyNode } from './syntax.ts';

/** `if not x: x = 'default'`, or the other branch of `x if x else 'default'`. */
export function fallbackIn(module: PythonModule, branch: PyNode, use: PyNode): PyNode | undefined {
  if (branch.type !== 'block') return branch.type === 'none' ? undefined : branch;
  const name = module.textOf(bare(use));
  for (const statement of branch.children) {
    const assignment = statement.type === 'expression_statement' ? statement.children[0] : undefined;
    const left = assignment?.type === 'assignment' ? childOf(assignment, 'left') : undefined;
    if (left && module.textOf(left) === name) return childOf(assignment, 'right');
  }
  return undefined;
}

/** `try: os.environ['X'] except KeyError:` with a handler that goes on, and what it puts in place. */
export function caughtError(
  reading: Reading,
  access: Pick<EnvAccess, 'node' | 'form'>,
): { readonly fallback: PyNode | undefined } | undefined {
  const { module } = reading;
  for (let at = access.node; at.parent !== undefined; at = at.parent) {
    if (/^(function_definition|class_definition|lambda)$/.test(at.parent.type)) return undefined;
    if (at.parent.type !== 'try_statement' || at.field !== 'body') continue;
    const clause = at.parent.children.find(
      (child) => child.type === 'except_clause' && catches(module, child, access, at),
    );
    const block = clause?.children.find((child) => child.type === 'block');
    if (clause === undefined) continue;
    if (aborts(module, block)) return undefined;
    const target = access.node.parent?.type === 'assignment' ? childOf(access.node.parent, 'left') : undefined;
    return { fallback: block && target && fallbackIn(module, block, target) };
  }
  return undefined;
}

function catches(module: PythonModule, clause: PyNode, access: Pick<EnvAccess, 'form'>, body: PyNode): boolean {
  // `int(None)` is what becomes of a variable that is not set.
  const expected = access.form === 'strict' ? /KeyError|LookupError/ : /TypeError|ValueError/;
  const caught = clause.children
    .filter((child) => child.type !== 'block')
    .map(module.textOf)
    .join(' ');
  const isAny = caught === '' || /\b(Base)?Exception\b/.test(caught);
  // A handler around a whole program is no plan for one missing variable.
  return expected.test(caught) || (isAny && body.children.length <= 2);
}
