import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { ReadContext } from '../language.ts';
import type { Syntax } from '../syntax.ts';
import type { PhpFile } from './file.ts';

/** Everything the readers of one file share. */
export interface Reading {
  readonly file: PhpFile;
  readonly context: ReadContext;
  /** Expressions that read the environment, by their node. */
  readonly accesses: ReadonlyMap<Syntax, Access>;
}

export type ReadType = EnvironmentRead['type'];

/** One expression that reads the environment, before its surroundings are judged. */
export interface Access {
  readonly node: Syntax;
  /** The token that names the variable, or the whole expression. */
  readonly at: Syntax;
  readonly name: string;
  readonly dynamic: boolean;
  readonly via: string;
  /** It gives something of its own for a variable that is not set, or nothing is lost without. */
  readonly isOptional: boolean;
  /** It throws when there is no value. */
  readonly throws: boolean;
  /** The expression that stands in. */
  readonly fallback?: Syntax;
  readonly type?: ReadType;
}
