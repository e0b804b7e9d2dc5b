import type { BrokenMeeting, NamedUse } from '../compare/meeting-points.ts';
import type { Mend } from '../findings/mend.ts';

/** Both get one name again: that of the one which is called as it is locally. */
export function sameNames({ lost, partner }: BrokenMeeting): (readonly Mend[])[] {
  const ways = [
    { wrong: lost, right: partner },
    { wrong: partner, right: lost },
  ].filter(({ right }) => isAsLocally(right));
  return ways.map(({ wrong, right }) => [{ kind: 'value', at: wrong.at, from: wrong.name, to: right.name }]);
}

function isAsLocally({ pair, variable, name }: NamedUse): boolean {
  if (variable === undefined) return true;
  const value = pair.local?.environment.variables.get(variable)?.value;
  return value?.kind !== 'plain' || value.text === name;
}
