import type { ExportedBinding } from '../language.ts';
import { fieldOf, type Syntax, textOfSyntax } from '../syntax.ts';
import type { Environment } from './environment.ts';
import { exportsOf } from './exports.ts';
import { unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';
import { keyText } from './patterns.ts';
import type { Evaluate } from './values.ts';

const DEEPEST = 4;

/** Exported constants and fields whose value is text or a variable, and the environment itself under another name. */
export function exportedBindings(
  module: SourceModule,
  environment: Environment,
  evaluate: Evaluate,
): ExportedBinding[] {
  const found = new Map<string, ExportedBinding>();
  const add = (name: string, value: Syntax, depth: number): void => {
    const inner = unwrap(value);
    if (environment.sites.find(inner)) {
      found.set(name, { name, path: module.path, value: { kind: 'computed' }, environment: true });
      return;
    }
    for (const [field, site] of environment.fieldsOf(inner)) {
      const key = `${name}.${field}`;
      found.set(key, { name: key, path: module.path, value: site });
    }
    if (depth < DEEPEST) for (const [field, entry] of fieldsOf(inner)) add(`${name}.${field}`, entry, depth + 1);
    const text = evaluate(inner);
    if (text.kind !== 'computed') found.set(name, { name, path: module.path, value: text });
  };
  for (const { name, value } of exportsOf(module)) add(name, value, 0);
  return [...found.values()];
}

function fieldsOf(node: Syntax): (readonly [string, Syntax])[] {
  if (node.type === 'call_expression') {
    // `Object.freeze({ … })`
    const isFreeze = /^Object\.freeze\b/.test(textOfSyntax(node));
    const first = fieldOf(node, 'arguments')?.children[0];
    return isFreeze && first ? fieldsOf(unwrap(first)) : [];
  }
  const body = node.type === 'object' ? node : fieldOf(node, 'body');
  if (!body || !/^(object|class_body)$/.test(body.type)) return [];
  return body.children.flatMap((entry) => {
    if (entry.type === 'shorthand_property_identifier') return [[textOfSyntax(entry), entry] as const];
    const key = fieldOf(entry, 'key') ?? fieldOf(entry, 'name') ?? fieldOf(entry, 'property');
    const value = fieldOf(entry, 'value');
    return key && value ? [[keyText(key), value] as const] : [];
  });
}
