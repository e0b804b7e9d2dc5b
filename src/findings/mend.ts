/** A place in a file whose text is to change. */
export interface MendPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A change of one file that may mend a finding: said by the rule, which knows what ought to stand there. Whether the
 * text allows it, and whether the finding is gone then, is found out by doing it.
 */
export type Mend =
  /** What a key, a variable or an item holds at this place becomes `to`. */
  | { readonly kind: 'value'; readonly at: MendPlace; readonly from?: string; readonly to: string }
  /** The key of a ConfigMap or Secret that the variable at this place is taken from. */
  | { readonly kind: 'key'; readonly at: MendPlace; readonly from: string; readonly to: string }
  /** The variable at this place gets another name. */
  | { readonly kind: 'rename'; readonly at: MendPlace; readonly from: string; readonly to: string }
  /** A variable more, in the way in which the one at this place is written. */
  | { readonly kind: 'beside'; readonly at: MendPlace; readonly name: string; readonly value: string }
  /** The first variable of a container that starts at this place and has none. */
  | { readonly kind: 'first'; readonly at: MendPlace; readonly name: string; readonly value: string };
