import type { Layout } from './scratch-folder.ts';

/** Runs an outside program (kustomize, kubectl, helm) with an argument list, never through a shell. */
export interface ToolRunner {
  run(command: string, args: readonly string[], options: ToolOptions): Promise<ToolResult>;
}

export interface ToolOptions {
  readonly cwd: string;
  readonly timeoutMs: number;
  /** Runs it in a new folder that holds this, taken from `cwd`; the folder is gone afterwards. */
  readonly layout?: Layout;
}

export type ToolResult =
  | { readonly kind: 'done'; readonly stdout: string; readonly stderr: string; readonly exitCode: number }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'timed-out' };
