// Where JavaScript itself throws for a value that is not there.
import { ancestorsOf, contains, fieldOf, type Syntax } from '../syntax.ts';
import { isFunction } from './declarations.ts';
import { isExit } from './exits.ts';
import { callOf, pathOf, unwrap } from './literals.ts';
import type { SourceModule } from './module.ts';

/** `new URL(undefined)` throws when nothing is to be joined with it, `BigInt(undefined)` always. */
export function isRefused(node: Syntax, args: readonly Syntax[]): boolean {
  const name = pathOf(callOf(node)?.callee ?? node)?.join('.');
  return name === 'BigInt' || (name === 'URL' && node.type === 'new_expression' && args.length === 1);
}

/** The value as it was read, before anything was made of it. */
export function isRaw(node: Syntax): boolean {
  return /^(member_expression|subscript_expression|identifier)$/.test(unwrap(node).type);
}

/** What throws for undefined, unless it is caught and the program goes on. */
export function fails(node: Syntax, module: SourceModule): boolean {
  for (const parent of ancestorsOf(node)) {
    if (isFunction(parent)) break;
    const body = fieldOf(parent, 'body');
    const handler = parent.type === 'try_statement' ? fieldOf(parent, 'handler') : undefined;
    if (handler && body && contains(body, node) && !isExit(handler, module)) return false;
  }
  return true;
}
