import type { Vault } from '../secrets/vault.ts';
import { deferred, type Value } from '../shape/value.ts';

/** Linux starts no program with a longer string in its environment (MAX_ARG_STRLEN). */
export const LONGEST_VALUE = 131_072;

/** Makes values that refer to values: a chain of doublings ends as a value nobody computes, not as a full memory. */
export interface BoundedValues {
  /** As `Vault.value`. */
  value(name: string, text: string): Value;
  /** As `Vault.join`; deferred when the result would be longer than any environment takes. */
  join(parts: readonly Value[]): Value;
}

export function boundedValues(secrets: Vault): BoundedValues {
  const sizes = new WeakMap<Value, number>();
  const sizeOf = (value: Value) => (value.kind === 'plain' ? value.text.length : (sizes.get(value) ?? 0));
  const keep = (value: Value, size: number) => {
    sizes.set(value, size);
    return value;
  };
  return {
    value: (name, text) => keep(secrets.value(name, text), text.length),
    join(parts) {
      const size = parts.reduce((sum, part) => sum + sizeOf(part), 0);
      if (size > LONGEST_VALUE) return deferred('longer than an environment can hold');
      return keep(secrets.join(parts), size);
    },
  };
}
