import { joinPaths } from '../join-paths.ts';
import type { RouteMount } from '../language.ts';
import type { Reading } from './reading.ts';
/** The prefixes below which other files, or this one, mount a class; none where nobody does. */
export function prefixesOf({ context }: Reading, name: string): readonly string[] {
  const fitting = (context.mounts ?? []).filter((mount) => mount.name !== undefined && isSame(mount.name, name));
  return [...new Set(fitting.map(({ prefix }) => prefix))];
}

/** `Api` at a place in `Shop` is `Shop::Api`. */
function isSame(written: string, name: string): boolean {
  const plain = written.replace(/^::/, '');
  return name === plain || name.endsWith(`::${plain}`) || plain.endsWith(`::${name}`);
}

/** The mount of a class for all files of the service: the one that defines it takes it. */
export function mountOf(reading: Reading, name: string, prefixes: readonly string[]): RouteMount[] {
  return prefixes.map((prefix) => ({ prefix: joinPaths(prefix), target: '', name, path: reading.file.path }));
}
