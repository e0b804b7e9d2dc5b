import type { Position } from './position.ts';

/**
 * Who reads the file, because the same line means different things to different readers (N180):
 * `dotenv` the node package, `compose` Compose's env_file and `.env`, `kustomize` its `envs`, `kubectl`
 * `--from-env-file`, `docker` `docker run --env-file`, `raw` Compose's `format: raw`.
 */
export type DotenvDialect = 'dotenv' | 'compose' | 'kustomize' | 'kubectl' | 'docker' | 'raw';

/** One assignment; `line` and `column` are those of the name. */
export interface DotenvEntry extends Position {
  readonly name: string;
  /** Quotes and escapes resolved, variables not. Undefined for a name without `=`. */
  readonly value: string | undefined;
  readonly quote: 'none' | 'single' | 'double' | 'backtick';
  /**
   * Whether `$X` in the value is live in the dialect. In Compose's double quotes a literal dollar then stands as `$$`.
   * The `dotenv` package itself leaves `$X` alone; true there says that a loader with dotenv-expand would replace it.
   */
  readonly interpolates: boolean;
}

/** A line that the dialect refuses or drops. The message names no part of the line: it may be a secret. */
export interface DotenvError extends Position {
  readonly message: string;
}

export interface DotenvText {
  readonly entries: readonly DotenvEntry[];
  readonly errors: readonly DotenvError[];
}
