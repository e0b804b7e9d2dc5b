import type { RawAccess } from './os-environ.ts';
import type { Reading } from './reading.ts';

export function libraryAccesses(_reading: Reading): RawAccess[] {
  return [];
}
