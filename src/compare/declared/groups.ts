import { DECLARED } from '../../config/config.ts';
import type { Comparison, ServicePair } from '../comparison.ts';
import type { Breach, BreachKind, Declared, DeclaredOfTarget, Group, ThingGroup } from './declared.ts';
import { ports } from './ports.ts';
import { probes } from './probes.ts';
import { queues } from './queues.ts';
import { resources } from './resources.ts';
import { routes } from './routes.ts';
import { schedules } from './schedules.ts';
import { storage } from './storage.ts';

const GROUPS: Readonly<Record<ThingGroup, Group>> = { routes, ports, storage, queues, probes, schedules, resources };

/** Everything that parity.yaml declares of a service besides its variables, in the order of the file. */
export function declaredOf(pair: ServicePair): Declared[] {
  return DECLARED.flatMap((group) =>
    group === 'env'
      ? []
      : [...(pair.declared?.declared[group] ?? [])].map(([name, declaration]) => ({ pair, group, name, declaration })),
  );
}

/** Whether a declaration is about what a finding calls so, by that name or by another one of the same thing. */
export function speaksOf({ pair, group, name }: Declared, subject: string, comparison: Comparison): boolean {
  const means = GROUPS[group].means ?? isSame;
  if (means(name, subject)) return true;
  return GROUPS[group]
    .things(pair, comparison)
    .some((names) => names.includes(subject) && names.some((other) => means(name, other)));
}

function isSame(declared: string, name: string): boolean {
  return declared === name;
}

/** The names of everything that a service has of a group, where a declaration means none of them. */
export function othersThan({ pair, group, name }: Declared, comparison: Comparison): string[] | undefined {
  const means = GROUPS[group].means ?? isSame;
  const names = GROUPS[group].things(pair, comparison).flat();
  return names.some((other) => means(name, other)) ? undefined : [...new Set(names)];
}

/** A declaration that the target does not keep, and which one. */
export interface FoundBreach {
  readonly of: DeclaredOfTarget;
  readonly breach: Breach;
}

/** The declarations of some kinds that the target does not keep, in the order of services and of the file. */
export function breachesOf(comparison: Comparison, kinds: readonly BreachKind[]): FoundBreach[] {
  const { target: side, services } = comparison;
  if (side === undefined) return [];
  return services.flatMap((pair) => {
    const { target: service } = pair;
    // What could not be read whole may keep them.
    if (service === undefined || !service.isWhole) return [];
    return declaredOf(pair).flatMap((declared) => {
      const group = GROUPS[declared.group];
      if (!group.kinds.some((kind) => kinds.includes(kind))) return [];
      const of = { ...declared, service, side, comparison };
      const found = group.breaches(of).filter(({ kind }) => kinds.includes(kind));
      return found.map((breach) => ({ of, breach }));
    });
  });
}
