import { GAP } from '../assembled-text.ts';
import { defaultOf } from '../stand-in.ts';
import { loopedOver } from './lookup.ts';
import type { Reading } from './reading.ts';
import type { RbNode } from './syntax.ts';
import { evaluate } from './values.ts';

/** What stands before a path and is not known. */
export const ANY = '/*';
const MOST_VARIANTS = 8;

/** A path of a route or a prefix as text, variables by what stands in for them; undefined when a piece is computed. */
export function pathText(reading: Reading, node: RbNode | undefined): string | undefined {
  if (node === undefined || node.type === 'nil') return undefined;
  const text = evaluate(reading, node);
  return text.parts.includes(GAP) ? undefined : defaultOf(text);
}

/**
 * The paths that a pattern stands for: what is in parentheses with and without, `:id` as `{id}`; `*rest` takes
 * everything.
 */
export function patternPaths(pattern: string): string[] {
  return [...new Set(withoutOptions(pattern).map(withParameters))];
}

function withoutOptions(pattern: string): string[] {
  let open = [pattern];
  for (let round = 0; round < MOST_VARIANTS; round += 1) {
    const at = open.findIndex((each) => /\([^()]*\)\??/.test(each));
    const text = open[at];
    if (text === undefined || open.length > MOST_VARIANTS) break;
    const [piece = ''] = /\([^()]*\)\??/.exec(text) ?? [];
    // Any answer may be asked for by an ending: `(.:format)`.
    const without = text.replace(piece, '');
    const inside = piece.replace(/^\(|\)\??$/g, '');
    open = [
      ...open.filter((_, index) => index !== at),
      without,
      ...(/^\.?:format$/.test(inside) ? [] : [text.replace(piece, inside)]),
    ];
  }
  return open;
}

function withParameters(path: string): string {
  return path
    .replace(/\/\?$/, '')
    .replace(/\.\??:format\??/g, '')
    .replace(/\*\w*/g, '*')
    .replace(/:([A-Za-z_]\w*)\??/g, '{$1}');
}

/**
 * The paths of one pattern, or of those of a list that a block goes through.
 *
 * @param otherwise what a pattern that is computed stands for: a regular expression
 */
export function patternsOf(
  reading: Reading,
  node: RbNode | undefined,
  otherwise: readonly string[],
): readonly string[] {
  if (node === undefined) return [''];
  return (loopedOver(reading, node) ?? [node]).flatMap((each) => {
    const text = pathText(reading, each);
    return text === undefined ? otherwise : patternPaths(text);
  });
}
