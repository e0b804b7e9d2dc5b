import type { Config } from '../config/config.ts';
import { pairWorkloads, type WorkloadPair } from '../pairing/pair.ts';
import { type SidesRead, wishesOf } from './read-sides.ts';
import { type Stranger, strangerOf } from './strangers.ts';

/** The sides that are compared, and which of their workloads are one service. */
export interface PairedSides {
  readonly sides: SidesRead;
  readonly pairs: readonly WorkloadPair[];
  /** The side that was left out. */
  readonly stranger: Stranger | undefined;
}

/** Pairs what was read, without the side that is another application's. */
export function pairSides(read: SidesRead, config: Config | undefined): PairedSides {
  const pairs = pairsOf(read, config);
  const stranger = strangerOf({ local: read.local?.plan, target: read.target?.plan }, pairs);
  if (stranger === undefined) return { sides: read, pairs, stranger };
  const sides = { ...read, [stranger.side]: undefined };
  return { sides, pairs: pairsOf(sides, config), stranger };
}

function pairsOf({ local, target }: SidesRead, config: Config | undefined): WorkloadPair[] {
  return pairWorkloads(local?.facts.workloads ?? [], target?.facts.workloads ?? [], {
    networkServices: target?.facts.networkServices ?? [],
    wishes: wishesOf(config),
  });
}

/** What is said of pairs that could not be decided. */
export function ambiguityNotes(pairs: readonly WorkloadPair[]): string[] {
  return pairs.flatMap(({ name, ambiguous }) => {
    if (ambiguous === undefined) return [];
    return [
      `${name} fits ${ambiguous.join(' and ')} equally well and was not compared: say which in parity.yaml (services.${name}.target)`,
    ];
  });
}
