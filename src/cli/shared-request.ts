import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import type { Tool } from '../findings/report.ts';
import type { RepositoryFiles } from '../repository/files.ts';
import { specsFromRoot } from './side-spec.ts';

/** Where a command runs, and who runs it. */
export interface Opened {
  readonly tool: Tool;
  /** Absolute path of the repository's root. */
  readonly root: string;
  readonly files: RepositoryFiles;
  /** As if there were no parity.yaml. */
  readonly isFresh?: boolean;
}

/** What every command that reads a repository asks for. */
export interface RepositoryRequest {
  readonly tool: Tool;
  readonly root: string;
  readonly config: Config | undefined;
}

/** What every command that compares two sides asks for. */
export interface SidesRequest extends RepositoryRequest {
  readonly local: readonly string[];
  readonly target: readonly string[];
  readonly environment?: string;
}

/** A path of the command line, as seen from the root. */
export function pathFromRoot(path: string, flags: { readonly cwd?: string | undefined }, root: string): string {
  const [named = path] = specsFromRoot([path], { root, current: flags.cwd === undefined ? process.cwd() : root });
  return named;
}

/** The values of the flags in `sideFlags`, and where paths in them count from. */
export interface SideValues {
  readonly local: readonly string[];
  readonly target: readonly string[];
  readonly env?: string | undefined;
  readonly cwd?: string | undefined;
}

/** @throws ParityError of kind usage for a parity.yaml that is not one */
export async function repositoryRequest({ tool, root, files, isFresh }: Opened): Promise<RepositoryRequest> {
  if (isFresh) return { tool, root, config: undefined };
  const loaded = await loadConfig(files);
  return { tool, root, config: loaded.kind === 'loaded' ? loaded.config : undefined };
}

/**
 * The two sides as the command line and parity.yaml name them, every path as seen from the root.
 *
 * @throws ParityError of kind usage for a parity.yaml that is not one
 */
export async function sidesRequest(flags: SideValues, opened: Opened): Promise<SidesRequest> {
  const { root } = opened;
  const here = { root, current: flags.cwd === undefined ? process.cwd() : root };
  return {
    ...(await repositoryRequest(opened)),
    local: specsFromRoot(flags.local, here),
    target: specsFromRoot(flags.target, here),
    ...(flags.env !== undefined && { environment: flags.env }),
  };
}
