import type { Facts } from '../../shape/facts.ts';
import { compareValues, deferred, type Value } from '../../shape/value.ts';
import type { Chart } from './chart.ts';
import { allCharts } from './chart.ts';

const GENERATORS =
  /\b(rand(AlphaNum|Alpha|Numeric|Ascii|Bytes|Int)|shuffle|genCA|genCAWithKey|gen(SelfSigned|Signed)Cert(WithKey)?|genPrivateKey|uuidv4|now|htpasswd|bcrypt|encryptAES)\b/;

/** Whether rendering the chart again may give something else (N271). */
export function isNondeterministic(chart: Chart): boolean {
  return allCharts(chart).some(({ templates }) => [...templates.values()].some((text) => GENERATORS.test(text)));
}

/**
 * Facts of one rendering, in which every value that another rendering gave differently is known at run time only.
 *
 * @param reason said of each such value
 */
export function withoutGenerated(
  facts: Facts,
  again: Facts,
  reason = 'generated anew by each rendering of the chart',
): Facts {
  // Only values are exchanged: the copy has the shape of the original.
  return settle(facts, again, reason) as Facts;
}

function settle(left: unknown, right: unknown, reason: string): unknown {
  if (isValue(left) && isValue(right)) {
    return compareValues(left, right) === 'differs' ? deferred(reason) : left;
  }
  if (Array.isArray(left))
    return left.map((item, index) => settle(item, Array.isArray(right) ? right[index] : undefined, reason));
  if (!isPlainObject(left)) return left;
  const other = isPlainObject(right) ? right : {};
  const copy = Object.fromEntries(
    Object.entries(left).map(([key, item]) => [
      key,
      settle(item, Object.hasOwn(other, key) ? other[key] : undefined, reason),
    ]),
  );
  return Object.setPrototypeOf(copy, Object.getPrototypeOf(left));
}

function isValue(candidate: unknown): candidate is Value {
  if (!isPlainObject(candidate)) return false;
  if (candidate.kind === 'plain') return typeof candidate.text === 'string';
  return candidate.kind === 'secret' && candidate.secret !== undefined;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
