import type { CodeValue } from '../../shape/code-facts.ts';

/** Text as code puts it together: fixed pieces, variables, and gaps where a piece is computed. */
export interface GoText {
  readonly parts: readonly GoTextPart[];
}

export type GoTextPart = string | GoVariable | typeof GAP;

export interface GoVariable {
  readonly variable: string;
  readonly fallback?: string;
  /** Variables that serve as well. */
  readonly others?: readonly string[];
}

export const GAP = null;
export const UNKNOWN: GoText = { parts: [GAP] };

export function fixed(text: string): GoText {
  return { parts: text === '' ? [] : [text] };
}

export function variable(name: string, fallback?: string, others: readonly string[] = []): GoText {
  return {
    parts: [{ variable: name, ...(fallback !== undefined && { fallback }), ...(others.length > 0 && { others }) }],
  };
}

/** Puts texts one behind the other; neighbouring fixed pieces become one. */
export function concat(texts: readonly GoText[]): GoText {
  const parts: GoTextPart[] = [];
  for (const part of texts.flatMap((text) => text.parts)) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return { parts };
}

/** The text when nothing in it is open, otherwise undefined. */
export function literalOf(text: GoText): string | undefined {
  return text.parts.every((part) => typeof part === 'string') ? text.parts.join('') : undefined;
}

/** The variable when the text is nothing but one. */
export function soleVariable(text: GoText): GoVariable | undefined {
  const [part] = text.parts;
  return text.parts.length === 1 && part !== undefined && part !== GAP && typeof part !== 'string' ? part : undefined;
}

export function hasVariable(text: GoText): boolean {
  return text.parts.some((part) => part !== GAP && typeof part !== 'string');
}

export function sameText(left: GoText, right: GoText): boolean {
  if (left.parts.length !== right.parts.length) return false;
  return left.parts.every((part, at) => {
    const other = right.parts[at];
    return part === other || (typeof part === 'object' && JSON.stringify(part) === JSON.stringify(other));
  });
}

/** What the model keeps of a text: computed as soon as one piece is. */
export function codeValue(text: GoText): CodeValue {
  const literal = literalOf(text);
  if (literal !== undefined) return { kind: 'literal', text: literal };
  const sole = soleVariable(text);
  if (sole)
    return {
      kind: 'variable',
      name: sole.variable,
      ...(sole.fallback !== undefined && { fallback: sole.fallback }),
    };
  const parts = text.parts.filter((part) => part !== GAP).map(withoutOthers);
  return parts.length === text.parts.length ? { kind: 'template', parts } : { kind: 'computed' };
}

/** The text up to its first gap: the host of a URL whose path is computed. */
export function beforeGap(text: GoText): GoText {
  const gap = text.parts.indexOf(GAP);
  return gap === -1 ? text : { parts: text.parts.slice(0, gap) };
}

/** The way back, for values that other files export. */
export function textOfValue(value: CodeValue): GoText {
  switch (value.kind) {
    case 'literal':
      return fixed(value.text);
    case 'variable':
      return variable(value.name, value.fallback);
    case 'template':
      return { parts: value.parts };
    case 'computed':
      return UNKNOWN;
  }
}

function withoutOthers(part: string | GoVariable): string | { readonly variable: string; readonly fallback?: string } {
  if (typeof part === 'string') return part;
  return { variable: part.variable, ...(part.fallback !== undefined && { fallback: part.fallback }) };
}

/** A text for each variable that serves: as it stands, then with the others in the first variable's place. */
export function variants(text: GoText): GoText[] {
  const at = text.parts.findIndex((part) => part !== GAP && typeof part !== 'string' && part.others !== undefined);
  const part = text.parts[at];
  if (part === undefined || part === GAP || typeof part === 'string') return [text];
  return [part.variable, ...(part.others ?? [])].map((name) => ({
    parts: text.parts.map((each, index) => (index === at ? { ...part, variable: name, others: [] } : each)),
  }));
}

/** Several single variables as one with others; undefined for anything else. */
export function oneOf(texts: readonly GoText[]): GoText | undefined {
  const variables = texts.map(soleVariable);
  const [first] = variables;
  if (first === undefined || variables.includes(undefined)) return undefined;
  const names = variables.flatMap((each) => (each ? [each.variable, ...(each.others ?? [])] : []));
  return variable(
    first.variable,
    first.fallback,
    [...new Set(names)].filter((name) => name !== first.variable),
  );
}
