// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ ; exact, because 0.1 is no float.

/** An exact non-negative or negative rational number. */
interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
const QUANTITY = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:([eE][+-]?\d+)|(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]))?$/;

/** Whether two Kubernetes quantities are the same amount (N050); undefined when one of them is no quantity. */
export function sameQuantity(left: string, right: string): boolean | undefined {
  const a = parseQuantity(left);
  const b = parseQuantity(right);
  if (a === undefined || b === undefined) return undefined;
  return a.numerator * b.denominator === b.numerator * a.denominator;
}

/** A Kubernetes quantity as a number of its unit (`512Mi` is 536870912), as near as a double comes; undefined for none. */
export function quantityAmount(text: string): number | undefined {
  const exact = parseQuantity(text);
  return exact && Number(exact.numerator) / Number(exact.denominator);
}

/** @returns undefined for text that Kubernetes refuses, such as `1K` or `512m b` */
function parseQuantity(text: string): Rational | undefined {
  const match = QUANTITY.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, digits = '', exponent, suffix = ''] = match;
  const [whole = '', fraction = ''] = digits.split('.');
  let numerator = BigInt(`${whole}${fraction}` || '0') * (sign === '-' ? -1n : 1n);
  let denominator = 10n ** BigInt(fraction.length);
  const power = exponent ? Number(exponent.slice(1)) : (DECIMAL[suffix] ?? 0);
  const binary = BINARY[suffix];
  if (binary !== undefined) numerator *= 2n ** BigInt(binary);
  else if (power >= 0) numerator *= 10n ** BigInt(Math.min(power, 1000));
  else denominator *= 10n ** BigInt(Math.min(-power, 1000));
  return roundUpToMilli({ numerator, denominator }, suffix);
}

/** The server keeps thousandths of the unit and rounds up; binary amounts are whole. */
function roundUpToMilli(value: Rational, suffix: string): Rational {
  if (suffix === 'n' || suffix === 'u') return value;
  const milli = value.numerator * 1000n;
  const rounded = milli / value.denominator + (milli % value.denominator > 0n ? 1n : 0n);
  return { numerator: rounded, denominator: 1000n };
}

const COMPOSE_BYTES: Readonly<Record<string, bigint>> = {
  b: 1n,
  k: 1024n,
  m: 1024n ** 2n,
  g: 1024n ** 3n,
  t: 1024n ** 4n,
};

/** Compose memory (`512m`, `1.5gb`, bytes) as a Kubernetes quantity: compose units are 1024-based (N052). */
export function composeMemory(text: string): string | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([bkmgt])?(?:i?b)?$/i.exec(text.trim());
  if (match === null) return undefined;
  const unit = COMPOSE_BYTES[(match[2] ?? 'b').toLowerCase()] ?? 1n;
  const [whole = '0', fraction = ''] = (match[1] ?? '0').split('.');
  return String((BigInt(`${whole}${fraction}`) * unit) / 10n ** BigInt(fraction.length));
}
