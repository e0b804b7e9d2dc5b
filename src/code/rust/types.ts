import type { RustFile } from './file.ts';
import { definitionOf } from './scope.ts';
import { bare, child, implAround, plainType, type RsNode } from './syntax.ts';

const MOST_DEPTH = 6;

/** The name of the type of an expression, as far as it is written; empty when it is not. */
export function typeOf(expression: RsNode, file: RustFile, depth = 0): string {
  const node = bare(expression);
  if (depth > MOST_DEPTH) return '';
  if (node.type === 'self') return implAround(node)?.type ?? '';
  if (node.type === 'identifier') return typeOfName(node, file, depth);
  if (node.type === 'field_expression') {
    const holder = typeOf(child(node, 'value') ?? node, file, depth + 1);
    const field = child(node, 'field')?.text ?? '';
    const struct = file.structs.find(({ name }) => name === holder);
    return plainType(struct?.fields.find(({ name }) => name === field)?.type ?? '');
  }
  if (node.type === 'struct_expression') return plainType(child(node, 'name')?.text ?? '');
  return node.type === 'call_expression' ? typeOfResult(node, file, depth) : '';
}

function typeOfName(node: RsNode, file: RustFile, depth: number): string {
  const definition = definitionOf(node.text, node);
  if (definition === undefined) {
    const [constant] = file.constants.get(node.text) ?? [];
    return plainType(child(constant, 'type')?.text ?? '');
  }
  if (definition.kind === 'parameter') return plainType(definition.type);
  if (definition.kind !== 'value' || definition.part !== undefined) return '';
  return definition.type === '' ? typeOf(definition.value, file, depth + 1) : plainType(definition.type);
}

/** `Config::from_env()?` makes a `Config`; what a method hands on keeps the type of what it is called on. */
function typeOfResult(node: RsNode, file: RustFile, depth: number): string {
  const call = file.callAt.get(node);
  if (call === undefined) return '';
  if (call.receiver) return typeOf(call.receiver, file, depth + 1);
  const parts = call.callee.split('::');
  const owner = parts.at(-2) ?? '';
  if (owner === 'Self') return implAround(node)?.type ?? '';
  const [own] = file.functions.get(call.name) ?? [];
  if (/^(Arc|Rc|Box|Data|Some|Ok)$/.test(owner) && call.args[0]) return typeOf(call.args[0], file, depth + 1);
  if (/^[A-Z]/.test(owner)) return owner;
  const result = plainType(own?.result ?? '');
  return result === 'Self' ? (own?.owner ?? '') : result;
}
