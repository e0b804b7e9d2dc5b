import { child, type RsNode } from './syntax.ts';

/** One call of a function or a method. */
export interface CallSite {
  readonly node: RsNode;
  /** The function's path, as far as `use` declarations say it: `std::env::var`; `.connect` for a method. */
  readonly callee: string;
  /** Its last name. */
  readonly name: string;
  readonly nameNode: Pick<RsNode, 'start'>;
  readonly receiver: RsNode | undefined;
  readonly args: readonly RsNode[];
  /** `parse::<u16>()`: `u16`. */
  readonly typeArguments: string;
}

export function callSite(node: RsNode, fullPath: (path: string) => string): CallSite | undefined {
  const called = child(node, 'function');
  const generic = called?.type === 'generic_function' ? called : undefined;
  const target = generic ? child(generic, 'function') : called;
  if (target === undefined) return undefined;
  const typeArguments = (child(generic, 'type_arguments')?.text ?? '').replace(/^<|>$/g, '');
  const shared = { node, args: child(node, 'arguments')?.children ?? [], typeArguments };
  if (target.type === 'field_expression') {
    const nameNode = child(target, 'field') ?? target;
    return { ...shared, callee: `.${nameNode.text}`, name: nameNode.text, nameNode, receiver: child(target, 'value') };
  }
  if (target.type !== 'identifier' && target.type !== 'scoped_identifier') return undefined;
  const callee = fullPath(target.text);
  // A path is a leaf of the plain tree.
  const name = /\w+$/.exec(target.text)?.[0] ?? '';
  return { ...shared, callee, name, nameNode: { start: target.end - name.length }, receiver: undefined };
}

/** The method called on an expression: `.unwrap()` around `env::var("PORT")`. */
export function methodOn(node: RsNode): { readonly call: RsNode; readonly name: string } | undefined {
  const access = node.parent;
  if (access?.type !== 'field_expression' || node.field !== 'value') return undefined;
  const name = child(access, 'field')?.text ?? '';
  const around = access.parent?.type === 'generic_function' ? access.parent : access;
  const call = around.parent;
  return call?.type === 'call_expression' && around.field === 'function' ? { call, name } : undefined;
}
