import schema from '../../schemas/parity.schema.json' with { type: 'json' };

/** The keys that the schema allows where an `additionalProperties: false` of it refused one. */
export function keysOfSchema(schemaPath: string): readonly string[] {
  let part: unknown = schema;
  for (const step of schemaPath.replace(/^#\//, '').split('/').slice(0, -1)) {
    if (typeof part !== 'object' || part === null) return [];
    part = Object.getOwnPropertyDescriptor(part, step)?.value;
  }
  if (typeof part !== 'object' || part === null || !('properties' in part)) return [];
  return typeof part.properties === 'object' && part.properties !== null ? Object.keys(part.properties) : [];
}
