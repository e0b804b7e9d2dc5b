import { joinPaths } from '../join-paths.ts';
import type { Reading } from './reading.ts';
import type { CsNode } from './syntax.ts';
import { soleVariable } from './text.ts';
import { evaluate } from './values.ts';

/** A path as it is written: variables by what they fall back on; undefined when a piece is computed. */
export function pathText(reading: Reading, node: CsNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  const text = evaluate(reading, node);
  const parts = text.map((part) => (typeof part === 'string' ? part : soleVariable([part])?.fallback));
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}

/** One path of prefixes and templates, with a slash in front. */
export function joinPath(...parts: readonly string[]): string {
  // `~/` leaves the prefixes behind: what reads it has done so.
  return joinPaths(...parts.map((part) => part.replace(/^~(?=\/)/, '')));
}

/**
 * The paths that a template stands for: constraints taken off, `{id?}` and `{id=5}` with and without; `{**rest}` takes
 * everything.
 */
export function templatePaths(template: string): string[] {
  const plain = template.replace(/\{(\*{0,2})([\w-]+)[^{}]*?(\??)\}/g, (piece, stars: string, name: string) => {
    if (stars !== '') return '{*}';
    return /\?\}$|=/.test(piece) ? `{${name}?}` : `{${name}}`;
  });
  const optional = /\/?\{[\w-]+\?\}$/.exec(plain);
  const whole = plain.replaceAll('?}', '}');
  if (optional === null) return [whole];
  const without = plain.slice(0, optional.index).replaceAll('?}', '}');
  return [without === '' ? '/' : without, whole];
}
