import { type ComposeNode, get, itemsOf } from './node.ts';
import type { Variables } from './variables.ts';

export function profilesOf(service: ComposeNode): string[] {
  return itemsOf(get(service, 'profiles')).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
}

/** Whether Compose starts a service without being asked for it by name (N160). */
export function isActive(service: ComposeNode, active: readonly string[]): boolean {
  const profiles = profilesOf(service);
  return profiles.length === 0 || active.includes('*') || profiles.some((profile) => active.includes(profile));
}

/** The profiles given, else those of COMPOSE_PROFILES in `.env`. */
export function chosenProfiles(given: readonly string[] | undefined, variables: Variables): readonly string[] {
  if (given !== undefined) return given;
  const value = variables.get('COMPOSE_PROFILES')?.value;
  if (value?.kind !== 'plain') return [];
  return value.text.split(',').map((profile) => profile.trim());
}
