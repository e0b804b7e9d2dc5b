import type { Inventory } from '../discovery/inventory.ts';
import { ownNames } from '../discovery/own-names.ts';
import { neverRuns } from '../pairing/never-run.ts';
import { hostProcess } from '../shape/host-process.ts';
import type { Workload } from '../shape/workload.ts';

/** What a program without a name of its own is called. */
const NAMELESS = 'app';

/** The programs of a repository that nothing but their code describes, as processes that somebody starts. */
export function programProcesses(inventory: Inventory): Workload[] {
  const dockerfiles = inventory.dockerfiles.filter((path) => !neverRuns(path));
  const names = ownNames({ ...inventory, dockerfiles });
  const at = { source: 'code', path: '.', line: 1, column: 1 };
  return (names.length > 0 ? names : [NAMELESS]).map((name) => hostProcess(name, at, { environment: [] }));
}
