import type { CodeValue } from '../../shape/code-facts.ts';
import { type AssembledText, GAP, soleVariable, type TextPart, codeValue as valueOfText } from '../assembled-text.ts';

export function variable(name: string, fallback?: string, others: readonly string[] = []): AssembledText {
  return {
    parts: [{ variable: name, ...(fallback !== undefined && { fallback }), ...(others.length > 0 && { others }) }],
  };
}

export function sameText(left: AssembledText, right: AssembledText): boolean {
  if (left.parts.length !== right.parts.length) return false;
  return left.parts.every((part, at) => {
    const other = right.parts[at];
    return part === other || (typeof part === 'object' && JSON.stringify(part) === JSON.stringify(other));
  });
}

/** What the model keeps of a text, without the names that serve as well: `variants` gives each of them a text of its own. */
export function codeValue(text: AssembledText): CodeValue {
  return valueOfText({ parts: text.parts.map(withoutOthers) });
}

function withoutOthers(part: TextPart): TextPart {
  if (part === GAP || typeof part === 'string') return part;
  return { variable: part.variable, ...(part.fallback !== undefined && { fallback: part.fallback }) };
}

/** A text for each variable that serves: as it stands, then with the others in the first variable's place. */
export function variants(text: AssembledText): AssembledText[] {
  const at = text.parts.findIndex((part) => part !== GAP && typeof part !== 'string' && part.others !== undefined);
  const part = text.parts[at];
  if (part === undefined || part === GAP || typeof part === 'string') return [text];
  return [part.variable, ...(part.others ?? [])].map((name) => ({
    parts: text.parts.map((each, index) => (index === at ? { ...part, variable: name, others: [] } : each)),
  }));
}

/** Several single variables as one with others; undefined for anything else. */
export function oneOf(texts: readonly AssembledText[]): AssembledText | undefined {
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
