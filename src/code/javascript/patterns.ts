import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import { stringOf } from './literals.ts';
import type { Binding } from './scopes.ts';

type Source = Pick<Binding, 'value' | 'parameter' | 'iterates'>;

/** The names that a pattern binds: `{ PORT: port = 3000, ...rest }` binds `port` and `rest`. */
export function bindPattern(pattern: Syntax | undefined, source: Source): Binding[] {
  return pattern ? [...walk(pattern, [], undefined, source)] : [];
}

function* walk(
  pattern: Syntax,
  keys: readonly string[],
  fallback: Syntax | undefined,
  source: Source,
): Generator<Binding> {
  const rest = { ...source, ...(fallback && { fallback }) };
  switch (pattern.type) {
    case 'identifier':
      yield { name: textOfSyntax(pattern), node: pattern, keys, ...rest };
      return;
    case 'shorthand_property_identifier_pattern':
      yield { name: textOfSyntax(pattern), node: pattern, keys: [...keys, textOfSyntax(pattern)], ...rest };
      return;
    case 'object_assignment_pattern':
    case 'assignment_pattern': {
      const left = fieldOf(pattern, 'left');
      if (left) yield* walk(left, keys, fieldOf(pattern, 'right'), source);
      return;
    }
    case 'pair_pattern': {
      const key = fieldOf(pattern, 'key');
      const value = fieldOf(pattern, 'value');
      if (key && value) yield* walk(value, [...keys, keyText(key)], undefined, source);
      return;
    }
    case 'rest_pattern':
      for (const child of pattern.children) yield* walk(child, [...keys, '...'], undefined, source);
      return;
    case 'object_pattern':
      for (const child of pattern.children) yield* walk(child, keys, undefined, source);
      return;
    case 'array_pattern':
      for (const [index, child] of pattern.children.entries())
        yield* walk(child, [...keys, String(index)], undefined, source);
  }
}

/** The text of an object's or pattern's key; `?` when it is computed. */
export function keyText(key: Syntax): string {
  if (key.type === 'computed_property_name') return (key.children[0] && stringOf(key.children[0])) ?? '?';
  return stringOf(key) ?? textOfSyntax(key);
}

/** The names of an import statement. */
export function importBindings(statement: Syntax): Binding[] {
  const source = fieldOf(statement, 'source');
  const from = source && stringOf(source);
  const clause = statement.children.find((child) => child.type === 'import_clause');
  if (from === undefined || !clause) return [];
  return clause.children.flatMap((child) => {
    if (child.type === 'identifier') return [imported(child, from, 'default')];
    if (child.type === 'namespace_import') return child.children.map((node) => imported(node, from, '*'));
    return child.children.flatMap((specifier) => {
      const name = fieldOf(specifier, 'name');
      const node = fieldOf(specifier, 'alias') ?? name;
      return name && node ? [imported(node, from, textOfSyntax(name))] : [];
    });
  });
}

function imported(node: Syntax, from: string, name: string): Binding {
  return { name: textOfSyntax(node), node, keys: [], imported: { from, name } };
}

/** `./routes` of `require('./routes')` and `await import('./routes')`. */
export function requiredModule(value: Syntax): string | undefined {
  const call = value.type === 'await_expression' ? value.children[0] : value;
  if (call?.type !== 'call_expression') return undefined;
  const callee = fieldOf(call, 'function');
  if (!callee || !['require', 'import'].includes(textOfSyntax(callee))) return undefined;
  const first = fieldOf(call, 'arguments')?.children[0];
  return first && stringOf(first);
}
