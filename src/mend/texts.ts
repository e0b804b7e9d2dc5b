import type { Mend } from '../findings/mend.ts';
import { applyMend } from './apply.ts';

/** Texts of files by their paths. */
export type Texts = ReadonlyMap<string, string>;

/**
 * The texts after several changes, every change as its place is in the texts given. Equal changes are made once.
 * @returns undefined where one of them cannot be made
 */
export function applyMends(texts: Texts, mends: readonly Mend[]): Texts | undefined {
  const changed = new Map(texts);
  const once = [...new Map(mends.map((mend) => [JSON.stringify(mend), mend])).values()];
  // From the end of a file to its start: no change moves the place of another.
  for (const mend of once.sort((a, b) => b.at.line - a.at.line || b.at.column - a.at.column)) {
    const text = changed.get(mend.at.path);
    const after = text === undefined ? undefined : applyMend(text, mend);
    if (after === undefined) return undefined;
    changed.set(mend.at.path, after);
  }
  return changed;
}
