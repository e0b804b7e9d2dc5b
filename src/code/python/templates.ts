import type { CodeValue } from '../../shape/code-facts.ts';

type Part = Extract<CodeValue, { kind: 'template' }>['parts'][number];

/** A value as far as it is known: of a computed one, the parts before what is computed. */
export type PyValue =
  | Exclude<CodeValue, { kind: 'computed' }>
  | { readonly kind: 'computed'; readonly start?: CodeValue };

export const COMPUTED: PyValue = { kind: 'computed' };

/** The value as facts carry it. */
export function settled(value: PyValue): CodeValue {
  return value.kind === 'computed' ? { kind: 'computed' } : value;
}

/** What is known of a value from its start on. */
export function knownStart(value: PyValue): CodeValue {
  return value.kind === 'computed' ? (value.start ?? { kind: 'computed' }) : value;
}

/** Values one behind the other. What is computed makes the whole computed; the parts before it stay known. */
export function joined(values: readonly PyValue[]): PyValue {
  if (values.length === 0) return { kind: 'literal', text: '' };
  if (values.length === 1 && values[0]) return values[0];
  const parts: Part[] = [];
  for (const value of values) {
    if (value.kind === 'computed') {
      const known = value.start && value.start.kind !== 'computed' ? [...parts, ...partsOf(value.start)] : parts;
      return known.length === 0 ? COMPUTED : { kind: 'computed', start: simplified(known) };
    }
    parts.push(...partsOf(value));
  }
  return simplified(parts);
}

function partsOf(value: Exclude<CodeValue, { kind: 'computed' }>): readonly Part[] {
  switch (value.kind) {
    case 'template':
      return value.parts;
    case 'literal':
      return [value.text];
    case 'variable':
      return [{ variable: value.name, ...(value.fallback !== undefined && { fallback: value.fallback }) }];
  }
}

function simplified(parts: readonly Part[]): Exclude<PyValue, { kind: 'computed' }> {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else if (part !== '') merged.push(part);
  }
  const only = merged[0];
  if (only === undefined) return { kind: 'literal', text: '' };
  if (merged.length > 1) return { kind: 'template', parts: merged };
  if (typeof only === 'string') return { kind: 'literal', text: only };
  return { kind: 'variable', name: only.variable, ...(only.fallback !== undefined && { fallback: only.fallback }) };
}

export function joinedWith(separator: string, values: readonly PyValue[]): PyValue {
  const all: PyValue[] = [];
  for (const [index, value] of values.entries()) {
    const text = value.kind === 'literal' ? value.text : '';
    // An absolute path further on begins anew, as os.path.join has it.
    if (index > 0 && text.startsWith('/')) all.length = 0;
    else if (index > 0 && !endsWith(all.at(-1), separator)) all.push({ kind: 'literal', text: separator });
    all.push(value);
  }
  return joined(all);
}

function endsWith(value: PyValue | undefined, separator: string): boolean {
  return value?.kind === 'literal' && value.text.endsWith(separator);
}

/** `'amqp://%s:%d' % (host, port)` */
export function percentFormatted(format: string, values: readonly PyValue[]): PyValue {
  const pieces = format.split(/%[-+ #0]*\d*(?:\.\d+)?[sdrif]/);
  if (pieces.length !== values.length + 1 || /%\(/.test(format)) return { kind: 'computed' };
  return joined(
    pieces.flatMap((piece, index) => [literal(piece.replace(/%%/g, '%')), ...values.slice(index, index + 1)]),
  );
}

/** `'amqp://{}:{port}'.format(host, port=port)` */
export function formatted(
  format: string,
  positional: readonly PyValue[],
  keywords: ReadonlyMap<string, PyValue>,
): PyValue {
  const all: PyValue[] = [];
  let at = 0;
  let next = 0;
  for (const match of format.matchAll(/\{\{|\}\}|\{([^{}:!]*)[^{}]*\}/g)) {
    all.push(literal(format.slice(at, match.index)));
    at = match.index + match[0].length;
    const field = match[1];
    if (field === undefined) all.push(literal(match[0].slice(1)));
    else if (field === '') all.push(positional[next++] ?? { kind: 'computed' });
    else all.push((/^\d+$/.test(field) ? positional[Number(field)] : keywords.get(field)) ?? { kind: 'computed' });
  }
  all.push(literal(format.slice(at)));
  return joined(all);
}

function literal(text: string): PyValue {
  return { kind: 'literal', text };
}
