import type { ComposeScalar } from './node.ts';

const INTEGER = /^[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?$/;

/**
 * The text that Compose makes of a scalar where it wants text: an unquoted number is read as a number first, so that
 * `1.10` arrives as `1.1` and `010` as `8` (N056).
 */
export function scalarText(scalar: ComposeScalar): string {
  if (!scalar.plain || scalar.tag === '!!str') return scalar.text;
  const { text } = scalar;
  if (/^(true|True|TRUE|false|False|FALSE)$/.test(text)) return text.toLowerCase();
  if (INTEGER.test(text)) return integerText(text);
  return FLOAT.test(text) ? floatText(Number(text.replaceAll('_', ''))) : text;
}

function integerText(text: string): string {
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '');
  const octal = /^0o?([0-7]+)$/.exec(digits);
  try {
    const value = BigInt(octal ? `0o${octal[1]}` : digits);
    return value === 0n ? '0' : `${sign}${value}`;
  } catch {
    // `09` is no octal number and stays text.
    return text;
  }
}

/** Go's shortest form: exponent notation below 1e-4 and from 1e21 on. */
function floatText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e21)) return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  return String(value);
}
