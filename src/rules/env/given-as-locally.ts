import { valueClass } from '../../compare/value-class.ts';
import type { EffectiveVariable } from '../../effective/environment.ts';
import type { EffectiveService } from '../../effective/service.ts';
import type { Mend } from '../../findings/mend.ts';

/**
 * Ways to give a service of the target the value that it has locally: as its other variables are given, or as its first
 * one. None where the value belongs to its environment by nature, where it is secret, or known at run time alone.
 */
export function givenAsLocally(
  name: string,
  given: EffectiveVariable | undefined,
  target: EffectiveService,
): (readonly Mend[])[] {
  if (given?.value.kind !== 'plain' || given.from === 'Secret') return [];
  const value = given.value.text;
  if (valueClass(name, [value]) === 'own' || /[\n\r]/.test(value)) return [];
  const mine = [...target.environment.variables.values()].filter(
    ({ from, value: { kind } }) => from === 'workload' || (from === 'ConfigMap' && kind === 'plain'),
  );
  const ofWorkload = mine.filter(({ from }) => from === 'workload').map(({ at }) => at);
  const brought = mine.filter(({ from }) => from === 'workload').map(({ through }) => through);
  const ofConfig = mine
    .filter(({ from, through }) => from === 'ConfigMap' && through !== undefined)
    .map(({ at }) => at);
  const places = [last(ofWorkload), last(brought.filter((at) => at !== undefined)), last(ofConfig)];
  const beside = places.flatMap((at) => (at === undefined ? [] : [[{ kind: 'beside' as const, at, name, value }]]));
  return [...beside, [{ kind: 'first', at: target.workload.at, name, value }]];
}

/** The one that stands furthest down. */
function last<Place extends { readonly line: number }>(places: readonly Place[]): Place | undefined {
  return [...places].sort((a, b) => b.line - a.line)[0];
}
