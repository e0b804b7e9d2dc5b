import type { EnvironmentRead } from '../shape/code-facts.ts';

/** What the code of a service needs under one name: all of its reads of that variable together. */
export interface Requirement {
  readonly name: string;
  readonly reads: readonly [EnvironmentRead, ...EnvironmentRead[]];
  /** The read that asks most: one that the code ends without, before other required ones, before optional ones. */
  readonly strictest: EnvironmentRead;
  /** Required by some read that always runs. */
  readonly isRequired: boolean;
  /** Only ever inlined when the image or bundle is built. */
  readonly isBuildTime: boolean;
  /** Other names that serve as well. */
  readonly alternatives: readonly string[];
}

/** Groups reads by name; dynamic reads have no name and are left out. Sorted by name. */
export function requirementsOf(reads: readonly EnvironmentRead[]): Requirement[] {
  const byName = new Map<string, EnvironmentRead[]>();
  for (const read of reads) {
    if (read.dynamic) continue;
    const known = byName.get(read.name);
    if (known) known.push(read);
    else byName.set(read.name, [read]);
  }
  return [...byName.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, all]) => {
      const [first, ...rest] = [...all].sort((a, b) => strictness(b) - strictness(a));
      if (first === undefined) return [];
      return [
        {
          name,
          reads: [first, ...rest] as const,
          strictest: first,
          isRequired: strictness(first) >= 3,
          isBuildTime: all.every((read) => read.buildTime),
          alternatives: [...new Set(first.alternatives)],
        },
      ];
    });
}

function strictness(read: EnvironmentRead): number {
  if (read.buildTime) return 0;
  if (read.need === 'optional') return 1;
  if (read.conditional) return 2;
  return read.enforced === true ? 4 : 3;
}
