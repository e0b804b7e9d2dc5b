import type { Comparison, Side } from '../../compare/comparison.ts';
import type { LocalLead } from '../../compare/local-stand-in.ts';
import { targetWords } from '../../compare/target-words.ts';
import type { EffectiveService } from '../../effective/service.ts';

/** What surrounds the service that is judged. */
export interface Around {
  readonly side: Side;
  readonly comparison: Comparison;
  readonly leadOf: (name: string) => LocalLead | undefined;
}

/** The one action that mends a missing variable. */
export function remedyFor(name: string, target: EffectiveService): string {
  return targetWords(target.workload).setVariable(name);
}
