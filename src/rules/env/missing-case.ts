import type { Comparison, Side } from '../../compare/comparison.ts';
import type { LocalLead } from '../../compare/local-stand-in.ts';
import type { EffectiveService } from '../../effective/service.ts';

/** What surrounds the service that is judged. */
export interface Around {
  readonly side: Side;
  readonly comparison: Comparison;
  readonly leadOf: (name: string) => LocalLead | undefined;
}

/** The one action that mends a missing variable. */
export function remedyFor(name: string, target: EffectiveService): string {
  return `set ${name} in the env of ${target.workload.id} (${target.workload.at.path}), from a ConfigMap or Secret where it belongs`;
}
