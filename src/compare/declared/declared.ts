import type { DeclaredGroup } from '../../config/config.ts';
import type { Declaration } from '../../config/generated/parity-yaml.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { Origin } from '../../shape/origin.ts';
import type { Comparison, ServicePair, Side } from '../comparison.ts';

/** What is declared in `env` has rules of its own. */
export type ThingGroup = Exclude<DeclaredGroup, 'env'>;

/** One declaration of parity.yaml, and the service that it is about. */
export interface Declared {
  readonly pair: ServicePair;
  readonly group: ThingGroup;
  readonly name: string;
  readonly declaration: Declaration;
}

/** A declaration with what the target runs of its service. */
export interface DeclaredOfTarget extends Declared {
  readonly service: EffectiveService;
  readonly side: Side;
  readonly comparison: Comparison;
}

export type BreachKind =
  | 'bucket'
  | 'database'
  | 'ephemeral'
  | 'extra'
  | 'port'
  | 'probe'
  | 'queue'
  | 'resource'
  | 'schedule'
  | 'served-route'
  | 'stop-grace'
  | 'volume'
  | 'way-in';

/** A declaration that the target does not keep. */
export interface Breach {
  readonly kind: BreachKind;
  readonly level: 'error' | 'warning';
  /** What the rule of the kind calls the same thing. */
  readonly subject: string;
  readonly message: string;
  readonly remedy: string;
  /** Where it is to be seen, most telling first. */
  readonly places: readonly BreachPlace[];
}

export interface BreachPlace {
  readonly role: 'expected' | 'target' | 'local' | 'served';
  readonly at: Origin;
  /** The line may hold a value that is secret. */
  readonly secret?: boolean;
}

/** A port, volume, queue and so on of a service: every name that it goes by. */
export type Names = readonly string[];

/** What one group of declarations is about. */
export interface Group {
  /** What a breach of its declarations can be. */
  readonly kinds: readonly BreachKind[];
  /** Everything of the group that the service has on either side. */
  things(pair: ServicePair, comparison: Comparison): readonly Names[];
  /** Where the target does not keep a declaration; says nothing about what it cannot know. */
  breaches(of: DeclaredOfTarget): readonly Breach[];
  /** Whether a name in parity.yaml means what a finding calls so; equal names do when left out. */
  means?(declared: string, name: string): boolean;
}

/** The container that lacks what is declared. */
export function expectedIn({ service }: DeclaredOfTarget): BreachPlace {
  return { role: 'expected', at: service.workload.at };
}

/** Whether the target must have it, whatever else is declared of it. */
export function isNeeded({ required, parity }: Declaration): boolean {
  return required === true && parity !== 'local-only';
}

/** The values that a thing may have in the target; undefined when any will do. */
export function allowedValues({ values, parity }: Declaration): readonly string[] | undefined {
  return parity === 'local-only' ? undefined : values?.map(String);
}
