import { type GoFile, isFunction, parametersOf } from './model.ts';
import { ancestors, child, type GoNode } from './tree.ts';

/** The type of a variable or receiver without package and pointer, where the file says it. */
export function typeNameOf(operand: GoNode, file: GoFile): string | undefined {
  if (operand.type !== 'identifier') return undefined;
  for (const each of ancestors(operand)) {
    if (!isFunction(each)) continue;
    const receiver = child(each, 'receiver')?.children[0];
    if (receiver && child(receiver, 'name')?.text === operand.text) return plainName(child(receiver, 'type')?.text);
    const parameter = parametersOf(each).find(({ name }) => name === operand.text);
    if (parameter) return plainName(parameter.type);
  }
  for (const { target, value } of file.assignments.get(operand.text) ?? []) {
    const declared = child(target.parent, 'type')?.text;
    if (declared !== undefined) return plainName(declared);
    const known = value && typeOfValue(value, file);
    if (known !== undefined) return known;
  }
  return undefined;
}

function typeOfValue(value: GoNode, file: GoFile): string | undefined {
  const inner = value.type === 'unary_expression' ? (value.children.at(-1) ?? value) : value;
  if (inner.type === 'composite_literal') return plainName(child(inner, 'type')?.text);
  const call = file.callAt.get(inner);
  if (call === undefined) return undefined;
  if (call.name === 'new' && call.receiver === undefined) return plainName(call.args[0]?.text);
  const result = child(file.functions.get(call.name)?.node, 'result');
  const first = result?.type === 'parameter_list' ? child(result.children[0], 'type') : result;
  return call.package === undefined ? plainName(first?.text) : undefined;
}

/** `*config.Settings[T]` is `Settings`. */
export function plainName(type: string | undefined): string | undefined {
  const name = type
    ?.replace(/^[*&\s]+/, '')
    .replace(/\[.*$/, '')
    .split('.')
    .at(-1);
  return name !== undefined && /^[A-Za-z_]\w*$/.test(name) ? name : undefined;
}
