import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0' };

/** The text of a string, or of a template without substitutions. */
export function stringOf(node: Syntax): string | undefined {
  if (node.type !== 'string' && node.type !== 'template_string') return undefined;
  if (node.children.some((child) => child.type === 'template_substitution')) return undefined;
  return node.children.map(fragmentText).join('');
}

/** The text of one piece of a string: a run of characters or one escape. */
export function fragmentText(piece: Syntax): string {
  const text = textOfSyntax(piece);
  if (piece.type !== 'escape_sequence') return text;
  const code = /^\\(?:u\{?|x)([0-9a-f]+)\}?$/i.exec(text)?.[1];
  if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
  const plain = text.slice(1);
  return ESCAPES[plain] ?? (plain.startsWith('\n') || plain.startsWith('\r') ? '' : plain);
}

/** A string, number or boolean as text: `3_000` gives `3000`. */
export function literalText(node: Syntax): string | undefined {
  switch (node.type) {
    case 'string':
    case 'template_string':
      return stringOf(node);
    case 'number':
      return String(Number(textOfSyntax(node).replaceAll('_', '')));
    case 'true':
    case 'false':
      return node.type;
    case 'unary_expression': {
      const argument = fieldOf(node, 'argument');
      const operator = fieldOf(node, 'operator')?.type;
      return operator === '-' && argument?.type === 'number' ? `-${literalText(argument) ?? ''}` : undefined;
    }
    default:
      return undefined;
  }
}

const WRAPPERS = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'await_expression',
]);

export function isWrapper(node: Syntax): boolean {
  return WRAPPERS.has(node.type);
}

/** The expression inside parentheses, `as`, `!`, `satisfies`, `await` and `<Type>`. */
export function unwrap(node: Syntax): Syntax {
  let inner = node;
  for (;;) {
    const next = WRAPPERS.has(inner.type)
      ? inner.children[0]
      : inner.type === 'type_assertion'
        ? inner.children[1]
        : undefined;
    if (next === undefined) return inner;
    inner = next;
  }
}

/** `['app', 'config', 'port']` of `app.config?.['port']`; undefined when a step is computed or a call. */
export function pathOf(node: Syntax): readonly string[] | undefined {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'identifier':
    case 'shorthand_property_identifier':
    case 'this':
    case 'meta_property':
      return textOfSyntax(inner).split('.');
    case 'member_expression':
    case 'subscript_expression': {
      const object = fieldOf(inner, 'object');
      const path = object && pathOf(object);
      const property = fieldOf(inner, 'property');
      const index = fieldOf(inner, 'index');
      const key = property ? textOfSyntax(property) : index && stringOf(index);
      return path && key !== undefined ? [...path, key] : undefined;
    }
    default:
      return undefined;
  }
}

/** Callee and arguments of a call or `new`. */
export function callOf(node: Syntax): { callee: Syntax; args: readonly Syntax[] } | undefined {
  const callee = fieldOf(node, node.type === 'new_expression' ? 'constructor' : 'function');
  if (!callee || (node.type !== 'call_expression' && node.type !== 'new_expression')) return undefined;
  const list = fieldOf(node, 'arguments');
  return { callee: unwrap(callee), args: list?.type === 'arguments' ? list.children : [] };
}

/** The last name of a callee: `listen` of `this.server.listen`. */
export function calleeName(callee: Syntax): string | undefined {
  if (callee.type === 'identifier') return textOfSyntax(callee);
  const property = fieldOf(callee, 'property');
  return property ? textOfSyntax(property) : undefined;
}

/** The value under a key of an object literal: the pair's value, or the shorthand name itself. */
export function entryOfObject(object: Syntax | undefined, key: string): Syntax | undefined {
  if (object?.type !== 'object') return undefined;
  for (const entry of object.children) {
    if (entry.type === 'shorthand_property_identifier' && textOfSyntax(entry) === key) return entry;
    const name = entry.type === 'pair' ? fieldOf(entry, 'key') : undefined;
    if (name && (stringOf(name) ?? textOfSyntax(name)) === key) return fieldOf(entry, 'value');
  }
  return undefined;
}
