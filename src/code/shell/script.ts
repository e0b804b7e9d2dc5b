import type { EnvironmentRead, OutboundCall } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import type { AssembledText } from '../assembled-text.ts';

/** What a script says: of the environment, of what it waits for, and of what it leaves to the program that it starts. */
export interface ScriptFacts {
  readonly reads: readonly EnvironmentRead[];
  readonly calls: readonly OutboundCall[];
  /** Variables that the program it starts has in any case. */
  readonly exported: readonly ExportedVariable[];
  /** Files into which it fills the environment, as it names them. */
  readonly templates: readonly FilledTemplate[];
  /** Scripts that it runs, as it names them. */
  readonly runs: readonly string[];
  /** Files that it takes in, which may give any variable; undefined for a name that it computes. */
  readonly takesIn: readonly (string | undefined)[];
  /** It takes in a file that is not known, which may give the variables that it and the program ask for. */
  readonly givesMore?: boolean;
  /** Names that it gives a value itself. */
  readonly assigned: readonly string[];
}

export interface ExportedVariable {
  readonly name: string;
  /** Of what it is made, where that can be told. */
  readonly text: AssembledText;
  /** Whatever the environment says. */
  readonly isFixed: boolean;
  readonly at: Origin;
}

export interface FilledTemplate {
  readonly path: string;
  readonly by: 'envsubst' | 'gomplate' | 'dockerize';
  /** Only these variables are filled in. */
  readonly names?: readonly string[];
}
