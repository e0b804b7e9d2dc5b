import { ParityError } from '../errors.ts';
import { nearest } from '../text/nearest.ts';

/**
 * Refuses services on the command line that this application does not have: nothing would be said of them.
 * @param known every service that was found
 */
export function refuseUnknownServices(asked: readonly string[], known: readonly string[]): void {
  for (const name of asked) {
    if (known.includes(name)) continue;
    throw new ParityError({
      kind: 'usage',
      code: 'flag/service',
      message: `--service ${name === '' ? '""' : name}: there is no such service; there are ${known.join(', ') || 'none'}`,
      hint: hintFor(name, known),
    });
  }
}

function hintFor(name: string, known: readonly string[]): string {
  const several = name.split(',').map((part) => part.trim());
  if (several.length > 1 && several.every((part) => known.includes(part)))
    return `repeat the flag: ${several.map((part) => `--service ${part}`).join(' ')}`;
  const near = name === '' ? undefined : nearest(name, known);
  return near === undefined ? 'name one of them, or leave the flag out' : `did you mean ${near}?`;
}
