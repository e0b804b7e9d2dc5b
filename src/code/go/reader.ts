import type { GoCall } from './call.ts';
import type { GoHelper } from './helper.ts';
import type { GoFile } from './model.ts';
import type { TaggedSetting } from './tagged-variable.ts';
import type { GoNode } from './tree.ts';
import type { ViperSettings } from './viper.ts';

/** What every reader of facts gets. */
export interface GoReader {
  readonly file: GoFile;
  readonly helpers: ReadonlyMap<string, GoHelper>;
  readonly settings: readonly TaggedSetting[];
  readonly viper: ViperSettings | undefined;
}

/** While a text is followed: which call site stands for a function's parameters, and which functions were asked. */
export interface Following extends GoReader {
  readonly frames: ReadonlyMap<GoNode, GoCall>;
  /** Functions whose parameters decide the text and that several call sites feed. */
  readonly open: Set<GoNode>;
  readonly depth: number;
  /** Steps left for the whole text: code that assigns in circles would take forever. */
  readonly budget: { left: number };
}
