import { ancestorsOf } from '../syntax.ts';
import { type CsNode, childOf, isInside } from './syntax.ts';

/** A name that holds a value: a local, a parameter, a field or a property. */
export interface Declaration {
  readonly name: string;
  readonly kind: 'local' | 'parameter' | 'field' | 'property';
  readonly node: CsNode;
  readonly type: CsNode | undefined;
  readonly value: CsNode | undefined;
  /** Where the name is known. */
  readonly scope: CsNode;
}

const SCOPE =
  /^(block|compilation_unit|declaration_list|method_declaration|constructor_declaration|local_function_statement|lambda_expression|for_statement|foreach_statement|using_statement|switch_section|arrow_expression_clause|anonymous_method_expression|property_declaration|accessor_declaration)$/;
const TYPE = /^(class|record|struct|interface|record_struct)_declaration$/;

export function declarationsOf(nodes: readonly CsNode[], root: CsNode): ReadonlyMap<string, readonly Declaration[]> {
  const found = new Map<string, Declaration[]>();
  for (const node of nodes) {
    const declared = declaredAt(node, root);
    if (declared === undefined) continue;
    const known = found.get(declared.name);
    if (known) known.push(declared);
    else found.set(declared.name, [declared]);
  }
  return found;
}

function declaredAt(node: CsNode, root: CsNode): Declaration | undefined {
  switch (node.type) {
    case 'variable_declarator':
      return variable(node, root);
    case 'parameter':
      return parameter(node, root);
    case 'property_declaration':
      return property(node, root);
    case 'declaration_expression':
    case 'foreach_statement':
      return pattern(node, root);
    case 'declaration_pattern':
    case 'var_pattern':
      return undefined;
    default:
      return undefined;
  }
}

function variable(node: CsNode, root: CsNode): Declaration | undefined {
  const name = childOf(node, 'name') ?? node.children[0];
  if (name?.type !== 'identifier') return undefined;
  const value = node.children.filter((child) => child !== name && child.type !== 'bracketed_argument_list').at(-1);
  const isField = node.parent?.parent?.type === 'field_declaration';
  const scope = scopeOf(node, root);
  return {
    name: name.text,
    kind: isField ? 'field' : 'local',
    node: name,
    type: childOf(node.parent, 'type'),
    value,
    scope,
  };
}

function parameter(node: CsNode, root: CsNode): Declaration | undefined {
  const name = childOf(node, 'name');
  if (name === undefined) return undefined;
  const type = childOf(node, 'type');
  const value = node.children
    .filter((child) => child !== name && child !== type && !/^(modifier|attribute_list)$/.test(child.type))
    .at(-1);
  const owner = node.parent?.parent;
  // Parameters of a class or record are known in all of it.
  const scope = owner && TYPE.test(owner.type) ? owner : (owner ?? root);
  return { name: name.text, kind: 'parameter', node: name, type, value, scope };
}

function property(node: CsNode, root: CsNode): Declaration | undefined {
  const name = childOf(node, 'name');
  if (name === undefined) return undefined;
  return {
    name: name.text,
    kind: 'property',
    node: name,
    type: childOf(node, 'type'),
    value: propertyValue(node),
    scope: scopeOf(node, root),
  };
}

/** `= x`, `=> x`, `{ get { return x; } }`, `{ get => x; }`. */
function propertyValue(node: CsNode): CsNode | undefined {
  const value = childOf(node, 'value');
  if (value) return value.type === 'arrow_expression_clause' ? value.children[0] : value;
  const getter = childOf(node, 'accessors')?.children.find((child) => childOf(child, 'name')?.text === 'get');
  const body = childOf(getter, 'body');
  if (body?.type === 'arrow_expression_clause') return body.children[0];
  const [only, more] = body?.children ?? [];
  return only?.type === 'return_statement' && more === undefined ? only.children[0] : undefined;
}

function pattern(node: CsNode, root: CsNode): Declaration | undefined {
  const name = childOf(node, node.type === 'foreach_statement' ? 'left' : 'name');
  if (name?.type !== 'identifier') return undefined;
  return {
    name: name.text,
    kind: 'local',
    node: name,
    type: childOf(node, 'type'),
    value: undefined,
    scope: node.type === 'foreach_statement' ? node : scopeOf(node, root),
  };
}

function scopeOf(node: CsNode, root: CsNode): CsNode {
  for (const each of ancestorsOf(node)) if (SCOPE.test(each.type)) return each;
  return root;
}

/** What a name stands for at a place: the declaration of the innermost scope around it. */
export function visible(
  declarations: ReadonlyMap<string, readonly Declaration[]>,
  name: string,
  at: CsNode,
): Declaration | undefined {
  let best: Declaration | undefined;
  for (const each of declarations.get(name) ?? []) {
    if (!isInside(at, each.scope)) continue;
    if (best === undefined || isInside(each.scope, best.scope)) best = each;
  }
  return best;
}
