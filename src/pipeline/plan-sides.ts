import { choose } from '../discovery/candidate.ts';
import type { Inventory } from '../discovery/inventory.ts';
import { localCandidates } from '../discovery/local-candidates.ts';
import { planSide, type SidePlan } from '../discovery/side-plan.ts';
import { targetCandidates } from '../discovery/target-candidates.ts';
import type { ModelRequest } from './model.ts';
import type { Ports } from './request.ts';

/** What describes each side; undefined where nothing does. */
export interface SidePlans {
  readonly local: SidePlan | undefined;
  readonly target: SidePlan | undefined;
}

/** Which of the repository's inputs describe the two sides, as asked, as configured, or as inferred. */
export async function planSides(request: ModelRequest, inventory: Inventory, ports: Ports): Promise<SidePlans> {
  const shared = {
    config: request.config,
    inventory,
    ...(request.environment !== undefined && { wished: request.environment }),
  };
  const locals = await localCandidates(inventory, ports.files);
  const local = planSide({ ...shared, side: 'local', specs: request.local, candidates: locals, names: [] });
  const chosen = choose(locals, []).chosen;
  const names =
    chosen && chosen.names.size > 0
      ? [...chosen.names]
      : inventory.dockerfiles.flatMap((path) => path.split('/').at(-2) ?? []);
  const targets = await targetCandidates(inventory, ports.files, names);
  const target = planSide({ ...shared, side: 'target', specs: request.target, candidates: targets, names });
  return { local, target };
}
