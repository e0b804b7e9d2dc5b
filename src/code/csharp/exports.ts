import type { ExportedBinding } from '../language.ts';
import { METHOD } from './file.ts';
import type { Reading } from './reading.ts';
import { ancestorOf, type CsNode, childOf } from './syntax.ts';
import { type CsText, codeValue, literalOf } from './text.ts';
import { valueOfDeclaration } from './values.ts';

/** Constants, static fields and properties of types that name something or hold what is read from the environment. */
export function exportedValues(reading: Reading): ExportedBinding[] {
  const { file } = reading;
  const found: ExportedBinding[] = [];
  for (const [name, all] of file.declarations) {
    for (const declared of all) {
      if (!/^(field|property)$/.test(declared.kind) || ancestorOf(declared.node, METHOD)) continue;
      const owner = childOf(declared.scope.parent, 'name')?.text;
      if (owner === undefined || declared.value === undefined) continue;
      const value = valueOfDeclaration(reading, declared, 0);
      if (isWorthSharing(value, declared.node))
        found.push({ name: `${owner}.${name}`, path: file.path, value: codeValue(value) });
    }
  }
  return found;
}

/** Every shared name is work for all files: of literals only those that may name something. */
function isWorthSharing(value: CsText, node: CsNode): boolean {
  const text = literalOf(value);
  if (text === undefined) return value.every((part) => part !== null);
  const holder = node.parent?.type === 'variable_declarator' ? node.parent.parent?.parent : node.parent;
  const modifiers = (holder?.children ?? []).filter(({ type }) => type === 'modifier').map((each) => each.text);
  const isFixed = modifiers.includes('const') || (modifiers.includes('static') && !modifiers.includes('private'));
  return isFixed && text !== '' && text.length < 200 && !/\s/.test(text);
}
