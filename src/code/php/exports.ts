import { codeValue } from '../assembled-text.ts';
import type { ExportedBinding } from '../language.ts';
import type { Reading } from './reading.ts';
import { evaluate } from './values.ts';

/** Constants that hold a text or what is read from the environment, for the files that use them. */
export function exportedValues(reading: Reading): ExportedBinding[] {
  return [...reading.file.constants].flatMap(([name, node]) => {
    const value = codeValue(evaluate(reading, node));
    return value.kind === 'computed' ? [] : [{ name, path: reading.file.path, value }];
  });
}
