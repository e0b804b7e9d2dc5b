import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/** Compares with a file of expected text. `UPDATE_FIXTURES=1` writes it anew; a reviewer reads that diff as code. */
export function expectFile(file: URL, actual: string): void {
  if (process.env.UPDATE_FIXTURES === '1') writeFileSync(file, actual);
  expect(actual).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
}
