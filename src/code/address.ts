import { type AssembledText, GAP, literalOf, soleVariable, type TextPart, variable } from './assembled-text.ts';

const NAMED_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

/** Splits an address to listen on (`host:port`) at its last colon; a variable alone is the whole address. */
export function splitAddress(text: AssembledText): {
  readonly host: AssembledText | undefined;
  readonly port: AssembledText;
} {
  const sole = soleVariable(text);
  if (sole) {
    const fallback = sole.fallback?.replace(/^.*:/, '');
    const host = sole.fallback?.includes(':') ? sole.fallback.replace(/:[^:]*$/, '') : '';
    return {
      host: hostOf({ parts: [host] }),
      port: variable(sole.variable, fallback === undefined ? {} : { fallback }),
    };
  }
  const at = lastColon(text.parts);
  if (at === undefined) return { host: undefined, port: text };
  const [index, offset] = at;
  const piece = text.parts[index];
  const cut = typeof piece === 'string' ? piece : '';
  const before = [...text.parts.slice(0, index), cut.slice(0, offset)].filter((part) => part !== '');
  const after = [cut.slice(offset + 1), ...text.parts.slice(index + 1)].filter((part) => part !== '');
  const named = NAMED_PORTS[literalOf({ parts: after }) ?? ''];
  return { host: hostOf({ parts: before }), port: named === undefined ? { parts: after } : { parts: [named] } };
}

function lastColon(parts: readonly TextPart[]): readonly [number, number] | undefined {
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const part = parts[index];
    const offset = typeof part === 'string' ? part.lastIndexOf(':') : -1;
    if (offset !== -1) return [index, offset];
  }
  return undefined;
}

/** Undefined for all interfaces; a computed host says nothing either. */
function hostOf(text: AssembledText): AssembledText | undefined {
  const literal = literalOf(text);
  if (literal !== undefined && /^(|0\.0\.0\.0|\[?::\]?)$/.test(literal)) return undefined;
  return text.parts.includes(GAP) ? undefined : text;
}
