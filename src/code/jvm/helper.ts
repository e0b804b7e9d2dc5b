import type { EnvironmentHelper } from '../language.ts';

/** A function that reads the environment through a parameter. */
export interface JvmHelper extends EnvironmentHelper {
  readonly language: 'jvm';
  /** Class or Kotlin file that holds it. */
  readonly owner: string;
  /** A default that the helper itself holds. */
  readonly ownDefault?: string;
  /** Hands on what it read: whether the variable is needed shows where it is called. */
  readonly passesOn: boolean;
}

export function isJvmHelper(helper: EnvironmentHelper): helper is JvmHelper {
  return (helper as Partial<JvmHelper>).language === 'jvm';
}
