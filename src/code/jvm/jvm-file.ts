import type { ReadContext } from '../language.ts';
import type { JvmHelper } from './helper.ts';
import type { JvmIndex } from './model.ts';
import type { PropertyTable } from './property-table.ts';

/** What every reader of facts gets. */
export interface JvmReader {
  readonly file: JvmIndex;
  readonly context: ReadContext;
  readonly properties: PropertyTable;
  /** Functions that read the environment through a parameter, by name. */
  readonly helpers: ReadonlyMap<string, JvmHelper>;
}
