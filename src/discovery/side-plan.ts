import type { InputName, SourceOptions } from '../config/config.ts';

/** What is read for one side. */
export interface SidePlan {
  readonly environment: string;
  readonly inputs: readonly PlannedInput[];
  /** What was chosen among what, and why; said to the user. */
  readonly notes: readonly string[];
  /** Chosen among what the repository offers: nobody named it. */
  readonly isInferred?: boolean;
  /** Another candidate that fits just as well: the verdict about the first one is no verdict about the application. */
  readonly rival?: string;
  /** How it was chosen; left out where somebody named it. */
  readonly choice?: { readonly reason: string; readonly others: readonly OtherInput[] };
}

/** What the repository offers for a side as well, and was not chosen. */
export interface OtherInput extends PlannedInput {
  /** The environment that its path names. */
  readonly environment?: string;
  /** What its name says it is for, where that is not what people work in. */
  readonly elsewhere?: string;
  /** How much it has of the names that the side should cover, 0 to 1. */
  readonly coverage: number;
}

export interface PlannedInput {
  readonly kind: InputName;
  /** Files in order, one folder for kustomize, folders of charts for helm. Empty = named and not there. */
  readonly paths: readonly string[];
  /** As the user or the repository names it. */
  readonly label: string;
  readonly options?: SourceOptions;
}
