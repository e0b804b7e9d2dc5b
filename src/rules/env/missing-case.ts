import type { Side } from '../../compare/comparison.ts';
import type { EffectiveService } from '../../effective/service.ts';

/** What surrounds the service that is judged. */
export interface Around {
  readonly side: Side;
  readonly isStandIn: (name: string) => boolean;
}

/** The one action that mends a missing variable. */
export function remedyFor(name: string, target: EffectiveService): string {
  return `set ${name} in the env of ${target.workload.id} (${target.workload.at.path}), from a ConfigMap or Secret where it belongs`;
}
