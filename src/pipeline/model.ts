import type { RunScope } from '../code/run-scope.ts';
import type { CodeScan } from '../code/scan.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { Config } from '../config/config.ts';
import { takeInventory } from '../discovery/inventory.ts';
import type { CodeRoots } from '../pairing/code-folders.ts';
import type { Problem } from '../shape/origin.ts';
import type { ReadInput } from './read-side.ts';
import type { Ports } from './request.ts';

/** What has to be known to build the model of both sides. */
export interface ModelRequest {
  readonly root: string;
  readonly config: Config | undefined;
  readonly local: readonly string[];
  readonly target: readonly string[];
  readonly environment?: string;
}

/** Both sides of the application, and how they were found. */
export interface Model {
  readonly comparison: Comparison;
  readonly problems: readonly Problem[];
  readonly inputs: readonly (ReadInput & { readonly environment?: string })[];
  readonly notes: readonly string[];
  readonly code: ReadonlyMap<string, ServiceCode>;
}

export interface ServiceCode {
  readonly roots: CodeRoots;
  readonly scan: CodeScan;
  /** What of the files in its folders the service runs. */
  readonly scope: RunScope;
  /** The image only serves files that the code was built into. */
  readonly isStatic: boolean;
}

/**
 * From the repository to the comparison. What reads, compares and parses is loaded only where there is something to
 * read: an answer about an empty folder waits for none of it.
 */
export async function buildModel(request: ModelRequest, ports: Ports): Promise<Model> {
  ports.progress('looking at the repository');
  const inventory = await takeInventory(ports.files);
  const isNamed = request.config !== undefined || request.local.length > 0 || request.target.length > 0;
  if (!isNamed && inventory.all.length === 0) return emptyModel();
  const { assembleModel } = await import('./assemble-model.ts');
  return assembleModel(request, inventory, ports);
}

function emptyModel(): Model {
  const comparison = { local: undefined, target: undefined, services: [] };
  return { comparison, problems: [], inputs: [], notes: [], code: new Map() };
}
