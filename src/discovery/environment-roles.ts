import type { EnvironmentConfig } from '../config/config.ts';
import { environmentOf } from './candidate.ts';
import type { InputKind } from './input-kind.ts';

/** Which environments of parity.yaml are what: the local side, and the ones that can be the target, best first. */
export interface EnvironmentRoles {
  readonly local: string | undefined;
  readonly targets: readonly string[];
  /** Others that could be the local side as well. */
  readonly otherLocals: readonly string[];
}

/**
 * The local side is called `local`, or it is the first one of a kind that describes local sides. An environment that is
 * called production or staging is a target whatever describes it: compose runs servers too.
 */
export function environmentRoles(
  environments: ReadonlyMap<string, EnvironmentConfig>,
  kinds: readonly InputKind[],
): EnvironmentRoles {
  const local = new Set<string>(kinds.filter(({ side }) => side === 'local').map(({ name }) => name));
  const names = [...environments.keys()];
  const locals = names.filter((name) => {
    const isMeantLocal = !['production', 'staging'].includes(environmentOf(name) ?? '');
    return isMeantLocal && environments.get(name)?.sources.some(({ kind }) => local.has(kind));
  });
  const chosen = environments.has('local') ? 'local' : locals[0];
  return {
    local: chosen,
    targets: names.filter((name) => name !== chosen).sort((a, b) => rank(a) - rank(b)),
    otherLocals: chosen === 'local' ? [] : locals.filter((name) => name !== chosen),
  };
}

/** Production before staging before what nobody knows, development last. */
function rank(name: string): number {
  const order = ['production', 'staging', undefined, 'development'];
  return (name === 'production' ? -1 : 0) + order.indexOf(environmentOf(name));
}
