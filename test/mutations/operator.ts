import type { Level } from '../../src/findings/finding.ts';
import type { Edit } from './edit.ts';

/** A small mistake in the shop, and the one finding that must come of it. */
export interface Operator {
  /** Unique; the rule with what is special behind it. */
  readonly id: string;
  readonly rule: string;
  readonly level: Level;
  readonly service: string;
  readonly subject: string;
  /** The mistake, as a person would tell it. */
  readonly what: string;
  readonly edit: Edit;
  /** Other services that share what was edited, so that the same finding may be made for them too. */
  readonly shared?: readonly string[];
  /** Rules that rightly speak too, because what is broken breaks something else. */
  readonly consequences?: readonly string[];
  /** There is only one place: nothing on the other side that the finding could show. */
  readonly onePlace?: true;
  /** The edited input does not parse or render, on purpose. */
  readonly breaks?: true;
  /** It is counted among what is unresolved and is no finding. */
  readonly unresolved?: true;
}

/** A rewrite that changes the text and not the meaning: no finding may come of it. */
export interface HarmlessRewrite {
  readonly id: string;
  /** Why it changes nothing; with the number of the normalisation catalogue where one applies. */
  readonly because: string;
  readonly edit: Edit;
}
