import type { CodeValue } from '../../shape/code-facts.ts';
import type { ReadContext } from '../language.ts';
import type { PythonModule } from './module.ts';
import type { PyNode } from './syntax.ts';

/** Everything the readers of one file share. */
export interface Reading {
  readonly module: PythonModule;
  readonly context: ReadContext;
  /** Expressions that read the environment, by their node: `os.getenv('X')`, `config('X')`, `env.str('X')`. */
  readonly accesses: ReadonlyMap<PyNode, EnvAccess>;
  /** Fields of settings classes, by class: `Settings` → `redis_url` → variable. */
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, CodeValue>>;
}

/** One expression that reads the environment, before its surroundings are judged. */
export interface EnvAccess {
  readonly node: PyNode;
  /** The token that names the variable, or the whole expression. */
  readonly at: PyNode;
  readonly name: string;
  readonly dynamic: boolean;
  readonly via: string;
  readonly form: AccessForm;
  /** The expression that stands in. */
  readonly fallback?: PyNode;
  readonly type?: ReadType;
  readonly values?: readonly string[];
  /** Several names that one expression reads in turn (a loop over a list): the value is not one variable's. */
  readonly shared?: boolean;
}

/**
 * `strict`: throws when not set. `lenient`: gives None. `optional`: never fails, whatever the surroundings.
 * `presence`: only asks whether it is set. `whole`: all of the environment.
 */
export type AccessForm = 'strict' | 'lenient' | 'optional' | 'presence' | 'whole';

export type ReadType = import('../../shape/code-facts.ts').EnvironmentRead['type'];
