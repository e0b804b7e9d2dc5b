import { type ComposeMap, entriesOf, get, textOf } from './node.ts';
import { isActive } from './profiles.ts';
import type { Reading } from './reading.ts';

/**
 * Reports a `depends_on` that names no service: Compose refuses the project. A file that is laid over another one and
 * read alone only lacks that other one.
 */
export function reportUnknownDependencies(services: ComposeMap, profiles: readonly string[], reading: Reading): void {
  // What could not be read may have it.
  if (reading.problems.some(({ kind, service }) => kind === 'unreadable' && service === undefined)) return;
  const names = services.entries.map(({ key }) => key);
  const isPart = services.entries.some(({ value }) => RUNS.every((key) => get(value, key) === undefined));
  for (const { key, value, scope } of services.entries) {
    if (!isActive(value, profiles)) continue;
    for (const dependency of entriesOf(get(value, 'depends_on'))) {
      if (names.includes(dependency.key) || dependency.key.includes('$')) continue;
      if (/^false$/i.test(textOf(dependency.value, 'required') ?? '')) continue;
      const isOwn = dependency.scope.path === scope.path;
      reading.report(isPart || !isOwn ? 'unresolved' : 'unreadable', dependency, {
        message: `read ${dependency.scope.path}: services.${key}.depends_on names ${dependency.key}, which is no service (line ${dependency.line})`,
        hint: `name a service, add ${dependency.key}, or name first the file that this one is laid over`,
        service: key,
      });
    }
  }
}

const RUNS = ['image', 'build', 'provider', 'extends'];
