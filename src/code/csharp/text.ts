import type { CodeValue } from '../../shape/code-facts.ts';

/** Text as code puts it together: fixed pieces, variables, and gaps where a piece is computed. */
export type CsText = readonly CsTextPart[];

export type CsTextPart = string | CsVariable | null;

export interface CsVariable {
  readonly variable: string;
  readonly fallback?: string;
}

export const GAP: CsText = [null];

export function fixed(text: string): CsText {
  return text === '' ? [] : [text];
}

export function variable(name: string, fallback?: string): CsText {
  return [{ variable: name, ...(fallback !== undefined && { fallback }) }];
}

/** Puts texts one behind the other; neighbouring fixed pieces become one. */
export function concat(texts: readonly CsText[]): CsText {
  const parts: CsTextPart[] = [];
  for (const part of texts.flat()) {
    if (part === '') continue;
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}

export function literalOf(text: CsText): string | undefined {
  return text.every((part) => typeof part === 'string') ? text.join('') : undefined;
}

export function soleVariable(text: CsText): CsVariable | undefined {
  const [part] = text;
  return text.length === 1 && typeof part === 'object' && part !== null ? part : undefined;
}

/** `a ?? b`: the first that is set. */
export function firstSet(left: CsText, right: CsText): CsText {
  const sole = soleVariable(left);
  if (sole === undefined) return literalOf(left) === '' ? right : left;
  if (sole.fallback !== undefined && sole.fallback !== '') return left;
  const other = soleVariable(right);
  const fallback = literalOf(right) ?? other?.fallback;
  return fallback === undefined || fallback === '' ? left : variable(sole.variable, fallback);
}

/** What the model keeps of a text: computed as soon as one piece is. */
export function codeValue(text: CsText): CodeValue {
  const literal = literalOf(text);
  if (literal !== undefined) return { kind: 'literal', text: literal };
  const sole = soleVariable(text);
  if (sole)
    return {
      kind: 'variable',
      name: sole.variable,
      ...(sole.fallback !== undefined && { fallback: sole.fallback }),
    };
  const parts = text.filter((part) => part !== null);
  return parts.length === text.length ? { kind: 'template', parts } : { kind: 'computed' };
}

/** The way back, for values that other files share. */
export function textOfValue(value: CodeValue): CsText {
  switch (value.kind) {
    case 'literal':
      return fixed(value.text);
    case 'variable':
      return variable(value.name, value.fallback);
    case 'template':
      return value.parts;
    case 'computed':
      return GAP;
  }
}

/** Scheme, host and port of a URL: what its path is a prefix of nobody knows here. */
export function withoutPath(text: CsText): CsText {
  let seen = '';
  for (const [at, part] of text.entries()) {
    const piece = typeof part === 'string' ? part : 'x';
    const start = /^[a-z][a-z0-9+.-]*:\/\/[^/]*\//i.exec(seen + piece)?.[0].length;
    if (start !== undefined && typeof part === 'string')
      return concat([text.slice(0, at), fixed(part.slice(0, start - seen.length - 1))]);
    seen += piece;
  }
  return text;
}

/** The value of a URL or address: up to the first computed piece when the host is settled before it. */
export function targetValue(text: CsText): CodeValue {
  const whole = codeValue(text);
  if (whole.kind !== 'computed') return whole;
  const start = text.slice(0, text.indexOf(null));
  const shown = start.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  const hostIsSettled =
    /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?[^/:]+(:\d+)?\//i.test(shown) || /^[^/:]+(:\d+)?\//.test(shown);
  return hostIsSettled ? codeValue(start) : whole;
}
