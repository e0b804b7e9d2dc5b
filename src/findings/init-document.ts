import type { Tool } from './report.ts';

/** What `init` did to parity.yaml, or would do. */
export interface InitDocument {
  readonly schema: 'parity.init/v1';
  readonly tool: Tool;
  /** Below the root. */
  readonly path: string;
  readonly change: 'created' | 'extended' | 'replaced' | 'none';
  /** False under --dry-run, and where nothing is new. */
  readonly written: boolean;
  /** Keys that are new: `environments.local`, `services.web`. */
  readonly added: readonly string[];
  /** What was found for a side, and nobody can tell whether it is the one: the file has it as a remark. */
  readonly open: readonly string[];
  /** Between the file as it was and as it is, as `diff -u` prints it; empty where nothing changes. */
  readonly diff: string;
  readonly notes: readonly string[];
  /** False when an input could not be read or rendered: there may be more to add. */
  readonly complete: boolean;
}
