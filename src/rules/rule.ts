import type { Comparison } from '../compare/comparison.ts';
import type { BreachKind } from '../compare/declared/declared.ts';
import type { Finding, Level, Place } from '../findings/finding.ts';
import { liesInSecret, type Origin, type Problem } from '../shape/origin.ts';

/** One judgement: data that explains it, and a function that makes it. One file per rule, named like its id. */
export interface Rule {
  /** `<dimension>/<what>`, equal to the file's path below `rules/`. */
  readonly id: string;
  /** The level of a plain case; `check` may lower it where its documentation says so. */
  readonly level: Level;
  /** What makes the level of a finding, for rules that give several: said where a finding is explained. */
  readonly levels?: Partial<Readonly<Record<Level, string>>>;
  readonly docs: RuleDocs;
  /** The declarations of parity.yaml that are its to judge, beside what `check` finds. */
  readonly declared?: readonly BreachKind[];
  /** The sides on which it concludes from an object that is not there: it is silent where one was not read whole. */
  readonly absentFrom?: readonly SideName[];
  /** The sides on which it concludes from what a service lacks: it is silent about one that was not read whole. */
  readonly lackedOn?: readonly SideName[];
  /** Pure; the order of findings does not matter. Says nothing about what it cannot know. */
  check(input: RuleInput): readonly RuleFinding[];
}

export type SideName = 'local' | 'target';

export interface RuleDocs {
  readonly detects: string;
  readonly why: string;
  /** Two small listings: the mistake and its mend. */
  readonly before: string;
  readonly after: string;
  readonly ignore: string;
}

export interface RuleInput {
  readonly comparison: Comparison;
  /** What sources could not read: the `source/*` rules turn it into findings. */
  readonly problems: readonly Problem[];
}

/** A finding without its rule's id and fingerprint, which the runner adds. */
export type RuleFinding = Omit<Finding, 'id' | 'rule' | 'level' | 'confidence'> & {
  /** The rule's own level when left out. */
  readonly level?: Level;
  /** `certain` when left out. `likely`: it rests on an inference that can be wrong. */
  readonly confidence?: Finding['confidence'];
  /** What its fingerprint is made of instead of the subject, where several findings share one. */
  readonly identity?: string;
};

/** The place of an origin, under the role it plays in a finding. */
export function place(role: string, at: Origin): Place {
  return {
    role,
    path: at.path,
    line: at.line,
    column: at.column,
    ...(at.object !== undefined && { object: at.object }),
    ...(liesInSecret(at) && { secret: true }),
  };
}
