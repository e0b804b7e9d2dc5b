import type { AssembledText } from '../assembled-text.ts';
import type { ReadContext } from '../language.ts';
import type { CallSite } from './call.ts';
import type { RustFile } from './file.ts';
import type { RustHelper } from './helper.ts';
import type { FieldSetting } from './settings.ts';
import type { RsNode } from './syntax.ts';

/** What all readers of one file are given. */
export interface RustReader {
  readonly file: RustFile;
  readonly context: ReadContext;
  readonly helpers: ReadonlyMap<string, RustHelper>;
  /** Fields of structs that a library fills from the environment. */
  readonly settings: readonly FieldSetting[];
}

/** The state of following one value. */
export interface Following extends RustReader {
  /** The call that a function was entered by. */
  readonly frames: ReadonlyMap<RsNode, CallSite>;
  /** Functions whose parameters nothing is known of. */
  readonly open: Set<RsNode>;
  readonly depth: number;
  readonly budget: { left: number };
  /** The step itself, for look-ups that lead back to it. */
  readonly follow: Follow;
}

type Follow = (node: RsNode, following: Following) => AssembledText;
