import { ancestorsOf, fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { bindPattern, importBindings, requiredModule } from './patterns.ts';
import type { Binding } from './scopes.ts';

const FUNCTIONS = new Set([
  'function_declaration',
  'function_expression',
  'generator_function',
  'generator_function_declaration',
  'arrow_function',
  'method_definition',
]);
const BLOCKS = new Set(['statement_block', 'for_statement', 'for_in_statement', 'catch_clause', 'switch_body']);

export function isFunction(node: Syntax): boolean {
  return FUNCTIONS.has(node.type);
}

/** A declared name and the node in which it holds. */
export interface Declaration {
  readonly binding: Binding;
  readonly scope: Syntax;
}

/** The names that a node declares, without those that its children do. */
export function declarationsOf(node: Syntax): Declaration[] {
  switch (node.type) {
    case 'variable_declarator':
      return variables(node);
    case 'function_declaration':
    case 'generator_function_declaration':
      return [...named(node, scopeAround(node)), ...parameters(node)];
    case 'class_declaration':
    case 'abstract_class_declaration':
      return named(node, scopeAround(node));
    case 'function_expression':
    case 'generator_function':
      return [...named(node, node), ...parameters(node)];
    case 'arrow_function':
    case 'method_definition':
      return parameters(node);
    case 'catch_clause':
      return inScope(bindPattern(fieldOf(node, 'parameter'), {}), node);
    case 'for_in_statement':
      return forIn(node);
    case 'import_statement':
      return inScope(importBindings(node), scopeAround(node));
    default:
      return [];
  }
}

function forIn(node: Syntax): Declaration[] {
  const right = fieldOf(node, 'right');
  const isOf = node.children.some((child) => child.field === 'operator' && child.type === 'of');
  const source = isOf && right ? { iterates: right } : {};
  return fieldOf(node, 'kind') ? inScope(bindPattern(fieldOf(node, 'left'), source), node) : [];
}

function variables(node: Syntax): Declaration[] {
  const value = fieldOf(node, 'value');
  const from = value && requiredModule(value);
  const scope = node.parent?.type === 'variable_declaration' ? functionAround(node) : scopeAround(node);
  const found = bindPattern(fieldOf(node, 'name'), value ? { value } : {});
  return inScope(
    from === undefined
      ? found
      : found.map((binding) => ({ ...binding, imported: { from, name: binding.keys.join('.') || '*' } })),
    scope,
  );
}

function named(node: Syntax, scope: Syntax): Declaration[] {
  const name = fieldOf(node, 'name');
  return name ? [{ binding: { name: textOfSyntax(name), node: name, value: node, keys: [] }, scope }] : [];
}

function parameters(owner: Syntax): Declaration[] {
  const single = fieldOf(owner, 'parameter');
  const list = single ? [single] : (fieldOf(owner, 'parameters')?.children ?? []);
  return list.flatMap((parameter, index) => {
    const pattern = fieldOf(parameter, 'pattern') ?? fieldOf(parameter, 'left') ?? parameter;
    const value = fieldOf(parameter, 'value') ?? fieldOf(parameter, 'right');
    return inScope(bindPattern(pattern, { parameter: { owner, index }, ...(value && { value }) }), owner);
  });
}

function inScope(found: readonly Binding[], scope: Syntax): Declaration[] {
  return found.map((binding) => ({ binding, scope }));
}

function scopeAround(node: Syntax): Syntax {
  let last = node;
  for (const parent of ancestorsOf(node)) {
    if (BLOCKS.has(parent.type) || FUNCTIONS.has(parent.type)) return parent;
    last = parent;
  }
  return last;
}

function functionAround(node: Syntax): Syntax {
  let last = node;
  for (const parent of ancestorsOf(node)) {
    if (FUNCTIONS.has(parent.type)) return parent;
    last = parent;
  }
  return last;
}
