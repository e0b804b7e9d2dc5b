import type { EnvironmentRead } from '../../shape/code-facts.ts';
import type { EnvironmentHelper } from '../language.ts';

/** A function that reads the environment through a parameter, with what only Rust's forms need. */
export interface RustHelper extends EnvironmentHelper {
  readonly language: 'rust';
  /** It hands on what it read, as a `Result` or an `Option`: whether the variable is needed shows where it is called. */
  readonly passesOn: boolean;
  /** A default that the helper itself holds. */
  readonly ownDefault?: string;
  readonly type: EnvironmentRead['type'];
}

export function isRustHelper(helper: EnvironmentHelper): helper is RustHelper {
  return (helper as Partial<RustHelper>).language === 'rust';
}
