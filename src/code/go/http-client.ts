import { calleeName, type GoCall } from './call.ts';
import { type GoFile, isFunction, parametersOf } from './model.ts';
import { ancestors, child, type GoNode } from './tree.ts';
import { plainName, typeNameOf } from './type-name.ts';

/** Whether a call is a request by a client that the program made itself: `c.http.Get(url)` on an `http.Client`. */
export function isClientRequest(call: GoCall, file: GoFile): boolean {
  if (!/^\.(Get|Post|Head|PostForm)$/.test(calleeName(call)) || call.receiver === undefined) return false;
  if (file.imports.get('http') !== 'net/http') return false;
  if (call.receiver.text === 'http.DefaultClient') return true;
  return /^[*&]?http\.Client$/.test(typeTextOf(call.receiver, file) ?? '');
}

/** The type of a variable or field as the file writes it, package and all. */
function typeTextOf(node: GoNode, file: GoFile): string | undefined {
  if (node.type === 'selector_expression') return fieldTypeOf(node, file);
  if (node.type !== 'identifier') return undefined;
  for (const around of ancestors(node)) {
    const parameter = isFunction(around) ? parametersOf(around).find(({ name }) => name === node.text) : undefined;
    if (parameter) return parameter.type;
  }
  for (const { target, value } of file.assignments.get(node.text) ?? []) {
    const declared = child(target.parent, 'type')?.text ?? (value && literalTypeOf(value));
    if (declared !== undefined) return declared;
  }
  return undefined;
}

function fieldTypeOf(node: GoNode, file: GoFile): string | undefined {
  const operand = child(node, 'operand');
  const name = child(node, 'field')?.text ?? '';
  const owner = operand && typeNameOf(operand, file);
  const field = file.structs.get(plainName(owner) ?? '')?.fields.find((each) => each.name === name);
  if (field?.type) return field.type.text;
  const types = (file.fieldValues.get(name) ?? []).flatMap((value) => literalTypeOf(value) ?? []);
  return types.length === 1 ? types[0] : undefined;
}

/** `http.Client{…}` and `&http.Client{…}`. */
function literalTypeOf(value: GoNode): string | undefined {
  const inner = value.type === 'unary_expression' ? (value.children.at(-1) ?? value) : value;
  return inner.type === 'composite_literal' ? child(inner, 'type')?.text : undefined;
}
