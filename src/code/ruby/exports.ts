import { type AssembledText, codeValue, GAP, hasVariable, literalOf } from '../assembled-text.ts';
import type { ExportedBinding } from '../language.ts';
import { fieldOf } from '../syntax.ts';
import { settingPath } from './lookup.ts';
import type { Reading } from './reading.ts';
import { sharedName } from './shared-values.ts';
import { silentSettings } from './silent-settings.ts';
import { callOf, type RbNode } from './syntax.ts';
import { evaluate } from './values.ts';

/** Constants, methods without parameters and settings of the framework, for the files that use them. */
export function exportedValues(reading: Reading): ExportedBinding[] {
  const { file } = reading;
  const found: ExportedBinding[] = [];
  const add = (owner: string, member: string, value: AssembledText) => {
    if (isWorthSharing(value))
      found.push({ name: sharedName(owner, member), path: file.path, value: codeValue(value) });
  };
  for (const [name, all] of file.constants) {
    const [only, more] = all;
    if (only && more === undefined) add(only.owner, name, evaluate(reading, only.value));
  }
  for (const { owner, name, parameters, body } of file.methods) {
    const [only, more] = body;
    if (parameters.length > 0 || only === undefined || more !== undefined) continue;
    const value = evaluate(reading, only.type === 'return' ? only.children[0]?.children[0] : only);
    if (hasVariable(value)) add(owner, name, value);
  }
  for (const node of file.nodes) {
    const set = node.type === 'assignment' ? settingAt(node) : undefined;
    if (set !== undefined) add('config', set, evaluate(reading, fieldOf(node, 'right')));
  }
  return [...found, ...silentSettings(reading)];
}

/** `config.x.orders_queue = …`, in an initializer or an environment. */
function settingAt(assignment: RbNode): string | undefined {
  const left = fieldOf(assignment, 'left');
  const path = left && callOf(left) ? settingPath(left) : undefined;
  return path?.owner === 'config' ? path.member : undefined;
}

/** Every shared name is work for all files: of literals only those that may name something. */
function isWorthSharing(value: AssembledText): boolean {
  const text = literalOf(value);
  if (text === undefined) return !value.parts.includes(GAP);
  return text !== '' && text.length < 200 && !/\s/.test(text);
}
