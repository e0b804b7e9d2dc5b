import schema from '../../schemas/parity.schema.json' with { type: 'json' };
import type { DocumentPath } from './plain-tree.ts';

/** The keys that the schema allows in the map at a path of the document. */
export function keysOfSchema(path: DocumentPath): readonly string[] {
  let part = resolve(schema);
  for (const step of path) {
    const named = field(field(part, 'properties'), String(step));
    part = resolve(named ?? field(part, 'additionalProperties') ?? field(part, 'items'));
  }
  return Object.keys(field(part, 'properties') ?? {});
}

function resolve(part: unknown): unknown {
  const target = field(part, '$ref');
  return typeof target === 'string' ? field(schema.definitions, target.replace('#/definitions/', '')) : part;
}

function field(part: unknown, name: string): object | string | undefined {
  if (typeof part !== 'object' || part === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(part, name)?.value;
  return typeof value === 'string' || (typeof value === 'object' && value !== null) ? value : undefined;
}
