import type { Vault } from '../secrets/vault.ts';
import type { CodeValue, StandIn } from '../shape/code-facts.ts';
import { type AssembledText, codeValue } from './assembled-text.ts';

/** The value as a fact may carry it: credentials taken out, defaults of secrets left out. */
export function shownText(text: AssembledText, secrets: Vault): CodeValue {
  return shown(codeValue(text), secrets);
}

export function shown(value: CodeValue, secrets: Vault): CodeValue {
  switch (value.kind) {
    case 'literal':
      return { kind: 'literal', text: safe('', value.text, secrets) ?? '' };
    case 'variable': {
      const { kind, name, ...standIn } = value;
      return { kind, name, ...shownStandIn(name, standIn, secrets) };
    }
    case 'template':
      return {
        kind: 'template',
        parts: withoutQuery(value.parts).map((part) => {
          if (typeof part === 'string') return withoutUser(safe('', part, secrets) ?? '');
          const { variable, ...standIn } = part;
          return { variable, ...shownStandIn(variable, standIn, secrets) };
        }),
      };
    case 'computed':
      return value;
  }
}

type Parts = Extract<CodeValue, { kind: 'template' }>['parts'];

/** A URL ends where its options start: a password may stand there. */
function withoutQuery(parts: Parts): Parts {
  const [first] = parts;
  if (typeof first !== 'string' || !first.includes('://')) return parts;
  const at = parts.findIndex((part) => typeof part === 'string' && /[?;]/.test(part));
  const cut = parts[at];
  if (typeof cut !== 'string') return parts;
  const rest = cut.slice(0, cut.search(/[?;]/));
  return rest === '' ? parts.slice(0, at) : [...parts.slice(0, at), rest];
}

function shownStandIn(name: string, standIn: StandIn, secrets: Vault): StandIn {
  const { fallback, others, otherwise, profiles } = standIn;
  const text = fallback === undefined ? undefined : safe(name, fallback, secrets);
  return {
    ...(text !== undefined && { fallback: text }),
    ...(others && { others }),
    ...(otherwise && { otherwise: shown(otherwise, secrets) }),
    ...(profiles && {
      profiles: {
        ...profiles,
        values: profiles.values.map(({ profile, value }) => ({ profile, value: shown(value, secrets) })),
      },
    }),
  };
}

function safe(name: string, text: string, secrets: Vault): string | undefined {
  if (secrets.value(name, text).kind === 'plain') return withoutPassword(text);
  return text.includes('://') ? withoutUser(text) : undefined;
}

function withoutPassword(text: string): string {
  return text.includes('://') && /[?;&](user|password)=|:\/\/[^/@\s]*@/i.test(text) ? withoutUser(text) : text;
}

function withoutUser(text: string): string {
  return text.includes('://') ? text.replace(/(:\/\/)[^/@\s]*@/, '$1').replace(/[?;].*$/s, '') : text;
}
