import type { CodeValue, StandIn } from '../../shape/code-facts.ts';

/** Text as code and configuration put it together: fixed pieces, variables, and gaps where a piece is computed. */
export interface JvmText {
  readonly parts: readonly JvmTextPart[];
}

export type JvmTextPart = string | JvmPart | typeof GAP;
export type JvmPart = { readonly variable: string } & StandIn;

export const GAP = null;
export const UNKNOWN: JvmText = { parts: [GAP] };

export function fixed(text: string): JvmText {
  return { parts: text === '' ? [] : [text] };
}

export function variable(name: string, standIn: StandIn = {}): JvmText {
  return { parts: [{ variable: name, ...standIn }] };
}

/** Puts texts one behind the other; neighbouring fixed pieces become one. */
export function concat(texts: readonly JvmText[]): JvmText {
  const parts: JvmTextPart[] = [];
  for (const part of texts.flatMap((text) => text.parts)) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return { parts };
}

/** The text when nothing in it is open, otherwise undefined. */
export function literalOf(text: JvmText): string | undefined {
  return text.parts.every((part) => typeof part === 'string') ? text.parts.join('') : undefined;
}

export function soleVariable(text: JvmText): JvmPart | undefined {
  const [part] = text.parts;
  return text.parts.length === 1 && part !== undefined && part !== GAP && typeof part !== 'string' ? part : undefined;
}

export function hasVariable(text: JvmText): boolean {
  return text.parts.some((part) => part !== GAP && typeof part !== 'string');
}

/** The same text with this standing in where its variable is not set; a text without a stand-in stays. */
export function withStandIn(text: JvmText, standIn: JvmText): JvmText {
  const sole = soleVariable(text);
  if (sole === undefined || sole.fallback !== undefined || sole.otherwise !== undefined) return text;
  const { variable: name, ...rest } = sole;
  const literal = literalOf(standIn);
  if (literal !== undefined) return variable(name, { ...rest, fallback: literal });
  return hasVariable(standIn) ? variable(name, { ...rest, otherwise: codeValue(standIn) }) : text;
}

/** What the model keeps of a text: computed as soon as one piece is. */
export function codeValue(text: JvmText): CodeValue {
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
export function textOfValue(value: CodeValue): JvmText {
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
export function beforeGap(text: JvmText): JvmText {
  const gap = text.parts.indexOf(GAP);
  return gap === -1 ? text : { parts: text.parts.slice(0, gap) };
}

/** The value of a URL or address: up to the first computed piece when the host is settled before it. */
export function targetValue(text: JvmText): CodeValue {
  const whole = codeValue(text);
  if (whole.kind !== 'computed') return whole;
  const start = beforeGap(text);
  const shown = start.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  const isSettled =
    /^[a-z][a-z0-9+.:-]*:\/\/(?:[^@/]*@)?[^/:]+(:\d+)?[/?]/i.test(shown) || /^[^/:]+(:\d+)?\//.test(shown);
  return isSettled ? codeValue(start) : whole;
}

/** What a text is when nothing is set: every variable by its plain fallback; undefined when one has none. */
export function defaultOf(text: JvmText): string | undefined {
  let whole = '';
  for (const part of text.parts) {
    if (part === GAP) return undefined;
    const piece = typeof part === 'string' ? part : standInText(part);
    if (piece === undefined) return undefined;
    whole += piece;
  }
  return whole;
}

function standInText({ fallback, otherwise, profiles }: JvmPart): string | undefined {
  if (profiles !== undefined) return undefined;
  return fallback ?? (otherwise && defaultOf(textOfValue(otherwise)));
}
