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
}

export interface PlannedInput {
  readonly kind: InputName;
  /** Files in order, one folder for kustomize, folders of charts for helm. Empty = named and not there. */
  readonly paths: readonly string[];
  /** As the user or the repository names it. */
  readonly label: string;
  readonly options?: SourceOptions;
}
