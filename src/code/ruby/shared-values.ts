import type { CodeValue } from '../../shape/code-facts.ts';
import type { ExportedBinding } from '../language.ts';
import { candidatesFor } from './syntax.ts';

/**
 * Shared names are found by their first word: a constant `Shop::Queues::ORDERS` is called `ORDERS.Shop::Queues#ORDERS`,
 * a method `Shop.queue` is `queue.Shop#queue`, a setting `config.x.queue` is `queue.config#x.queue`.
 */
export function sharedName(owner: string, member: string): string {
  const word = /\w+(?=\W*$)/.exec(member)?.[0] ?? member;
  return `${word}.${owner}#${member}`;
}

export function sharedParts(name: string): { readonly owner: string; readonly member: string } {
  const rest = name.slice(name.indexOf('.') + 1);
  const at = rest.indexOf('#');
  return { owner: rest.slice(0, at), member: rest.slice(at + 1) };
}

/** What other files give under a name, as it is written at a place in a class; anywhere, where no place is given. */
export function sharedValue(
  bindings: readonly ExportedBinding[],
  { owner, member, around }: { readonly owner: string; readonly member: string; readonly around?: string },
): CodeValue | undefined {
  const fitting = bindings.filter(({ name }) => name.endsWith(`#${member}`) && sharedParts(name).member === member);
  if (fitting.length === 0) return undefined;
  if (around === undefined) return same(fitting);
  const owners = owner === '' ? ownersAround(around) : candidatesFor(owner, around);
  for (const each of owners) {
    const found = fitting.filter(({ name }) => sharedParts(name).owner === each);
    if (found.length > 0) return same(found);
  }
  // A class that another one opens or includes: the end of its name has to do.
  const byEnd = owner === '' ? [] : fitting.filter(({ name }) => sharedParts(name).owner.endsWith(`::${owner}`));
  return byEnd.length > 0 ? same(byEnd) : undefined;
}

/** `Shop::Till`, `Shop` and the top. */
export function ownersAround(around: string): string[] {
  const parts = around === '' ? [] : around.split('::');
  return [...parts.map((_, at) => parts.slice(0, parts.length - at).join('::')), ''];
}

function same(found: readonly ExportedBinding[]): CodeValue | undefined {
  const [first, ...rest] = found;
  const text = JSON.stringify(first?.value);
  return rest.every(({ value }) => JSON.stringify(value) === text) ? first?.value : undefined;
}
