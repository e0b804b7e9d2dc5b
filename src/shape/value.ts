import type { SecretValue } from '../secrets/secret-value.ts';

/** What an environment gives under one name. Secret text is inside a `SecretValue` and cannot be printed. */
export type Value = PlainValue | HiddenValue | DeferredValue;

export interface PlainValue {
  readonly kind: 'plain';
  readonly text: string;
}

export interface HiddenValue {
  readonly kind: 'secret';
  readonly secret: SecretValue;
}

/** The name is known and the value is not, before run time: a downward-API field, an external secret, a generated value. */
export interface DeferredValue {
  readonly kind: 'deferred';
  /** Said to the user as it is: `field status.hostIP`, `from the shell`, `ExternalSecret shop-db`. */
  readonly reason: string;
}

export function plain(text: string): PlainValue {
  return { kind: 'plain', text };
}

export function deferred(reason: string): DeferredValue {
  return { kind: 'deferred', reason };
}

/** Compares two values without revealing them. `unknown` when one of them is decided at run time. */
export function compareValues(left: Value, right: Value): 'same' | 'differs' | 'unknown' {
  if (left.kind === 'deferred' || right.kind === 'deferred') return 'unknown';
  if (left.kind === 'plain' && right.kind === 'plain') return left.text === right.text ? 'same' : 'differs';
  if (left.kind === 'secret')
    return left.secret.matches(right.kind === 'secret' ? right.secret : right.text) ? 'same' : 'differs';
  return compareValues(right, left);
}
