import { readFileSync } from 'node:fs';
import type { Level } from '../../../src/findings/finding.ts';
import { all, replace } from '../edit.ts';
import type { Operator } from '../operator.ts';

interface DriftEdit {
  readonly id: string;
  readonly rule: string;
  readonly level: Level;
  readonly service: string;
  readonly subject: string;
  readonly what: string;
  readonly changes: readonly { readonly file: string; readonly find: string; readonly replace: string }[];
}

// A list of our own, checked by what each edit must find in the shop; it is JSON because a script reads it too.
const edits = JSON.parse(readFileSync(new URL('../drift-edits.json', import.meta.url), 'utf8')) as DriftEdit[];

/** The edits that make the drifted copy of the shop, each one alone. */
export const driftedOperators: readonly Operator[] = edits.map(({ changes, ...expected }) => ({
  ...expected,
  edit: all(...changes.map((change) => replace(change.file, change.find, change.replace))),
}));
