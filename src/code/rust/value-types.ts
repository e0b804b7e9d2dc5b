import type { EnvironmentRead } from '../../shape/code-facts.ts';
import { bare, child, type RsNode } from './syntax.ts';

type ValueType = EnvironmentRead['type'];

const TYPES: readonly (readonly [RegExp, ValueType])[] = [
  [/\b(u|i)(8|16|32|64|128|size)\b|\bNonZero\w*\b/, 'integer'],
  [/\bf(32|64)\b/, 'number'],
  [/\bbool\b/, 'boolean'],
  [/\b(Url|Uri)\b/, 'url'],
  [/\bDuration\b/, 'duration'],
  [/\b(Vec|HashSet|BTreeSet)\b/, 'list'],
  [/\b(String|str|PathBuf|OsString|SocketAddr|IpAddr|Ipv4Addr|SecretString)\b/, 'string'],
];

/** The kind of value that a Rust type holds. */
export function typeOfText(type: string): ValueType {
  return TYPES.find(([pattern]) => pattern.test(type))?.[1] ?? 'unknown';
}

/** The type that the code around an expression asks for: of a `let`, a field, what a function gives. */
export function expectedType(expression: RsNode, fieldType: (struct: RsNode, field: string) => string): ValueType {
  let node = expression;
  for (let parent = node.parent; parent !== undefined; parent = node.parent) {
    if (parent.type === 'let_declaration') return typeOfText(child(parent, 'type')?.text ?? '');
    if (parent.type === 'field_initializer')
      return typeOfText(fieldType(parent.parent?.parent ?? parent, child(parent, 'field')?.text ?? ''));
    if (parent.type === 'const_item' || parent.type === 'static_item')
      return typeOfText(child(parent, 'type')?.text ?? '');
    const goesOn = /^(field_expression|call_expression|try_expression|await_expression|parenthesized_expression)$/;
    if (!goesOn.test(parent.type) || (parent.type === 'call_expression' && node.field !== 'function')) return 'unknown';
    node = parent;
  }
  return 'unknown';
}

/** The type of a value that stands in. */
export function typeOfValue(node: RsNode): ValueType {
  const inner = bare(node);
  if (inner.type === 'boolean_literal') return 'boolean';
  if (inner.type === 'integer_literal') return 'integer';
  return inner.type === 'float_literal' ? 'number' : 'unknown';
}
