import type { CodeValue } from '../../shape/code-facts.ts';
import type { Reading } from './reading.ts';
import type { PyNode } from './syntax.ts';
import { type PyValue, settled } from './templates.ts';
import { evaluate } from './values.ts';

/** The value of an expression as a fact may carry it: credentials taken out. */
export function factValue(reading: Reading, node: PyNode | undefined): CodeValue {
  return shown(reading, evaluate(reading, node));
}

/** Takes out of a value what the vault holds to be secret: user and password of a URL, the default of a password. */
export function shown(reading: Reading, value: PyValue): CodeValue {
  const plain = settled(value);
  if (plain.kind === 'literal') return { kind: 'literal', text: safeText(reading, '', plain.text) ?? '' };
  if (plain.kind === 'variable') {
    const fallback = plain.fallback === undefined ? undefined : safeText(reading, plain.name, plain.fallback);
    return { kind: 'variable', name: plain.name, ...(fallback !== undefined && { fallback }) };
  }
  if (plain.kind !== 'template') return plain;
  const parts = plain.parts.map((part) => {
    if (typeof part === 'string') return withoutUser(safeText(reading, '', part) ?? '');
    const fallback = part.fallback === undefined ? undefined : safeText(reading, part.variable, part.fallback);
    return { variable: part.variable, ...(fallback !== undefined && { fallback }) };
  });
  return { kind: 'template', parts };
}

function safeText(reading: Reading, name: string, text: string): string | undefined {
  if (reading.context.secrets.value(name, text).kind === 'plain') return text;
  return text.includes('://') ? withoutUser(text) : undefined;
}

function withoutUser(text: string): string {
  return text.replace(/(:\/\/)[^/@\s]*@/, '$1').replace(/\?.*$/s, '');
}
