import type { Finding, Level, Place } from './finding.ts';
import type { Tool } from './report.ts';

/** What a rule says of itself. */
export interface RuleExplanation {
  readonly id: string;
  readonly level: Level;
  /** What makes each level, for rules that give several. */
  readonly levels?: Partial<Readonly<Record<Level, string>>>;
  readonly detects: string;
  readonly why: string;
  readonly before: string;
  readonly after: string;
  readonly ignore: string;
}

/** One step from the facts to the verdict, in order. */
export interface DerivationStep {
  readonly text: string;
  readonly place?: Place;
}

/** What `explain` answers: a rule, all rules of a dimension, or one finding of this repository with its derivation. */
export type Explanation =
  | { readonly schema: 'parity.explain/v1'; readonly tool: Tool; readonly kind: 'rule'; readonly rule: RuleExplanation }
  | {
      readonly schema: 'parity.explain/v1';
      readonly tool: Tool;
      readonly kind: 'dimension';
      readonly rules: readonly RuleExplanation[];
    }
  | {
      readonly schema: 'parity.explain/v1';
      readonly tool: Tool;
      readonly kind: 'finding';
      readonly rule: RuleExplanation;
      readonly finding: Finding;
      readonly derivation: readonly DerivationStep[];
    };
