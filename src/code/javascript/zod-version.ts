import type { SourceModule } from './module.ts';

/**
 * Whether the zod that a file imports lets a key be missing where its schema takes undefined (`z.any()`,
 * `z.coerce.boolean()`): all versions do before 4.4, and none does since. Undefined where the version is not known.
 */
export function acceptsUndefinedForMissing(from: string, module: SourceModule): boolean | undefined {
  if (from === 'zod/v3') return true;
  const folder = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
  const [range] = (module.context.packages ?? [])
    .filter(({ name, path }) => name === 'zod' && module.path.startsWith(folder(path)))
    .sort((a, b) => b.path.length - a.path.length)
    .map((each) => each.range);
  const match = /^([~^=v]*)\s*(\d+)(?:\.(\d+))?/.exec(range?.trim() ?? '');
  if (!match || /[|<>-]|\s/.test(range?.trim() ?? '')) return undefined;
  const [, sign = '', major = '', minor] = match;
  if (Number(major) < 4) return true;
  if (Number(major) > 4 || Number(minor ?? 0) >= 4) return false;
  // `^4.1.0` may be any later 4.
  return sign.includes('^') || minor === undefined ? undefined : true;
}
