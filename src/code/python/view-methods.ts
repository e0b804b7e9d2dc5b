import type { Reading } from './reading.ts';
import { childOf, type PyNode } from './syntax.ts';

export const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options']);

/** The verbs that a class of views has methods for. */
export function viewMethods(reading: Reading, view: PyNode): string[] {
  const { module } = reading;
  const definition = module.classes.get(/^\w+/.exec(module.textOf(view))?.[0] ?? '');
  const own = (childOf(definition, 'body')?.children ?? []).map((child) =>
    child.type === 'decorated_definition' ? childOf(child, 'definition') : child,
  );
  const names = own.map((child) =>
    child?.type === 'function_definition' ? module.textOf(childOf(child, 'name') ?? child) : '',
  );
  const verbs = names.filter((name) => VERBS.has(name)).map((name) => name.toUpperCase());
  return verbs.length > 0 ? verbs : ['*'];
}
