import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { ReadContext } from '../language.ts';
import type { RbFile } from './file.ts';
import type { RbNode } from './syntax.ts';

/** Everything the readers of one file share. */
export interface Reading {
  readonly file: RbFile;
  readonly context: ReadContext;
  /** Expressions that read the environment, by their node. */
  readonly accesses: ReadonlyMap<RbNode, Access>;
}

export type ReadType = EnvironmentRead['type'];

/**
 * `strict`: raises when not set. `lenient`: gives nil. `optional`: never fails, whatever the surroundings. `presence`:
 * only asks whether it is set. `whole`: all of the environment.
 */
export type AccessForm = 'strict' | 'lenient' | 'optional' | 'presence' | 'whole';

/** One expression that reads the environment, before its surroundings are judged. */
export interface Access {
  readonly node: RbNode;
  /** The token that names the variable, or the whole expression. */
  readonly at: RbNode;
  readonly name: string;
  readonly dynamic: boolean;
  readonly via: string;
  readonly form: AccessForm;
  /** The expression that stands in. */
  readonly fallback?: RbNode;
  readonly type?: ReadType;
  /** One expression that reads several names: its value is not one variable's. */
  readonly shared?: boolean;
}
