import type { Vault } from '../../secrets/vault.ts';
import type { Origin } from '../../shape/origin.ts';
import { deferred, plain, type Value } from '../../shape/value.ts';
import { type InterpolationPart, parseInterpolation } from '../../text/interpolate.ts';
import type { TextPart } from './node.ts';
import type { Variable } from './variables.ts';

export const FROM_THE_SHELL = 'from the shell';

export interface Expansion {
  readonly lookup: (name: string) => Variable | undefined;
  readonly secrets: Vault;
  /** Place of the text itself. */
  readonly at: Origin;
}

/** Fills in variables. What only a shell could give stays open; so does what `:?` would refuse. */
export function expandText(text: string, expansion: Expansion): { parts: TextPart[]; invalid: readonly number[] } {
  const { parts, invalid } = parseInterpolation(text);
  return { parts: parts.flatMap((part) => expandPart(part, expansion)), invalid };
}

/** The value that the parts make together; secret when one part is, open when one part is. */
export function joinedValue(parts: readonly TextPart[], secrets: Vault): Value {
  return secrets.join(parts.map((part) => part.value));
}

function expandPart(part: InterpolationPart, expansion: Expansion): TextPart[] {
  if (part.kind === 'text') return [{ text: part.text, value: plain(part.text) }];
  const known = expansion.lookup(part.name);
  const variable = { name: part.name, at: known?.at ?? expansion.at };
  const operator = part.operator ?? '';
  const fallback = () => expandFallback(part.name, part.operand, expansion, variable);
  if (operator.endsWith('+')) {
    if (known === undefined) return [open(part.name, variable)];
    if (known.value.kind === 'deferred') return [partOf(part.name, known.value, variable)];
    return operator === ':+' && isEmpty(known.value) ? [{ text: '', value: plain(''), variable }] : fallback();
  }
  if (operator.endsWith('-') && known?.isDeclaredOnly === true) return fallback();
  if (known === undefined) return operator.endsWith('-') ? fallback() : [open(part.name, variable)];
  if (operator === ':-' && isEmpty(known.value)) return fallback();
  return [partOf(part.name, known.value, variable)];
}

/** The default of `${DB_PASSWORD:-…}` is as secret as the variable would be. */
function expandFallback(
  name: string,
  operand: readonly InterpolationPart[],
  expansion: Expansion,
  variable: NonNullable<TextPart['variable']>,
): TextPart[] {
  const parts = operand.flatMap((part) => expandPart(part, expansion));
  if (parts.length === 0) return [{ text: '', value: plain(''), variable }];
  return parts.map((part) =>
    part.variable === undefined && part.value.kind === 'plain'
      ? partOf(name, expansion.secrets.value(name, part.text), variable)
      : part,
  );
}

function partOf(name: string, value: Value, variable: NonNullable<TextPart['variable']>): TextPart {
  return { text: value.kind === 'plain' ? value.text : `\${${name}}`, value, variable };
}

function open(name: string, variable: NonNullable<TextPart['variable']>): TextPart {
  return partOf(name, deferred(FROM_THE_SHELL), variable);
}

function isEmpty(value: Value): boolean {
  return value.kind === 'plain' ? value.text === '' : value.kind === 'secret' && value.secret.facets.empty;
}
