import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { callOf, entryOfObject, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';

const MOST_STEPS = 12;

/**
 * The object literal that an expression stands for, followed through names, members and `Object.freeze`.
 * @param steps taken so far
 */
export function objectBehind(node: Syntax | undefined, module: SourceModule, steps: number): Syntax | undefined {
  if (!node || steps > MOST_STEPS) return undefined;
  const inner = unwrap(node);
  if (inner.type === 'object') return inner;
  if (inner.type === 'identifier') {
    const binding = module.scopes.resolve(inner);
    if (!binding || module.scopes.assignmentsTo(binding).length > 0 || binding.parameter) return undefined;
    let at = objectBehind(binding.value, module, steps + 1);
    for (const key of binding.keys) at = objectBehind(entryOfObject(at, key), module, steps + 1);
    return at;
  }
  if (inner.type === 'member_expression') {
    const key = pathOf(inner)?.at(-1);
    const object = objectBehind(fieldOf(inner, 'object'), module, steps + 1);
    return key === undefined ? undefined : objectBehind(entryOfObject(object, key), module, steps + 1);
  }
  const call = callOf(inner);
  return call && pathOf(call.callee)?.join('.') === 'Object.freeze'
    ? objectBehind(call.args[0], module, steps + 1)
    : undefined;
}

/** `this.port = port`, `Server.PORT = process.env.PORT`, when the file assigns it once. */
export function onlyAssignmentTo(node: Syntax, module: SourceModule): Syntax | undefined {
  const text = textOfSyntax(node);
  const key = fieldOf(node, 'property');
  const assigned = module.nodesOf('assignment_expression').filter((item) => {
    const left = fieldOf(item, 'left');
    return left?.type === 'member_expression' && textOfSyntax(left) === text;
  });
  const fields = text.startsWith('this.') && key ? fieldsNamed(textOfSyntax(key), module) : [];
  const values = [...assigned.map((item) => fieldOf(item, 'right')), ...fields];
  return values.length === 1 ? values[0] : undefined;
}

function fieldsNamed(name: string, module: SourceModule): Syntax[] {
  return [...module.nodesOf('field_definition'), ...module.nodesOf('public_field_definition')].flatMap((field) => {
    const key = fieldOf(field, 'property') ?? fieldOf(field, 'name');
    const value = fieldOf(field, 'value');
    return key && value && textOfSyntax(key) === name ? [value] : [];
  });
}
