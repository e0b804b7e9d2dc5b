import { child, type RsNode } from './syntax.ts';

/** Where a name gets its value. */
export type Definition =
  /** From an expression: the whole of it, or one part of a tuple or field of a struct. */
  | { readonly kind: 'value'; readonly value: RsNode; readonly type: string; readonly part?: number | string }
  | { readonly kind: 'parameter'; readonly function: RsNode; readonly position: number; readonly type: string }
  /** The parameter of a closure that is handed to a method. */
  | { readonly kind: 'closure'; readonly closure: RsNode }
  /** Each item of a list. */
  | { readonly kind: 'loop'; readonly list: RsNode }
  | { readonly kind: 'unknown' };

/** The local definition of a name as seen from a node: the nearest one before it. */
export function definitionOf(name: string, from: RsNode): Definition | undefined {
  let inner = from;
  for (let outer = from.parent; outer !== undefined; outer = outer.parent) {
    const found = definedIn(name, inner, outer);
    if (found) return found;
    if (outer.type === 'function_item') return undefined;
    inner = outer;
  }
  return undefined;
}

function definedIn(name: string, inner: RsNode, outer: RsNode): Definition | undefined {
  switch (outer.type) {
    case 'block':
      return definedBefore(name, inner, outer);
    case 'if_expression':
    case 'while_expression':
      return inner.field === 'consequence' || inner.field === 'body'
        ? definedByCondition(name, child(outer, 'condition'))
        : undefined;
    case 'let_chain':
      return outer.children
        .filter((each) => each.start < inner.start)
        .map((each) => definedByCondition(name, each))
        .find((each) => each !== undefined);
    case 'match_arm':
      return definedByArm(name, inner, outer);
    case 'for_expression': {
      const list = child(outer, 'value');
      return inner.field === 'body' && list && binds(child(outer, 'pattern'), name) !== undefined
        ? { kind: 'loop', list }
        : undefined;
    }
    case 'closure_expression':
      return (child(outer, 'parameters')?.children ?? []).some((each) => binds(patternIn(each), name) !== undefined)
        ? { kind: 'closure', closure: outer }
        : undefined;
    case 'function_item':
      return definedByParameter(name, outer);
    default:
      return undefined;
  }
}

function patternIn(parameter: RsNode): RsNode {
  return child(parameter, 'pattern') ?? parameter;
}

function definedBefore(name: string, inner: RsNode, block: RsNode): Definition | undefined {
  for (let at = block.children.indexOf(inner) - 1; at >= 0; at -= 1) {
    const statement = block.children[at];
    if (statement?.type !== 'let_declaration') continue;
    const pattern = child(statement, 'pattern');
    const part = binds(pattern, name);
    if (part === undefined) continue;
    const value = child(statement, 'value');
    if (value === undefined || isAssignedLater(name, statement, block)) return { kind: 'unknown' };
    return { kind: 'value', value, type: child(statement, 'type')?.text ?? '', ...(part !== WHOLE && { part }) };
  }
  return undefined;
}

/** `let mut host = …; host = other;` */
function isAssignedLater(name: string, statement: RsNode, block: RsNode): boolean {
  if (!/^let\s+mut\b/.test(statement.text)) return false;
  return new RegExp(`(^|[^\\w.])${name}\\s*=[^=]`).test(block.text.slice(statement.end - block.start));
}

function definedByCondition(name: string, condition: RsNode | undefined): Definition | undefined {
  if (condition?.type === 'let_chain')
    return condition.children.map((each) => definedByCondition(name, each)).find((each) => each !== undefined);
  const value = condition?.type === 'let_condition' ? child(condition, 'value') : undefined;
  const part = value && binds(child(condition, 'pattern'), name);
  return value === undefined || part === undefined
    ? undefined
    : { kind: 'value', value, type: '', ...(part !== WHOLE && { part }) };
}

function definedByArm(name: string, inner: RsNode, arm: RsNode): Definition | undefined {
  if (inner.field !== 'value' || binds(child(arm, 'pattern')?.children[0], name) === undefined) return undefined;
  const value = child(arm.parent?.parent, 'value');
  return value ? { kind: 'value', value, type: '' } : { kind: 'unknown' };
}

function definedByParameter(name: string, node: RsNode): Definition | undefined {
  const parameters = (child(node, 'parameters')?.children ?? []).filter(({ type }) => type === 'parameter');
  const position = parameters.findIndex((each) => binds(child(each, 'pattern'), name) !== undefined);
  const type = child(parameters[position], 'type')?.text ?? '';
  return position < 0 ? undefined : { kind: 'parameter', function: node, position, type };
}

const WHOLE = 'the whole';

/** Whether a pattern gives a name its value, and from which part of what it is matched with. */
function binds(pattern: RsNode | undefined, name: string): number | string | undefined {
  switch (pattern?.type) {
    case 'identifier':
      return pattern.text === name ? WHOLE : undefined;
    case 'mut_pattern':
    case 'ref_pattern':
    case 'reference_pattern':
    case 'captured_pattern':
      return binds(pattern.children.at(-1), name);
    case 'tuple_struct_pattern':
      return pattern.children.some((each) => each.field !== 'type' && binds(each, name) !== undefined)
        ? WHOLE
        : undefined;
    case 'tuple_pattern': {
      const position = pattern.children.findIndex((each) => binds(each, name) !== undefined);
      return position < 0 ? undefined : position;
    }
    case 'struct_pattern':
      return pattern.children.find((each) => each.type === 'field_pattern' && fieldBinds(each, name))?.children[0]
        ?.text;
    default:
      return undefined;
  }
}

function fieldBinds(field: RsNode, name: string): boolean {
  const pattern = child(field, 'pattern');
  return pattern ? binds(pattern, name) !== undefined : field.children.at(-1)?.text === name;
}
