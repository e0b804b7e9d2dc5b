import type { Facts } from '../../shape/facts.ts';

/**
 * Facts without the namespace that a chart was rendered with because nobody named one: where it will be installed is
 * not known, and an unknown namespace fits every name.
 */
export function withoutNamespace(facts: Facts, namespace: string): Facts {
  // Only namespaces are left out, which no fact has to have.
  return strip(facts, namespace) as Facts;
}

function strip(value: unknown, namespace: string): unknown {
  if (Array.isArray(value)) return value.map((item) => strip(item, namespace));
  if (!isPlainObject(value)) return value;
  const copy = Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      key === 'namespace' && item === namespace ? [] : [[key, strip(item, namespace)]],
    ),
  );
  return Object.setPrototypeOf(copy, Object.getPrototypeOf(value));
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
