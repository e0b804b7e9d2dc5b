import type { EnvironmentRead } from '../shape/code-facts.ts';

/**
 * Whether two texts mean the same to whoever reads the variable: `true` and `True`, `1.0` and `1`, `90s` and `1m30s`
 * (N053), JSON in another order (N011), a URL with and without its last slash (N061), `a, b` and `a,b` in a list.
 */
export function sameText(left: string, right: string, type?: EnvironmentRead['type']): boolean {
  return canonicalText(left, type) === canonicalText(right, type);
}

function canonicalText(text: string, type: EnvironmentRead['type'] | undefined): string {
  const trimmed = text.trim();
  if (/^(true|false|yes|no|on|off)$/i.test(trimmed)) return trimmed.toLowerCase();
  if (/^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(trimmed)) return String(Number(trimmed));
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)) return trimmed.replace(/\/+$/, '');
  const duration = durationOf(trimmed);
  if (duration !== undefined) return duration;
  if (/^[[{]/.test(trimmed)) return canonicalJson(trimmed);
  return type === 'list' ? trimmed.split(/\s*,\s*/).join(',') : trimmed;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Only what several units or tools agree on: a number with its unit, or some of them one after the other. */
function durationOf(text: string): string | undefined {
  if (!/^(\d+(ms|[smhd]))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount = '0', unit = 's'] of text.matchAll(/(\d+)(ms|[smhd])/g))
    total += Number(amount) * (UNITS[unit] ?? 1);
  return `${total}ms`;
}

function canonicalJson(text: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    // It only looks like JSON.
    return text;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
