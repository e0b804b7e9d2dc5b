import type { Reading, ReadType } from './reading.ts';
import { childOf, type PyNode } from './syntax.ts';

/** The type that `cast=int`, `type=bool` or `cast=Csv()` names. */
export function castType(reading: Reading, cast: PyNode | undefined): ReadType | undefined {
  if (cast === undefined) return undefined;
  const name =
    cast.type === 'call' ? reading.module.textOf(childOf(cast, 'function') ?? cast) : reading.module.textOf(cast);
  const types: Readonly<Record<string, ReadType>> = {
    int: 'integer',
    float: 'number',
    bool: 'boolean',
    str: 'string',
    list: 'list',
    Csv: 'list',
    CommaSeparatedStrings: 'list',
    URL: 'url',
    Secret: 'string',
    dict: 'json',
  };
  return types[name.split('.').at(-1) ?? ''] ?? 'unknown';
}
