/** Runs an outside program (kustomize, kubectl) with an argument list, never through a shell. */
export interface ToolRunner {
  run(
    command: string,
    args: readonly string[],
    options: { readonly cwd: string; readonly timeoutMs: number },
  ): Promise<ToolResult>;
}

export type ToolResult =
  | { readonly kind: 'done'; readonly stdout: string; readonly stderr: string; readonly exitCode: number }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'timed-out' };
