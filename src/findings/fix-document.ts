import type { Finding } from './finding.ts';
import type { Tool } from './report.ts';

/** What `fix` changes, or would change, and what it leaves to a person. */
export interface FixDocument {
  readonly schema: 'parity.fix/v1';
  readonly tool: Tool;
  /** Whether the files were changed. */
  readonly written: boolean;
  readonly files: readonly { readonly path: string; readonly patch: string }[];
  /** Findings that are gone with the changes. */
  readonly mended: readonly FixedFinding[];
  /** Findings that stay, each with why and with what a person can do. */
  readonly left: readonly (FixedFinding & { readonly reason: string; readonly remedy: string })[];
}

export type FixedFinding = Pick<Finding, 'id' | 'rule' | 'level' | 'service' | 'subject' | 'message'>;
