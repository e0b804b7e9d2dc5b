import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { EnvironmentHelper } from '../language.ts';
import type { Demand } from './demand.ts';

/** A function that reads the environment through a parameter, with what only Go's forms need. */
export interface GoHelper extends EnvironmentHelper {
  readonly language: 'go';
  /** `getEnv(name string, others ...string)`: the arguments from here on are names that serve as well. */
  readonly alternativesFrom?: number;
  /** `mustMapEnv(&target, "NAME")`: the parameter that receives the value. */
  readonly targetParameter?: number;
  /** Hands on what it read: whether the variable is needed shows where it is called. */
  readonly passesOn: boolean;
  /** A default that the helper itself holds. */
  readonly ownDefault?: string;
  /** The default that a call gives counts for nothing when it is empty. */
  readonly emptyIsNone?: boolean;
  /** It ends the program only when this says so. */
  readonly demand?: Demand;
  readonly type: EnvironmentRead['type'];
}

export function isGoHelper(helper: EnvironmentHelper): helper is GoHelper {
  return (helper as Partial<GoHelper>).language === 'go';
}
