import type { SourceOptions } from '../config/config.ts';
import type { InputKind } from '../discovery/input-kind.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import type { ToolRunner } from '../repository/tool-runner.ts';
import type { Vault } from '../secrets/vault.ts';
import type { DeployStep } from '../shape/deploy-step.ts';
import type { Facts } from '../shape/facts.ts';

export type { SourceOptions } from '../config/config.ts';

/** One kind of place that facts come from. A source reads what it is given and judges nothing. */
export interface Source {
  /** Equals the folder name; the `source` of every origin it makes. */
  readonly id: string;
  /** How the inputs of a side are named and found; undefined for what no side is described by (Dockerfiles). */
  readonly input?: InputKind;
  /**
   * Reads one input and never throws for what is in it: what cannot be read becomes a `Problem` with its place, and the
   * rest is read all the same.
   */
  read(input: SourceInput, context: SourceContext): Promise<Facts>;
}

export interface SourceInput {
  /**
   * Files that belong together, in order: the compose file and its overrides, all manifests of one target, one folder
   * for kustomize. Paths below the repository's root.
   */
  readonly paths: readonly string[];
  readonly options?: SourceOptions;
  /** What pipelines do when they deploy it, where that changes how it is read. */
  readonly deploySteps?: readonly DeployStep[];
}

export interface SourceContext {
  /** Absolute path of the repository's root; only to be handed to outside tools. */
  readonly root: string;
  readonly files: RepositoryFiles;
  readonly tools: ToolRunner;
  readonly secrets: Vault;
}
