import type { EntryRoute } from '../../../shape/facts.ts';
import type { ManifestObject } from '../manifest-object.ts';

/** Reads the ways in from outside that one family of kinds states. */
export interface RouteReader {
  readonly group: RegExp;
  readonly kinds: readonly string[];
  routes(object: ManifestObject): EntryRoute[];
}
