import { type Assignment, type PythonModule, scopeOf } from './module.ts';
import { ancestorOf, bare, childOf, isInside, type PyNode } from './syntax.ts';

const MOST_STEPS = 6;

/**
 * The dotted name an expression stands for, imports and plain aliases followed: `o.environ` → `os.environ`,
 * `env = os.environ` then `env.get` → `os.environ.get`. Undefined when it is no chain of names.
 */
export function qualifiedName(module: PythonModule, node: PyNode | undefined, steps = 0): string | undefined {
  if (node === undefined || steps > MOST_STEPS) return undefined;
  const at = bare(node);
  if (at.type === 'attribute') {
    const object = qualifiedName(module, childOf(at, 'object'), steps);
    const attribute = childOf(at, 'attribute');
    return object !== undefined && attribute ? `${object}.${module.textOf(attribute)}` : undefined;
  }
  if (at.type !== 'identifier') return undefined;
  const name = module.textOf(at);
  if (parameterOf(module, at)) return name;
  const alias = onlyAssignment(module, at);
  if (alias && /^(attribute|identifier)$/.test(alias.value.type) && alias.value !== at)
    return qualifiedName(module, alias.value, steps + 1) ?? name;
  return module.imports.get(name) ?? name;
}

const callees = new WeakMap<PyNode, { readonly name: string | undefined }>();

/** The callee of a call by its dotted name: it follows from the file alone, and every reader asks for it. */
export function calleeName(module: PythonModule, call: PyNode): string | undefined {
  const known = callees.get(call);
  if (known) return known.name;
  const name = qualifiedName(module, childOf(call, 'function'));
  callees.set(call, { name });
  return name;
}

/** The method of a call on an object, and that object: `channel.queue_declare(…)`. */
export function methodOf(
  module: PythonModule,
  call: PyNode,
): { readonly object: PyNode; readonly name: string } | undefined {
  const callee = childOf(call, 'function');
  const object = callee?.type === 'attribute' ? childOf(callee, 'object') : undefined;
  const attribute = childOf(callee, 'attribute');
  return object && attribute ? { object: bare(object), name: module.textOf(attribute) } : undefined;
}

/** What is assigned to a name as seen from where it is used; undefined when nothing or more than one thing is. */
export function onlyAssignment(module: PythonModule, use: PyNode): Assignment | undefined {
  const visible = visibleAssignments(module, use);
  return visible.length === 1 ? visible[0] : undefined;
}

/** Assignments of the innermost scope that has any. */
export function visibleAssignments(module: PythonModule, use: PyNode): readonly Assignment[] {
  const all = module.assignments.get(module.textOf(use)) ?? [];
  if (all.length === 0) return all;
  if (use.type === 'attribute') {
    const inClass = ancestorOf(use, 'class_definition');
    return all.filter((item) => ancestorOf(item.target, 'class_definition') === inClass);
  }
  for (let scope = scopeOf(use); scope !== undefined; scope = scopeOf(scope)) {
    const here = all.filter((item) => item.scope === scope);
    if (here.length > 0) return here;
  }
  return [];
}

/** The call that made the object a name is bound to: `app = Flask(__name__)`, `with Client() as c`. */
export function creationOf(module: PythonModule, node: PyNode, steps = 0): PyNode | undefined {
  const at = bare(node);
  if (at.type === 'call') return at;
  if (steps > MOST_STEPS || !/^(identifier|attribute)$/.test(at.type)) return undefined;
  for (const { value } of visibleAssignments(module, at)) {
    const made = value === at ? undefined : creationOf(module, value, steps + 1);
    if (made) return made;
  }
  return undefined;
}

/** The class or function whose call made an object: `flask.Flask` for `app`. */
export function makerOf(module: PythonModule, node: PyNode): string | undefined {
  const call = creationOf(module, node);
  return call && calleeName(module, call);
}

/** The parameter of the function around `use` that it names, with its default. */
export function parameterOf(
  module: PythonModule,
  use: PyNode,
): { readonly definition: PyNode; readonly index: number; readonly fallback: PyNode | undefined } | undefined {
  const name = module.textOf(use);
  for (
    let at = ancestorOf(use, 'function_definition', 'lambda');
    at;
    at = ancestorOf(at, 'function_definition', 'lambda')
  ) {
    const list = childOf(at, 'parameters');
    // A default is evaluated outside the function.
    if (list === undefined || isInside(use, list)) continue;
    const index = list.children.findIndex((item) => nameOfParameter(module, item) === name);
    if (index >= 0) return { definition: at, index, fallback: childOf(list.children[index], 'value') };
  }
  return undefined;
}

export function nameOfParameter(module: PythonModule, parameter: PyNode | undefined): string | undefined {
  if (parameter === undefined) return undefined;
  if (parameter.type === 'identifier') return module.textOf(parameter);
  const name = childOf(parameter, 'name') ?? parameter.children.find((child) => child.type === 'identifier');
  return name && module.textOf(name);
}
