import type { RunScope } from '../code/run-scope.ts';
import type { CodeScan } from '../code/scan.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { Config } from '../config/config.ts';
import { type Inventory, takeInventory } from '../discovery/inventory.ts';
import type { SidePlan } from '../discovery/side-plan.ts';
import type { CodeRoots } from '../pairing/code-folders.ts';
import type { Problem } from '../shape/origin.ts';
import type { ReadInput } from './read-side.ts';
import type { Ports } from './request.ts';
import type { Stranger } from './strangers.ts';

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
  /** What the repository holds. */
  readonly inventory: Inventory;
  /** What each side was read from; undefined where nothing describes it. */
  readonly plans: { readonly local: SidePlan | undefined; readonly target: SidePlan | undefined };
  /** What was found for a side and describes another application. */
  readonly stranger?: Stranger;
  readonly problems: readonly Problem[];
  readonly inputs: readonly (ReadInput & { readonly environment?: string })[];
  readonly notes: readonly string[];
  readonly code: ReadonlyMap<string, ServiceCode>;
}

export interface ServiceCode {
  readonly roots: CodeRoots;
  /** Folders that are its own, without those of projects that it is built with. */
  readonly ownFolders: readonly string[];
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
  if (!isNamed && inventory.all.length === 0) return emptyModel(inventory);
  const { assembleModel } = await import('./assemble-model.ts');
  return assembleModel(request, inventory, ports);
}

function emptyModel(inventory: Inventory): Model {
  const comparison = { local: undefined, target: undefined, services: [] };
  const plans = { local: undefined, target: undefined };
  return { comparison, inventory, plans, problems: [], inputs: [], notes: [], code: new Map() };
}
