import type { RepositoryFiles } from '../repository/files.ts';
import type { ToolRunner } from '../repository/tool-runner.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Facts } from '../shape/facts.ts';

/** One kind of place that facts come from. A source reads what it is given and judges nothing. */
export interface Source {
  /** Equals the file or folder name. */
  readonly id: string;
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
}

export interface SourceOptions {
  /** Compose: files whose variables feed interpolation; `.env` beside the compose file when left out. */
  readonly envFiles?: readonly string[];
  /** Compose: active profiles. */
  readonly profiles?: readonly string[];
  /** Kubernetes, kustomize, helm: namespace of objects that name none. */
  readonly namespace?: string;
  /** Helm: values files, the later winning. */
  readonly values?: readonly string[];
  /** Helm: name of the release. */
  readonly release?: string;
}

export interface SourceContext {
  /** Absolute path of the repository's root; only to be handed to outside tools. */
  readonly root: string;
  readonly files: RepositoryFiles;
  readonly tools: ToolRunner;
  readonly secrets: Vault;
}
