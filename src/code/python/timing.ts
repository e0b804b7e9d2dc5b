import { nameOf, type PythonModule } from './module.ts';
import { qualifiedName } from './names.ts';
import type { EnvAccess } from './reading.ts';
import { ancestorOf, childOf, isInside, type PyNode } from './syntax.ts';

/** Functions that frameworks and launchers call once, when the program starts. */
const START_NAMES =
  /^(main|_main|create_app|make_app|get_app|build_app|lifespan|startup|on_startup|setup_app|get_wsgi_application|serve|run|ready|on_starting|when_ready|post_fork)$/;
const START_DECORATORS =
  /\.(on_event|on_startup|before_serving|before_first_request|group)\b|before_server_start|\.command\((?!\s*["']\/)|^(asynccontextmanager|hydra\.main)/;
const MOST_CALLERS = 6;

/** The function whose body a node stands in; defaults and decorators belong to the outside. */
function functionAround(node: PyNode): PyNode | undefined {
  for (
    let at = ancestorOf(node, 'function_definition', 'lambda');
    at;
    at = ancestorOf(at, 'function_definition', 'lambda')
  ) {
    const body = childOf(at, 'body');
    // `field(default_factory=lambda: …)` runs when the settings object is made.
    const isFactory =
      at.type === 'lambda' &&
      at.field === 'value' &&
      ancestorOf(at, 'class_definition', 'function_definition')?.type === 'class_definition';
    if (body && isInside(node, body) && !isFactory) return at;
  }
  return undefined;
}

/** Makes a function that tells whether a place runs when the program starts, or later, when something calls it. */
export function timingOf(module: PythonModule): (node: PyNode) => 'start' | 'later' {
  const callers = callersOf(module);
  const known = new Map<PyNode, boolean>();
  const runsAtStart = (definition: PyNode, depth: number): boolean => {
    const before = known.get(definition);
    if (before !== undefined) return before;
    known.set(definition, false);
    const starts =
      isStartFunction(module, definition) ||
      (depth < MOST_CALLERS &&
        (callers.get(definition) ?? []).some((call) => {
          const outer = functionAround(call);
          return outer === undefined || runsAtStart(outer, depth + 1);
        }));
    known.set(definition, starts);
    return starts;
  };
  return (node) => {
    const around = functionAround(node);
    return around === undefined || runsAtStart(around, 0) ? 'start' : 'later';
  };
}

function isStartFunction(module: PythonModule, definition: PyNode): boolean {
  const name = nameOf(module, definition) ?? '';
  if (START_NAMES.test(name)) return true;
  const decorated = definition.parent?.type === 'decorated_definition' ? definition.parent : undefined;
  return (decorated?.children ?? []).some(
    (child) => child.type === 'decorator' && START_DECORATORS.test(module.textOf(child).slice(1)),
  );
}

/** Calls of each function of the file; a class's call runs its `__init__`, a method is found by its name. */
function callersOf(module: PythonModule): ReadonlyMap<PyNode, readonly PyNode[]> {
  const callers = new Map<PyNode, PyNode[]>();
  const add = (definition: PyNode | undefined, call: PyNode) => {
    if (definition) callers.set(definition, [...(callers.get(definition) ?? []), call]);
  };
  for (const call of module.calls) {
    const callee = childOf(call, 'function');
    const name = callee && (callee.type === 'attribute' ? childOf(callee, 'attribute') : callee);
    const text = name ? module.textOf(name) : '';
    const object = callee?.type === 'attribute' ? qualifiedName(module, childOf(callee, 'object')) : undefined;
    for (const definition of module.functions.get(text) ?? []) {
      const inClass = definition.parent && classAround(definition);
      // A method needs an object, a function none; a module's function of the same name is another one.
      if ((inClass !== undefined) === (object !== undefined)) add(definition, call);
    }
    const made = object === undefined ? module.classes.get(text) : undefined;
    if (made) {
      for (const definition of module.functions.get('__init__') ?? [])
        if (classAround(definition) === made) add(definition, call);
    }
  }
  return callers;
}

function classAround(definition: PyNode): PyNode | undefined {
  const around = ancestorOf(definition, 'class_definition', 'function_definition');
  return around?.type === 'class_definition' ? around : undefined;
}

/**
 * Makes a function that tells whether a place is reached only when a condition holds that does not ask for the variable
 * itself: a branch around it, or around each call of its function.
 */
export function conditionOf(
  module: PythonModule,
  accesses: readonly EnvAccess[],
): (node: PyNode, name: string) => { readonly conditional: boolean; readonly guarded: boolean } {
  const callers = callersOf(module);
  const ask = (node: PyNode, name: string, depth: number): { conditional: boolean; guarded: boolean } => {
    let conditional = false;
    let guarded = false;
    for (const condition of branchesAround(node)) {
      if (isFallback(module, condition, accesses)) continue;
      if (asksFor(module, condition, name, accesses)) guarded = true;
      else if (!/__name__|TYPE_CHECKING/.test(module.textOf(condition))) conditional = true;
    }
    const around = functionAround(node);
    const calls = around ? (callers.get(around) ?? []) : [];
    if (!conditional && depth < 3 && calls.length > 0 && calls.every((call) => ask(call, name, depth + 1).conditional))
      conditional = true;
    return { conditional, guarded };
  };
  return (node, name) => ask(node, name, 0);
}

/** `os.getenv('A') or os.getenv('B')`: B serves as well as A and hangs on nothing else; `given or os.getenv('B')` does. */
function isFallback(module: PythonModule, condition: PyNode, accesses: readonly EnvAccess[]): boolean {
  const chain = condition.parent;
  if (chain?.type !== 'boolean_operator') return false;
  // `not a or …` asks for a's presence, `not a and not b` for either.
  const isOr = module.textOf(childOf(chain, 'operator') ?? chain) === 'or';
  if (!isOr && condition.type !== 'not_operator') return false;
  return accesses.some((access) => isInside(access.node, condition));
}

/** The conditions that decide whether a place inside its function is reached. */
function branchesAround(node: PyNode): PyNode[] {
  const found: PyNode[] = [];
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const parent = at.parent;
    if (parent.type === 'function_definition' || parent.type === 'lambda') {
      if (at.field === 'body') break;
      continue;
    }
    const condition = conditionBeside(at, parent);
    if (condition) found.push(...condition);
  }
  return found;
}

function conditionBeside(at: PyNode, parent: PyNode): PyNode[] | undefined {
  const own = childOf(parent, 'condition');
  switch (parent.type) {
    case 'if_statement':
      return own && at.field === 'consequence' ? [own] : undefined;
    case 'elif_clause':
    case 'else_clause': {
      if (parent.type === 'elif_clause' && at.field !== 'consequence') return undefined;
      const outer = parent.parent;
      // `for … else` and `try … else` always run.
      if (outer?.type !== 'if_statement') return undefined;
      const first = childOf(outer, 'condition');
      return [first, own].filter((item) => item !== undefined);
    }
    case 'conditional_expression': {
      const asked = parent.children[1];
      return asked && at !== asked ? [asked] : undefined;
    }
    case 'boolean_operator': {
      const first = childOf(parent, 'left');
      return first && at.field === 'right' ? [first] : undefined;
    }
    case 'except_clause':
      return at.type === 'block' ? [parent.children[0] ?? parent] : undefined;
    case 'case_clause':
      return at.field === 'consequence' ? parent.children.filter((child) => child.type === 'case_pattern') : undefined;
    default:
      return undefined;
  }
}

function asksFor(module: PythonModule, condition: PyNode, name: string, accesses: readonly EnvAccess[]): boolean {
  return accesses.some((access) => {
    if (access.name !== name) return false;
    if (isInside(access.node, condition)) return true;
    // `x = os.getenv('X')` and then `if x:`.
    const target = access.node.parent?.type === 'assignment' ? childOf(access.node.parent, 'left') : undefined;
    const uses = target ? (module.uses.get(module.textOf(target)) ?? []) : [];
    return uses.some((use) => isInside(use, condition));
  });
}
