import type { Config } from '../config/config.ts';
import type { Tool } from '../findings/report.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import type { ToolRunner } from '../repository/tool-runner.ts';
import type { Vault } from '../secrets/vault.ts';

/** What a check is asked to do. */
export interface CheckRequest {
  readonly tool: Tool;
  /** Absolute path of the repository's root. */
  readonly root: string;
  /** Undefined when there is no parity.yaml. */
  readonly config: Config | undefined;
  /** `--local`: a path, or `kind:path`; instead of what parity.yaml or inference says. */
  readonly local: readonly string[];
  /** `--target`, the same way. */
  readonly target: readonly string[];
  /** `--env`: which target environment. */
  readonly environment?: string;
  /** Only these services; all when empty. */
  readonly services: readonly string[];
  /** Only these rules, or whole dimensions (`env`); all when empty. */
  readonly rules: readonly string[];
  /** What is unresolved counts as a finding. */
  readonly strict: boolean;
  /** `--baseline`: path of a file with findings that are not told again. */
  readonly baseline?: string;
  /** `2027-01-31`, the day by which waivers are judged; the system's when left out. */
  readonly today?: string;
}

export interface ShapeRequest {
  readonly tool: Tool;
  readonly root: string;
  readonly config: Config | undefined;
  /** Which environment; the target when left out. */
  readonly environment?: string;
  readonly services: readonly string[];
}

export interface ExplainRequest extends CheckRequest {
  /** A rule's id, or a finding's. */
  readonly subject: string;
}

/** Everything a run does to the world outside. */
export interface Ports {
  readonly files: RepositoryFiles;
  readonly tools: ToolRunner;
  readonly secrets: Vault;
  /** Says what is going on, for a person who waits. */
  progress(step: string): void;
  readonly signal: AbortSignal;
}
