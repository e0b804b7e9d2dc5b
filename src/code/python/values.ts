import { isModule } from './imports.ts';
import type { PythonModule } from './module.ts';
import { calleeName, makerOf, methodOf, parameterOf, qualifiedName, visibleAssignments } from './names.ts';
import type { Reading } from './reading.ts';
import { stringParts } from './strings.ts';
import { ancestorOf, bare, childOf, type PyNode } from './syntax.ts';
import { COMPUTED, formatted, joined, joinedWith, type PyValue, percentFormatted } from './templates.ts';

const MOST_DEPTH = 12;
/** Calls and methods that leave a name or URL what it is, near enough. */
const KEEPING_CALLS = new Set(['str', 'int', 'float', 'quote_plus', 'urllib.parse.quote_plus', 'pathlib.Path', 'Path']);
const KEEPING_METHODS = new Set([
  'strip',
  'rstrip',
  'lstrip',
  'get_secret_value',
  'unicode_string',
  'encode',
  'resolve',
]);

/** What an expression stands for: text, a variable of the environment, both together, or computed. */
export function evaluate(reading: Reading, node: PyNode | undefined, depth = 0): PyValue {
  if (node === undefined || depth > MOST_DEPTH) return COMPUTED;
  const at = bare(node);
  const access = reading.accesses.get(at);
  if (access) return valueOfAccess(reading, access, depth);
  const of = (child: PyNode | undefined) => evaluate(reading, child, depth + 1);
  switch (at.type) {
    case 'string':
    case 'concatenated_string':
      return joined(
        (stringParts(at, reading.module.text) ?? [at]).map((part) =>
          typeof part === 'string' ? { kind: 'literal', text: part } : part === at ? COMPUTED : of(part),
        ),
      );
    case 'integer':
      return { kind: 'literal', text: reading.module.textOf(at).replace(/_/g, '') };
    case 'identifier':
      return valueOfName(reading, at, depth);
    case 'attribute':
      return valueOfAttribute(reading, at, depth);
    case 'binary_operator':
      return valueOfOperator(reading, at, of);
    case 'boolean_operator':
      return reading.module.textOf(childOf(at, 'operator') ?? at) === 'or'
        ? firstOf(of(childOf(at, 'left')), of(childOf(at, 'right')))
        : COMPUTED;
    case 'call':
      return valueOfCall(reading, at, of);
    default:
      return COMPUTED;
  }
}

function valueOfAccess(
  reading: Reading,
  access: { name: string; dynamic: boolean; shared?: boolean; form: string; fallback?: PyNode },
  depth: number,
): PyValue {
  if (access.dynamic || access.shared || access.form === 'presence') return COMPUTED;
  const fallback = access.fallback ? evaluate(reading, access.fallback, depth + 1) : undefined;
  return fallback?.kind === 'literal' && fallback.text !== ''
    ? { kind: 'variable', name: access.name, fallback: fallback.text }
    : { kind: 'variable', name: access.name };
}

/** `a or b`: the first that is set. */
function firstOf(left: PyValue, right: PyValue): PyValue {
  if (left.kind === 'literal') return left.text === '' ? right : left;
  if (left.kind !== 'variable') return left;
  if (left.fallback) return left;
  if (right.kind === 'literal' && right.text !== '') return { ...left, fallback: right.text };
  return left;
}

function valueOfName(reading: Reading, at: PyNode, depth: number): PyValue {
  const { module } = reading;
  const parameter = parameterOf(module, at);
  if (parameter) {
    const value = parameter.fallback ? evaluate(reading, parameter.fallback, depth + 1) : COMPUTED;
    // Whoever makes an object passes what it is for: what its constructor falls back on is an example.
    return value.kind === 'literal' && isInConstructor(module, at) ? COMPUTED : value;
  }
  const assigned = visibleAssignments(module, at).filter(({ value }) => !isNothing(value));
  if (assigned.length === 1) return evaluate(reading, assigned[0]?.value, depth + 1);
  if (assigned.length > 1) {
    const values = assigned.map(({ value }) => evaluate(reading, value, depth + 1));
    const first = values[0] ?? COMPUTED;
    return values.every((value) => JSON.stringify(value) === JSON.stringify(first)) ? first : COMPUTED;
  }
  return importedValue(reading, module.imports.get(module.textOf(at)) ?? module.textOf(at)) ?? COMPUTED;
}

function isInConstructor(module: PythonModule, at: PyNode): boolean {
  const around = ancestorOf(at, 'function_definition');
  const name = around && childOf(around, 'name');
  return name !== undefined && module.textOf(name) === '__init__';
}

function isNothing(node: PyNode): boolean {
  return node.type === 'none';
}

function valueOfAttribute(reading: Reading, at: PyNode, depth: number): PyValue {
  const { module } = reading;
  const own = visibleAssignments(module, at);
  if (own.length === 1) return evaluate(reading, own[0]?.value, depth + 1);
  const object = childOf(at, 'object');
  const attribute = childOf(at, 'attribute');
  if (!object || !attribute || own.length > 1) return COMPUTED;
  const field = module.textOf(attribute);
  // `Queue.ORDERS.value` of an enumeration.
  if (field === 'value' && object.type === 'attribute') return evaluate(reading, object, depth + 1);
  const owner = className(module, object);
  if (owner) {
    const settings = reading.fields.get(owner)?.get(field);
    if (settings) return settings;
    const assigned = (module.assignments.get(field) ?? []).filter(({ scope }) => scope === module.classes.get(owner));
    if (assigned.length === 1) return evaluate(reading, assigned[0]?.value, depth + 1);
  }
  const maker = makerOf(module, object);
  const ofMaker = maker === undefined ? undefined : importedValue(reading, `${maker}.${field}`);
  if (ofMaker) return ofMaker;
  const dotted = qualifiedName(module, at);
  return (dotted && importedValue(reading, dotted)) || COMPUTED;
}

/** The class of this file whose attributes an expression has: `self`, `Settings`, `settings = Settings()`. */
function className(module: PythonModule, object: PyNode): string | undefined {
  const text = module.textOf(object);
  if (text === 'self' || text === 'cls') {
    for (let at = object.parent; at; at = at.parent)
      if (at.type === 'class_definition') return module.textOf(childOf(at, 'name') ?? at);
    return undefined;
  }
  if (module.classes.has(text)) return text;
  const maker = makerOf(module, object);
  if (maker === undefined) return undefined;
  if (module.classes.has(maker)) return maker;
  // `get_settings()` that returns `Settings()`.
  const body = module.functions.get(maker)?.[0];
  const returned =
    body &&
    module.calls.find(
      (call) => call.parent?.type === 'return_statement' && call.start > body.start && call.end <= body.end,
    );
  const made = returned && calleeName(module, returned);
  return made !== undefined && module.classes.has(made) ? made : undefined;
}

/** The value that another file of the service exports under a dotted name as this file sees it. */
export function importedValue(reading: Reading, dotted: string): PyValue | undefined {
  const { module, context } = reading;
  const parts = dotted.split('.');
  for (const binding of context.bindings) {
    const depth = binding.name.split('.').length;
    if (depth > parts.length || parts.slice(-depth).join('.') !== binding.name) continue;
    const from = parts.slice(0, -depth).join('.');
    // Django's settings object stands for the settings module, wherever that lies.
    if (from === 'django.conf.settings' && /(^|\/)settings(\/[^/]+)?\.py$/.test(binding.path)) return binding.value;
    if (from === '' && module.starImports.some((star) => isModule(star, module.path, binding.path)))
      return binding.value;
    // `from . import config` gives `.config.queue`, `from .. import x` gives `..x`.
    if (from !== '' && isModule(dotted.startsWith('.') && from === '' ? '.' : from, module.path, binding.path))
      return binding.value;
  }
  return undefined;
}

function valueOfOperator(reading: Reading, at: PyNode, of: (child: PyNode | undefined) => PyValue): PyValue {
  const operator = reading.module.textOf(childOf(at, 'operator') ?? at);
  const left = childOf(at, 'left');
  const right = childOf(at, 'right');
  if (operator === '+') return joined([of(left), of(right)]);
  // Paths: `Path(ROOT) / "uploads"`.
  if (operator === '/') return joinedWith('/', [of(left), of(right)]);
  if (operator !== '%' || right === undefined) return COMPUTED;
  const format = of(left);
  return format.kind === 'literal'
    ? percentFormatted(format.text, right.type === 'tuple' ? right.children.map(of) : [of(right)])
    : COMPUTED;
}

function valueOfCall(reading: Reading, at: PyNode, of: (child: PyNode | undefined) => PyValue): PyValue {
  const { module } = reading;
  const { positional, keywords } = module.argumentsOf(at);
  const name = calleeName(module, at) ?? '';
  if (name === 'os.path.join' || name === 'urllib.parse.urljoin') return joinedWith('/', positional.map(of));
  if (KEEPING_CALLS.has(name)) return positional.length === 1 ? of(positional[0]) : joinedWith('/', positional.map(of));
  const method = methodOf(module, at);
  if (method === undefined) return COMPUTED;
  if (KEEPING_METHODS.has(method.name)) return of(method.object);
  const receiver = of(method.object);
  if (method.name !== 'format' || receiver.kind !== 'literal') return COMPUTED;
  return formatted(receiver.text, positional.map(of), new Map([...keywords].map(([key, value]) => [key, of(value)])));
}
