import type { PythonModule } from './module.ts';
import { calleeName, methodOf, qualifiedName } from './names.ts';
import type { AccessForm, ReadType } from './reading.ts';
import { childOf, type PyNode } from './syntax.ts';

/** An expression that asks the environment for something, its name not yet read. */
export interface RawAccess {
  readonly node: PyNode;
  /** Undefined for all of the environment. */
  readonly name: PyNode | undefined;
  readonly form: AccessForm;
  readonly fallback?: PyNode;
  readonly via: string;
  readonly type?: ReadType;
  readonly values?: readonly string[];
  /** What stands in front of the name. */
  readonly prefix?: string;
  /** The name, when the library and not the code says it. */
  readonly literalName?: string;
}

const ENVIRON = /^os\.environb?$/;

/** `os.environ['X']`, `os.environ.get`, `os.getenv`, `'X' in os.environ` and uses of the whole, in order. */
export function osAccesses(module: PythonModule): RawAccess[] {
  if (!/environ|getenv/.test(module.text)) return [];
  return module.nodes.flatMap((node) => {
    const found = accessAt(module, node);
    return found ? [found] : [];
  });
}

function accessAt(module: PythonModule, node: PyNode): RawAccess | undefined {
  switch (node.type) {
    case 'subscript':
      return subscriptAccess(module, node);
    case 'call':
      return callAccess(module, node) ?? setAccess(module, node);
    case 'comparison_operator':
      return presenceAccess(module, node) ?? setAccess(module, node);
    case 'binary_operator':
      return setAccess(module, node);
    case 'identifier':
    case 'attribute':
      return wholeAccess(module, node);
    default:
      return undefined;
  }
}

function isEnviron(module: PythonModule, node: PyNode | undefined): boolean {
  return node !== undefined && ENVIRON.test(qualifiedName(module, node) ?? '');
}

function subscriptAccess(module: PythonModule, node: PyNode): RawAccess | undefined {
  if (!isEnviron(module, childOf(node, 'value'))) return undefined;
  const isWritten =
    (node.field === 'left' && /^(assignment|augmented_assignment)$/.test(node.parent?.type ?? '')) ||
    node.parent?.type === 'delete_statement' ||
    node.parent?.type === 'pattern_list';
  if (isWritten) return undefined;
  return { node, name: childOf(node, 'subscript'), form: 'strict', via: 'os.environ' };
}

function callAccess(module: PythonModule, node: PyNode): RawAccess | undefined {
  const callee = calleeName(module, node);
  if (callee === undefined || !/^os\.(getenvb?$|environb?\.)/.test(callee)) return undefined;
  const method = callee.replace(/^os\.(environb?\.)?/, '');
  const { positional, keywords } = module.argumentsOf(node);
  const name = positional[0] ?? keywords.get('key');
  const given = positional[1] ?? keywords.get('default');
  const isNone = given?.type === 'none';
  const fallback = given && !isNone ? { fallback: given } : {};
  const via = callee.startsWith('os.getenv') ? 'os.getenv' : 'os.environ';
  if (name === undefined) return undefined;
  if (/^(getenvb?|get)$/.test(method)) return { node, name, form: given ? 'optional' : 'lenient', ...fallback, via };
  if (method === 'pop') {
    // Thrown away at once: nobody reads it.
    if (node.parent?.type === 'expression_statement') return undefined;
    return { node, name, form: given ? 'optional' : 'strict', ...fallback, via };
  }
  if (method === 'setdefault') return { node, name, form: 'optional', ...fallback, via };
  return method === '__getitem__' ? { node, name, form: 'strict', via } : undefined;
}

/** `{'A', 'B'} <= os.environ.keys()`, `set(NAMES) - set(os.environ)`, `NAMES.issubset(os.environ)`: each name is asked for. */
function setAccess(module: PythonModule, node: PyNode): RawAccess | undefined {
  const sides = setSides(module, node);
  return sides && isKeySet(module, sides.whole)
    ? { node, name: sides.names, form: 'presence', via: 'os.environ' }
    : undefined;
}

function setSides(module: PythonModule, node: PyNode): { readonly names: PyNode; readonly whole: PyNode } | undefined {
  const method = node.type === 'call' ? methodOf(module, node) : undefined;
  if (method) {
    const [whole] = module.argumentsOf(node).positional;
    return /^(issubset|difference)$/.test(method.name) && whole ? { names: method.object, whole } : undefined;
  }
  const operator = node.type === 'binary_operator' ? childOf(node, 'operator') : childOf(node, 'operators');
  const [left, right] = node.children.filter((child) => child !== operator);
  if (!operator || !left || !right) return undefined;
  if (/^(-|<=)$/.test(module.textOf(operator))) return { names: left, whole: right };
  return module.textOf(operator) === '>=' ? { names: right, whole: left } : undefined;
}

/** `os.environ`, `os.environ.keys()`, `set(os.environ)`. */
function isKeySet(module: PythonModule, node: PyNode): boolean {
  if (node.type !== 'call') return isEnviron(module, node);
  const method = methodOf(module, node);
  if (method) return method.name === 'keys' && isEnviron(module, method.object);
  const [first] = module.argumentsOf(node).positional;
  return (
    /^(frozen)?set$/.test(module.textOf(childOf(node, 'function') ?? node)) &&
    first !== undefined &&
    isKeySet(module, first)
  );
}

/** Whether all of the environment only stands there to be compared with names. */
function isInSetAccess(module: PythonModule, node: PyNode): boolean {
  for (let at = node.parent, level = 0; at !== undefined && level < 6; at = at.parent, level += 1)
    if (/^(call|comparison_operator|binary_operator)$/.test(at.type) && setAccess(module, at)) return true;
  return false;
}

function presenceAccess(module: PythonModule, node: PyNode): RawAccess | undefined {
  const [left, , right] = node.children.length === 3 ? node.children : [];
  if (!left || !right || !/^(in|not\s+in)$/.test(operatorOf(module, node))) return undefined;
  const container =
    right.type === 'call' && methodOf(module, right)?.name === 'keys' ? methodOf(module, right)?.object : right;
  return isEnviron(module, container) ? { node, name: left, form: 'presence', via: 'os.environ' } : undefined;
}

export function operatorOf(module: PythonModule, comparison: PyNode): string {
  const operator = childOf(comparison, 'operators');
  return operator ? module.textOf(operator) : '';
}

const NO_READ_METHODS = new Set([
  'update',
  'clear',
  'get',
  'pop',
  'setdefault',
  '__getitem__',
  '__setitem__',
  '__contains__',
  'unsetenv',
  'putenv',
]);

/** All of the environment, handed on or looped over. */
function wholeAccess(module: PythonModule, node: PyNode): RawAccess | undefined {
  const parent = node.parent;
  if (
    parent === undefined ||
    !/environ|env/.test(module.textOf(node)) ||
    !isEnviron(module, node) ||
    isInSetAccess(module, node)
  )
    return undefined;
  const whole: RawAccess = { node, name: undefined, form: 'whole', via: 'os.environ' };
  if (parent.type === 'attribute') {
    const method = childOf(parent, 'attribute');
    return node.field === 'object' &&
      parent.parent?.type === 'call' &&
      method &&
      !NO_READ_METHODS.has(module.textOf(method)) &&
      !isKeysInPresence(module, parent.parent)
      ? whole
      : undefined;
  }
  if (parent.type === 'keyword_argument') return node.field === 'value' ? whole : undefined;
  const uses = /^(argument_list|dictionary_splat|for_statement|for_in_clause|binary_operator|return_statement)$/;
  return uses.test(parent.type) && !/^(alias|left)$/.test(node.field ?? '') ? whole : undefined;
}

function isKeysInPresence(module: PythonModule, call: PyNode): boolean {
  return call.parent?.type === 'comparison_operator' && presenceAccess(module, call.parent) !== undefined;
}
