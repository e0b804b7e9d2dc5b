import type { CodeValue, StandIn } from '../shape/code-facts.ts';

/** Text as code and configuration put it together: fixed pieces, variables, and gaps where a piece is computed. */
export interface AssembledText {
  readonly parts: readonly TextPart[];
}

export type TextPart = string | TextVariable | typeof GAP;
export type TextVariable = { readonly variable: string } & StandIn;

export const GAP = null;
export const UNKNOWN: AssembledText = { parts: [GAP] };

export function fixed(text: string): AssembledText {
  return { parts: text === '' ? [] : [text] };
}

export function variable(name: string, standIn: StandIn = {}): AssembledText {
  return { parts: [{ variable: name, ...standIn }] };
}

/** Puts texts one behind the other; neighbouring fixed pieces become one. */
export function concat(texts: readonly AssembledText[]): AssembledText {
  const parts: TextPart[] = [];
  for (const part of texts.flatMap((text) => text.parts)) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return { parts };
}

/** The text when nothing in it is open, otherwise undefined. */
export function literalOf(text: AssembledText): string | undefined {
  return text.parts.every((part) => typeof part === 'string') ? text.parts.join('') : undefined;
}

/** The variable when the text is nothing but one. */
export function soleVariable(text: AssembledText): TextVariable | undefined {
  const [part] = text.parts;
  return text.parts.length === 1 && part !== undefined && part !== GAP && typeof part !== 'string' ? part : undefined;
}

export function hasVariable(text: AssembledText): boolean {
  return text.parts.some((part) => part !== GAP && typeof part !== 'string');
}

/** What the model keeps of a text: computed as soon as one piece is. */
export function codeValue(text: AssembledText): CodeValue {
  const literal = literalOf(text);
  if (literal !== undefined) return { kind: 'literal', text: literal };
  const sole = soleVariable(text);
  if (sole) {
    const { variable: name, ...standIn } = sole;
    return { kind: 'variable', name, ...standIn };
  }
  const parts = text.parts.filter((part) => part !== GAP);
  return parts.length === text.parts.length ? { kind: 'template', parts } : { kind: 'computed' };
}

/** The way back, for values that other files export. */
export function textOfValue(value: CodeValue): AssembledText {
  switch (value.kind) {
    case 'literal':
      return fixed(value.text);
    case 'variable': {
      const { kind: _, name, ...standIn } = value;
      return variable(name, standIn);
    }
    case 'template':
      return { parts: value.parts };
    case 'computed':
      return UNKNOWN;
  }
}

/** The text up to its first gap: the host of a URL whose path is computed. */
export function beforeGap(text: AssembledText): AssembledText {
  const gap = text.parts.indexOf(GAP);
  return gap === -1 ? text : { parts: text.parts.slice(0, gap) };
}
