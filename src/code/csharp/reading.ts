import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { ReadContext } from '../language.ts';
import type { CsFile } from './file.ts';
import type { SettingsIndex } from './settings-index.ts';
import type { CsNode } from './syntax.ts';

/** Everything the readers of one file share. */
export interface Reading {
  readonly file: CsFile;
  readonly context: ReadContext;
  /** Keys of appsettings files. */
  readonly settings: SettingsIndex;
  /** Expressions that read the environment, by their node. */
  readonly accesses: ReadonlyMap<CsNode, Access>;
}

export type ReadType = EnvironmentRead['type'];

/** One expression that reads the environment or the configuration, before its surroundings are judged. */
export interface Access {
  readonly node: CsNode;
  /** The token that names the variable, or the whole expression. */
  readonly at: CsNode;
  readonly name: string;
  readonly dynamic: boolean;
  readonly via: string;
  /** `Redis:Host`, when the configuration is asked. */
  readonly key?: string;
  /** It never fails, whatever the surroundings: `GetValue<int>`. */
  readonly isOptional: boolean;
  /** It throws when there is no value. */
  readonly throws: boolean;
  /** The expression that stands in. */
  readonly fallback?: CsNode;
  readonly type?: ReadType;
}
