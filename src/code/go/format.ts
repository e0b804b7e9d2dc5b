import { type AssembledText, concat, fixed, literalOf, UNKNOWN } from '../assembled-text.ts';
import type { Following } from './reader.ts';
import type { GoNode } from './tree.ts';

/** The text of `fmt.Sprintf(format, …)`: plain verbs take their argument's text, all others leave a gap. */
export function formatted(
  args: readonly GoNode[],
  following: Following,
  follow: (node: GoNode, following: Following) => AssembledText,
): AssembledText {
  const [first, ...rest] = args;
  const format = first && literalOf(follow(first, following));
  if (format === undefined) return UNKNOWN;
  let next = 0;
  const pieces = format.split(/(%[-+# 0]*\d*(?:\.\d+)?[a-zA-Z%])/).map((piece) => {
    if (!/^%.*[a-zA-Z%]$/.test(piece)) return fixed(piece);
    if (piece === '%%') return fixed('%');
    const value = rest[next];
    next += 1;
    return value !== undefined && /^%[svd]$/.test(piece) ? follow(value, following) : UNKNOWN;
  });
  return concat(pieces);
}
