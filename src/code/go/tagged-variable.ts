import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { AssembledText } from '../assembled-text.ts';
import { variable } from './text.ts';
import type { GoNode } from './tree.ts';

/** A struct field that a library fills from the environment. */
export interface TaggedSetting {
  readonly struct: string;
  readonly field: string;
  readonly name: string;
  /** Node and offset of the token that names the variable. */
  readonly at: { readonly node: GoNode; readonly offset: number };
  readonly fallback?: { readonly text: string; readonly offset: number };
  /** The tag, when the default's offset counts from it. */
  readonly tag?: GoNode | undefined;
  readonly required: boolean;
  readonly alternatives: readonly string[];
  readonly type: EnvironmentRead['type'];
  readonly via: string;
}

/** The text of `x.Field` when exactly one variable fills a field of that name. */
export function taggedVariable(
  field: string,
  type: string | undefined,
  settings: readonly TaggedSetting[],
): AssembledText | undefined {
  const fitting = settings.filter((each) => each.field === field && (type === undefined || each.struct === type));
  const names = new Set(fitting.map((each) => each.name));
  const [first] = fitting;
  return first && names.size === 1 ? variable(first.name, first.fallback?.text) : undefined;
}
