import type { CallSite } from './call.ts';
import type { RustFile } from './file.ts';
import { child, type RsNode } from './syntax.ts';

/** The calls of a function in its own file, without those that it makes to itself and those of others of its name. */
export function callsOf(owner: RsNode, { callsByName, functionAt }: RustFile): readonly CallSite[] {
  const name = child(owner, 'name')?.text ?? '';
  const params = functionAt.get(owner)?.params.length;
  return (callsByName.get(name) ?? []).filter(
    ({ node, args }) => (node.start < owner.start || node.start > owner.end) && args.length === params,
  );
}
