import type { Origin } from '../../shape/origin.ts';
import { type ComposeMap, originOf, type Place } from './node.ts';
import type { Reading } from './reading.ts';

/** What each reader of one attribute gets. */
export interface ServiceInput {
  readonly name: string;
  readonly service: ComposeMap;
  readonly project: ComposeMap;
  /** False for a service that only a profile would start: Compose does not look at its files. */
  readonly active: boolean;
  readonly reading: Reading;
}

export function at(input: ServiceInput, place: Place): Origin {
  return originOf(place, `service ${input.name}`);
}

/** Reports an attribute that Compose would refuse. `attribute` is its path below the service: `ports[0]`. */
export function refuse(
  input: ServiceInput,
  place: Place,
  words: { attribute: string; isNot: string; hint: string },
): void {
  const message = `read ${place.scope.path}: services.${input.name}.${words.attribute} is not ${words.isNot} (line ${place.line})`;
  input.reading.report('unreadable', place, { message, hint: words.hint, service: input.name });
}

/** Reports an attribute whose value only a shell gives. */
export function leaveOpen(input: ServiceInput, place: Place, words: { attribute: string; hint: string }): void {
  const message = `read ${place.scope.path}: services.${input.name}.${words.attribute} depends on a variable that no file sets (line ${place.line})`;
  input.reading.report('unresolved', place, { message, hint: words.hint, service: input.name });
}
