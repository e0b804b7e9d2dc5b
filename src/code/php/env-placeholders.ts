import { fixed } from '../assembled-text.ts';
import type { RawAccess } from './accesses.ts';
import { placeholdersOf } from './env-processors.ts';
import type { Reading } from './reading.ts';
import { stringOf } from './strings.ts';

/** `'%env(int:PORT)%'` in Symfony's configuration in PHP. */
export function placeholderAccesses({ file }: Reading): RawAccess[] {
  if (!file.text.includes('%env(')) return [];
  return file.nodes.flatMap((node) => {
    const text = node.type === 'string' || node.type === 'encapsed_string' ? stringOf(node) : undefined;
    return placeholdersOf(text ?? '').map(({ name, type, standIn }) => ({
      node,
      nameNode: node,
      name: fixed(name),
      via: '%env()%',
      isOptional: standIn !== undefined,
      throws: standIn === undefined,
      type,
    }));
  });
}
