import { randomUUID } from 'node:crypto';
import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Puts a new text in the place of an old one, whole or not at all: a run that is killed leaves the one or the other.
 * @param path absolute
 * @returns false when the file no longer holds the old text: then it is left as it is
 */
export function replaceFile(path: string, { from, to }: { readonly from: string; readonly to: string }): boolean {
  const real = realpathSync(path);
  if (readFileSync(real, 'utf8') !== from) return false;
  const beside = join(dirname(real), `.${basename(real)}.${randomUUID()}`);
  try {
    writeFileSync(beside, to);
    chmodSync(beside, statSync(real).mode);
    renameSync(beside, real);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  return true;
}
