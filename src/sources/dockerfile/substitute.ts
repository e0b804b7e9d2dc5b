import { plain, type Value } from '../../shape/value.ts';
import { type BoundedValues, LONGEST_VALUE } from '../bounded-values.ts';
import type { VariablePart, WordPart } from './words.ts';

/** Undefined: not set. A deferred value: set, or perhaps set, by something outside the file. */
export type Lookup = (name: string) => Value | undefined;

/** The value of a word; it is hidden when `name` or a part of it is secret, deferred when a part is. */
export function wordValue(
  name: string,
  parts: readonly WordPart[],
  context: { readonly lookup: Lookup; readonly values: BoundedValues },
): Value {
  const { lookup, values } = context;
  const joined = joinParts(parts);
  return joined.kind === 'plain' ? values.value(name, joined.text) : joined;

  function joinParts(inner: readonly WordPart[]): Value {
    return values.join(inner.map((part) => (typeof part === 'string' ? plain(part) : partValue(part))));
  }

  function partValue(part: VariablePart): Value {
    return choose(part, lookup, joinParts) ?? { kind: 'deferred', reason: `computed from ${part.name}` };
  }
}

/** The text of a word; a variable whose value is unknown or secret stays as written and is named in `open`. */
export function wordText(parts: readonly WordPart[], lookup: Lookup): { text: string; open: readonly string[] } {
  const open: string[] = [];
  let filled = 0;
  const join = (inner: readonly WordPart[]): Value =>
    plain(inner.map((part) => (typeof part === 'string' ? part : partText(part))).join(''));
  const partText = (part: VariablePart): string => {
    const value = choose(part, lookup, join);
    filled += value?.kind === 'plain' ? value.text.length : 0;
    if (value?.kind === 'plain' && filled <= LONGEST_VALUE) return value.text;
    open.push(part.name);
    return part.written;
  };
  return { text: parts.map((part) => (typeof part === 'string' ? part : partText(part))).join(''), open };
}

function choose(part: VariablePart, lookup: Lookup, join: (parts: readonly WordPart[]) => Value): Value | undefined {
  const value = lookup(part.name);
  if (part.operator === 'other') return undefined;
  if (part.operator === undefined) return value ?? plain('');
  if (value?.kind === 'deferred') return value;
  const isSet = value !== undefined && !(part.operator.startsWith(':') && isEmpty(value));
  if (part.operator.endsWith('+')) return isSet ? join(part.operand) : plain('');
  if (isSet) return value;
  return part.operator.endsWith('-') ? join(part.operand) : undefined;
}

function isEmpty(value: Value): boolean {
  return value.kind === 'plain' ? value.text === '' : value.kind === 'secret' && value.secret.facets.empty;
}
