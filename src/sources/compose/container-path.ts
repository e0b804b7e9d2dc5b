import { posix } from 'node:path';

/** `/data/` and `/data/./` are `/data` (N063). */
export function normalisePath(path: string): string {
  const clean = posix.normalize(path);
  return clean.length > 1 ? clean.replace(/\/$/, '') : clean;
}
