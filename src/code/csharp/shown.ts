import type { CodeValue } from '../../shape/code-facts.ts';
import { valueIn } from './connection-secret.ts';
import type { Reading } from './reading.ts';
import { type CsText, codeValue } from './text.ts';

/** A text as a fact may carry it: what the vault holds to be secret is taken out. */
export function shown(reading: Reading, text: CsText): CodeValue {
  return shownValue(reading, codeValue(text));
}

export function shownValue(reading: Reading, value: CodeValue): CodeValue {
  switch (value.kind) {
    case 'literal':
      return { kind: 'literal', text: safeText(reading, '', value.text) ?? '' };
    case 'variable': {
      const fallback = value.fallback === undefined ? undefined : safeText(reading, value.name, value.fallback);
      return { kind: 'variable', name: value.name, ...(fallback !== undefined && { fallback }) };
    }
    case 'template':
      return {
        kind: 'template',
        parts: value.parts.map((part) => {
          if (typeof part === 'string') return withoutUser(safeText(reading, '', part) ?? '');
          const fallback = part.fallback === undefined ? undefined : safeText(reading, part.variable, part.fallback);
          return { variable: part.variable, ...(fallback !== undefined && { fallback }) };
        }),
      };
    case 'computed':
      return value;
  }
}

function safeText(reading: Reading, name: string, text: string): string | undefined {
  if (valueIn(reading.context.secrets, name, text).kind === 'plain') return text;
  return text.includes('://') ? withoutUser(text) : undefined;
}

export function withoutUser(text: string): string {
  return text.replace(/(:\/\/)[^/@\s]*@/, '$1').replace(/\?.*$/s, '');
}
