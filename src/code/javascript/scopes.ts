// Which declaration a name means. Syntax only: no types, no flow.
import { ancestorsOf, fieldOf, type Syntax, textOfSyntax, withDescendants } from '../syntax.ts';
import { bindPattern, importBindings, requiredModule } from './patterns.ts';

/** A declared name and where its value comes from. */
export interface Binding {
  readonly name: string;
  /** The token that declares it. */
  readonly node: Syntax;
  /** Initialiser, default of a parameter, function or class; the whole of it when `keys` leads further in. */
  readonly value?: Syntax;
  /** The way into `value` by destructuring; `...` for what a rest pattern takes. */
  readonly keys: readonly string[];
  /** The default inside the pattern. */
  readonly fallback?: Syntax;
  /** `name`: what the other file exports it as, `default`, or `*` for the whole module. */
  readonly imported?: { readonly from: string; readonly name: string };
  readonly parameter?: { readonly owner: Syntax; readonly index: number };
  /** `for (const name of …)`. */
  readonly iterates?: Syntax;
}

export interface Scopes {
  resolve(identifier: Syntax): Binding | undefined;
  /** All uses of a name, without its declaration. */
  usesOf(binding: Binding): readonly Syntax[];
  /** Right sides of plain assignments to it. */
  assignmentsTo(binding: Binding): readonly Syntax[];
  readonly bindings: readonly Binding[];
  /** The name that was declared with this initialiser, function or class. */
  nameOf(value: Syntax): Binding | undefined;
}

const FUNCTIONS = new Set([
  'function_declaration',
  'function_expression',
  'generator_function',
  'generator_function_declaration',
  'arrow_function',
  'method_definition',
]);
const BLOCKS = new Set(['statement_block', 'for_statement', 'for_in_statement', 'catch_clause', 'switch_body']);
const USES = new Set(['identifier', 'shorthand_property_identifier']);

export function isFunction(node: Syntax): boolean {
  return FUNCTIONS.has(node.type);
}

/** Reads all declarations and uses of a file. */
export function scopesOf(root: Syntax): Scopes {
  const tables = new Map<Syntax, Map<string, Binding>>();
  const byName = new Map<string, Syntax[]>();
  const bindings: Binding[] = [];
  const declared = new Set<Syntax>();
  for (const node of withDescendants(root)) {
    for (const { binding, scope } of declarations(node)) {
      const table = tables.get(scope) ?? new Map<string, Binding>();
      tables.set(scope, table);
      if (!table.has(binding.name)) table.set(binding.name, binding);
      bindings.push(binding);
      declared.add(binding.node);
    }
    if (USES.has(node.type)) {
      const name = textOfSyntax(node);
      const uses = byName.get(name);
      if (uses) uses.push(node);
      else byName.set(name, [node]);
    }
  }
  const names = new Set(bindings.map((binding) => binding.name));
  const resolved = new Map<Syntax, Binding | undefined>();
  const search = (identifier: Syntax, name: string): Binding | undefined => {
    for (const scope of ancestorsOf(identifier)) {
      const found = tables.get(scope)?.get(name);
      if (found) return found;
    }
    return undefined;
  };
  const resolve = (identifier: Syntax): Binding | undefined => {
    if (resolved.has(identifier)) return resolved.get(identifier);
    const name = textOfSyntax(identifier);
    const found = names.has(name) ? search(identifier, name) : undefined;
    resolved.set(identifier, found);
    return found;
  };
  const uses = new Map<Binding, readonly Syntax[]>();
  const usesOf = (binding: Binding): readonly Syntax[] => {
    const known = uses.get(binding);
    if (known) return known;
    const found = (byName.get(binding.name) ?? []).filter((node) => !declared.has(node) && resolve(node) === binding);
    uses.set(binding, found);
    return found;
  };
  const assignmentsTo = (binding: Binding): readonly Syntax[] =>
    usesOf(binding).flatMap((use) => {
      const assignment = use.field === 'left' ? use.parent : undefined;
      const right = assignment?.type === 'assignment_expression' ? fieldOf(assignment, 'right') : undefined;
      return right ? [right] : [];
    });
  const byValue = new Map<Syntax, Binding>();
  for (const binding of bindings) {
    if (binding.value && !binding.parameter && !byValue.has(binding.value)) byValue.set(binding.value, binding);
  }
  return { resolve, usesOf, assignmentsTo, bindings, nameOf: (value) => byValue.get(value) };
}

interface Declaration {
  readonly binding: Binding;
  readonly scope: Syntax;
}

function declarations(node: Syntax): Declaration[] {
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
