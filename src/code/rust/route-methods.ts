import type { RustReader } from './reader.ts';
import { bare, type RsNode } from './syntax.ts';

const VERBS = /^(get|post|put|patch|delete|head|options|trace|connect)(_service)?$/;

/** The methods that a route answers: `get(list).post(create)`, `web::get().to(list)`; `*` where it takes any. */
export function routeMethods(handler: RsNode | undefined, reader: RustReader): string[] {
  const found: string[] = [];
  for (let node = handler && bare(handler); node !== undefined; ) {
    const call = reader.file.callAt.get(node);
    if (call === undefined) break;
    const verb = VERBS.exec(call.name)?.[1];
    if (verb !== undefined) found.push(verb.toUpperCase());
    if (/^(any|any_service)$/.test(call.name)) return ['*'];
    if (/^(on|on_service|method|guard)$/.test(call.name))
      found.push(...[...call.node.text.matchAll(/\bMethod(?:Filter)?::([A-Z]+)\b/g)].map(([, name = '']) => name));
    node = call.receiver && bare(call.receiver);
  }
  return found.length > 0 ? [...new Set(found)].reverse() : ['*'];
}

/** Whether what answers everything else only says that there is nothing. */
export function answersNothing(handler: RsNode | undefined, reader: RustReader): boolean {
  if (handler === undefined) return false;
  if (/not_?found|404/i.test(handler.text)) return true;
  const [own] = reader.file.functions.get(/\w+$/.exec(handler.text)?.[0] ?? '') ?? [];
  return /\bNOT_FOUND\b|\b404\b|\bNotFound\b/.test(own?.body?.text ?? '');
}

/** Whether a chain of methods begins with one of these. */
export function rootCallee(node: RsNode | undefined, reader: RustReader): string {
  let root = node && bare(node);
  for (let call = root && reader.file.callAt.get(root); call?.receiver; call = reader.file.callAt.get(root))
    root = bare(call.receiver);
  return (root && (reader.file.callAt.get(root)?.callee ?? root.text)) ?? '';
}
